import type { CellDraft } from '../../store/surveys/types.ts';
import { citeAll, type ReadableStore, type Sentence } from './sentences.ts';
import type { Value } from './values.ts';

/** A sentence that states what a column asks for. */
export interface Evidence {
  readonly sentence: Sentence;
  /** How surely, from 1; only the surest are shown. */
  readonly strength: number;
  /** What is stated; undefined: the sentence says it as a whole. */
  readonly value: Value | undefined;
  /** How the cell says it. */
  readonly text: string;
}

/** Most sentences behind one cell, and rows of a table. */
const MOST = 3;
const MOST_ROWS = 6;
/** Evidence kept of one document while it is read. */
const KEPT = 24;

/** Keeps the surest evidence of a column while a document is read. */
export class EvidenceList {
  #kept: Evidence[] = [];

  add(evidence: Evidence): void {
    const best = this.#kept[0]?.strength ?? 0;
    if (evidence.strength < best) return;
    if (evidence.strength > best) this.#kept = [];
    if (this.#kept.length < KEPT) this.#kept.push(evidence);
  }

  get best(): readonly Evidence[] {
    return this.#kept;
  }
}

const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The cell that evidence makes, cited; null where nothing stands word for word. */
export function cellOf(store: ReadableStore, found: readonly Evidence[]): CellDraft | null {
  const row = found[0]?.sentence.header !== null;
  const shown: Evidence[] = [];
  for (const one of found) {
    if (shown.length === (row ? MOST_ROWS : MOST)) break;
    if (!shown.some((other) => folded(other.text) === folded(one.text))) shown.push(one);
  }
  const headers = shown.flatMap(({ sentence }) =>
    sentence.header === null ? [] : [{ ...sentence.header, hit: sentence.hit }],
  );
  const [header] = headers;
  const citations = citeAll(store, [
    ...shown.map(({ sentence }) => sentence),
    ...(header === undefined ? [] : [header]),
  ]);
  const [first] = shown;
  // One quote that cannot be confirmed makes the whole cell unsure.
  const wanted = shown.length + (header === undefined ? 0 : 1);
  if (first === undefined || citations.length < wanted) return null;
  const single = shown.length === 1 && first.value !== undefined && !first.value.turned;
  const text = single && !row ? first.value.text : shown.map((one) => one.text).join('\n');
  return { text, count: null, citations, order: first.value?.order ?? folded(text).slice(0, 100) };
}
