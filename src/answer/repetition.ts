import { wordsOf } from '../language/stem.ts';
import { formOf } from './facts/word-forms.ts';
import { LINE_CHARACTERS } from './prompt.ts';
import { flat } from './facts/flat.ts';

/** Longest run of words that is looked for twice in a row; longer ones repeat a part of it. */
const LONGEST_RUN = 8;
/**
 * A run of this many words standing this often in one sentence is a loop. Small models fall into
 * them when decoding greedily (Holtzman et al., "The Curious Case of Neural Text Degeneration",
 * 2020). See docs/adr/0084 for what the rules say of real
 * sentences.
 */
const LOOP_WORDS = 4;
const LOOP_TIMES = 3;
/**
 * Two sentences whose words agree by this share (Jaccard) and whose figures agree wholly say the
 * same: of ten words one may be another on both sides.
 */
const SAME = 0.8;

/** Words without accents; figures, which may stand twice in a row, are all taken to differ. */
const folded = (text: string): string[] =>
  [...wordsOf(text)].map(({ word, number }, index) => (number ? `#${index}` : flat(word)));

/** Whether a text runs in a circle: "of the safety of the safety of the safety". */
export function isRepetitive(text: string): boolean {
  const words = folded(text);
  return twiceInARow(words) || loops(words);
}

/** Two words or more that follow themselves; one word may ("nous nous", "had had"), but not thrice. */
function twiceInARow(words: readonly string[]): boolean {
  const run = (start: number, length: number): string =>
    words.slice(start, start + length).join(' ');
  for (let start = 0; start < words.length; start += 1) {
    const same = (length: number, at: number): boolean =>
      at + length <= words.length && run(start, length) === run(at, length);
    if (same(1, start + 1) && same(1, start + 2)) return true;
    for (let length = 2; length <= LONGEST_RUN; length += 1) {
      if (same(length, start + length)) return true;
    }
  }
  return false;
}

function loops(words: readonly string[]): boolean {
  const counts = new Map<string, number>();
  for (let start = 0; start + LOOP_WORDS <= words.length; start += 1) {
    const run = words.slice(start, start + LOOP_WORDS).join(' ');
    const count = (counts.get(run) ?? 0) + 1;
    if (count === LOOP_TIMES) return true;
    counts.set(run, count);
  }
  return false;
}

/** An end mark, perhaps within a closing quote mark or bracket. */
const END = /[.!?…]["”»’'“)]*$/u;

/** An address that the grammar of answers ended at its first full stop. */
const ADDRESS = /(?:@|www\.|https?:)\S*$/u;

/** Whether a sentence stops before its end, as at the limit of the tokens or of a line's characters. */
export function isCutOff(text: string): boolean {
  const line = text.trim();
  return line.length > LINE_CHARACTERS || !END.test(line) || ADDRESS.test(line);
}

/** Whether a sentence says nothing that another has not said. */
export function saysTheSame(text: string, other: string, language: string): boolean {
  const [own, said] = [contentOf(text, language), contentOf(other, language)];
  if (![...own.numbers].every((number) => said.numbers.has(number))) return false;
  const shared = [...own.words].filter((word) => said.words.has(word)).length;
  if (shared === own.words.size) return true;
  const all = own.words.size + said.words.size - shared;
  return own.numbers.size === said.numbers.size && shared / all >= SAME;
}

function contentOf(text: string, language: string): { words: Set<string>; numbers: Set<string> } {
  const words = new Set<string>();
  const numbers = new Set<string>();
  for (const { word, number } of wordsOf(text)) {
    if (number) numbers.add(word);
    else words.add(formOf(word, language));
  }
  return { words, numbers };
}
