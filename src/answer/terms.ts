import { stem, wordsOf } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';

/** What a question asks about: its content words and numbers as search terms. */
export interface Terms {
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

/** The content words, stemmed by a language, and the numbers of a text. */
export function termsOf(text: string, language: string): Terms {
  const words = new Set<string>();
  const numbers = new Set<string>();
  for (const { word, number } of wordsOf(text)) {
    if (number) numbers.add(word);
    else if (!isStopWord(word, [language])) words.add(stem(word, language));
  }
  return { words, numbers };
}

/** How much more a number counts than a word: it is seldom there by chance. */
const NUMBER_WEIGHT = 2;

/** The share of the wanted terms that are held, 0 to 1, numbers weighing more; 1 for none wanted. */
export function coverageOf(wanted: Terms, held: Terms): number {
  const count = (terms: ReadonlySet<string>, within: ReadonlySet<string>): number =>
    [...terms].filter((term) => within.has(term)).length;
  const total = wanted.words.size + NUMBER_WEIGHT * wanted.numbers.size;
  if (total === 0) return 1;
  const found =
    count(wanted.words, held.words) + NUMBER_WEIGHT * count(wanted.numbers, held.numbers);
  return found / total;
}
