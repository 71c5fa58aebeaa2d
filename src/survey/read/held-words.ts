import { flat } from '../../answer/facts/flat.ts';
import { factLanguages } from '../../answer/facts/fact.ts';
import { stem, wordsOf } from '../../language/stem.ts';
import { isStopWord } from '../../language/stop-words.ts';

/** Letters a word must have to be looked for within German compounds, and letters left over. */
const IN_COMPOUND = 5;
const LEFT_OVER = 4;

/** The words of a name or a term that mean something. */
export function meaning(text: string): string[] {
  return [...wordsOf(text)]
    .filter(({ word, number }) => number || (word.length > 1 && !isStopWord(word, factLanguages)))
    .map(({ word }) => word);
}

/** Whether a text holds every word, in the forms of its language; in German also in compounds. */
export function holdsAll(
  wanted: readonly string[],
  text: string,
  languages: readonly string[],
): boolean {
  if (wanted.length === 0) return true;
  const words = [...wordsOf(text)].map(({ word }) => word);
  return wanted.every((word) => words.some((other) => isForm(word, other, languages)));
}

/** Whether one word is a form of another in one of the languages. */
export function isForm(word: string, other: string, languages: readonly string[]): boolean {
  if (word === other) return true;
  if (languages.some((language) => stem(word, language) === stem(other, language))) return true;
  if (!languages.includes('de') || word.length < IN_COMPOUND) return false;
  if (other.length < word.length + LEFT_OVER) return false;
  const [part, whole] = [flat(word), flat(other)];
  return whole.startsWith(part) || whole.endsWith(part);
}
