import type { DocumentEntry } from '../../contract/documents.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import { flat } from '../../answer/facts/flat.ts';

/** Words of a file's name, its numbers parted from its letters: "lease-v2.docx" is lease, v, 2. */
function wordsOf(name: string): string[] {
  const stem = name.replace(/^.*\//u, '').replace(/\.[^.]{1,5}$/u, '');
  return flat(stem).match(/\p{L}+|\p{N}+/gu) ?? [];
}

/** The share of a name's words that a question holds; its numbers must all be there to be named. */
function named(name: string, question: ReadonlySet<string>): number {
  const words = wordsOf(name);
  const held = words.filter((word) => question.has(word)).length;
  return words.length === 0 ? 0 : held / words.length;
}

const NAMED = 0.5;

/**
 * The two documents that a question compares: those it names, else the only two there are, the older
 * first.
 *
 * @throws CarrelFailure `invalid-input` where they cannot be told.
 */
export function twoDocuments(
  question: string,
  documents: readonly DocumentEntry[],
): [DocumentEntry, DocumentEntry] {
  const readable = documents.filter(({ passages }) => passages > 0);
  const [one, other, third] = readable;
  if (one !== undefined && other !== undefined && third === undefined) return byAge(one, other);
  const words = new Set(flat(question).match(/\p{L}+|\p{N}+/gu) ?? []);
  const ranked = readable
    .map((document) => ({ document, score: named(document.document, words) }))
    .filter(({ score }) => score >= NAMED)
    .toSorted((a, b) => b.score - a.score);
  const [first, second, next] = ranked;
  const sure = next === undefined || (second !== undefined && next.score < second.score);
  if (first !== undefined && second !== undefined && sure) {
    return byAge(first.document, second.document);
  }
  throw new CarrelFailure(
    'invalid-input',
    'It is not clear which two documents are meant. Name both as their files are named, or choose them.',
    { field: 'question' },
  );
}

/** By the numbers in their names where these are of one series, else by the files' times. */
function byAge(a: DocumentEntry, b: DocumentEntry): [DocumentEntry, DocumentEntry] {
  const letters = ({ document }: DocumentEntry): string =>
    wordsOf(document)
      .filter((word) => /\p{L}/u.test(word))
      .join(' ');
  const numbers = ({ document }: DocumentEntry): number[] =>
    wordsOf(document)
      .filter((word) => /^\p{N}+$/u.test(word))
      .map(Number);
  if (letters(a) === letters(b)) {
    const [left, right] = [numbers(a), numbers(b)];
    for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
      const [x, y] = [left[at] ?? -1, right[at] ?? -1];
      if (x !== y) return x < y ? [a, b] : [b, a];
    }
  }
  return a.modified <= b.modified ? [a, b] : [b, a];
}
