import { lineOf, type FlowBlock } from '../flow.ts';
import { partOf, type Extent } from './fib.ts';

/** Where a kind of notes stands: references in the text, and ranges in the part that holds them. */
export interface NoteExtents {
  readonly references: Extent;
  readonly texts: Extent;
  /** First character of the part in the whole text. */
  readonly start: number;
  readonly length: number;
}

/** Ranges of the notes' texts by the places of their references ([MS-DOC] 2.8.3, 2.8.13). */
export function noteRanges(
  table: Uint8Array,
  { references, texts, start, length }: NoteExtents,
): Map<number, readonly [number, number]> {
  const places = partOf(table, references);
  const starts = partOf(table, texts);
  const found = new Map<number, readonly [number, number]>();
  // Each reference has two bytes of its own behind the places, which one more ends.
  const count = Math.floor((places.byteLength - 4) / 6);
  for (let index = 0; index < count && 4 * index + 8 <= starts.byteLength; index += 1) {
    const from = starts.getUint32(4 * index, true);
    const to = Math.min(length, starts.getUint32(4 * index + 4, true));
    if (from < to) found.set(places.getUint32(4 * index, true), [start + from, start + to]);
  }
  return found;
}

/** A note's blocks as one footnote. */
export function asNote(blocks: readonly FlowBlock[]): FlowBlock[] {
  const text = lineOf(blocks);
  return text === '' ? [] : [{ kind: 'footnote', text }];
}
