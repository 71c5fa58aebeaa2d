import { termsOf } from '../../answer/terms.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import type { CellDraft, RowDraft } from '../../store/surveys/types.ts';
import { align } from './align.ts';
import { citeAll, sentencesOf, type ReadableStore, type Sentence } from './sentences.ts';
import { likeness } from './summary.ts';

/** Sentences of a version that are compared; some 500 pages. */
const MOST = 20_000;
/** Sentences that share this much of their words are one that was changed. */
const SAME_MATTER = 0.5;
/** Pairs of sentences weighed for one gap between what is the same. */
const PAIRS = 10_000;

/**
 * What differs between two versions of a document, in reading order, word for word from both: sentences
 * and rows that were changed, added or taken out. Differences of white space are none.
 *
 * @throws CarrelFailure `file-too-large` for documents of more sentences than can be compared.
 */
export async function readChanges(
  store: ReadableStore,
  before: number,
  after: number,
  signal: AbortSignal,
): Promise<RowDraft[]> {
  const [old, current] = [await allOf(store, before, signal), await allOf(store, after, signal)];
  const rows: RowDraft[] = [];
  const plain = ({ text }: Sentence): string => text.replaceAll(/\s+/gu, ' ').trim();
  for (const gap of align(old.map(plain), current.map(plain))) {
    const removed = old.slice(gap.from, gap.to);
    const added = current.slice(gap.otherFrom, gap.otherTo);
    for (const [one, other] of paired(removed, added)) {
      const cells = [cellOf(store, one), cellOf(store, other)];
      if (cells.every((cell) => cell === null)) continue;
      const change = one === undefined ? 'added' : other === undefined ? 'removed' : 'changed';
      rows.push({ cells, matches: null, change });
    }
  }
  return rows;
}

async function allOf(
  store: ReadableStore,
  documentId: number,
  signal: AbortSignal,
): Promise<Sentence[]> {
  const sentences: Sentence[] = [];
  for await (const sentence of sentencesOf(store, documentId, signal)) {
    if (sentences.length === MOST) {
      throw new CarrelFailure(
        'file-too-large',
        'These versions are too long to be compared sentence by sentence.',
        { limit: MOST },
      );
    }
    sentences.push(sentence);
  }
  return sentences;
}

function cellOf(store: ReadableStore, sentence: Sentence | undefined): CellDraft | null {
  if (sentence === undefined) return null;
  const citations = citeAll(store, [sentence]);
  const text = sentence.text.replaceAll('\t', ' | ');
  return citations.length === 0 ? null : { text, count: null, citations, order: sentence.at };
}

type Pair = readonly [Sentence | undefined, Sentence | undefined];

/** What was taken out beside what came in its place, where both are of the same matter. */
function paired(removed: readonly Sentence[], added: readonly Sentence[]): Pair[] {
  const words = ({ text, languages }: Sentence): ReadonlySet<string> => {
    const terms = termsOf(text, languages[0] ?? 'und');
    return new Set([...terms.words, ...terms.numbers]);
  };
  const [left, right] = [removed.map(words), added.map(words)];
  const partner = new Map<number, number>();
  const taken = new Set<number>();
  if (removed.length * added.length <= PAIRS) {
    const close = left
      .flatMap((one, from) => right.map((other, to) => ({ from, to, score: likeness(one, other) })))
      .filter(({ score }) => score >= SAME_MATTER)
      .toSorted((a, b) => b.score - a.score || Math.abs(a.from - a.to) - Math.abs(b.from - b.to));
    for (const { from, to } of close) {
      if (partner.has(from) || taken.has(to)) continue;
      partner.set(from, to);
      taken.add(to);
    }
  }
  const pairs = removed.map((sentence, from): Pair => {
    const to = partner.get(from);
    return [sentence, to === undefined ? undefined : added[to]];
  });
  const alone = added
    .filter((_, to) => !taken.has(to))
    .map((sentence): Pair => [undefined, sentence]);
  return [...pairs, ...alone];
}
