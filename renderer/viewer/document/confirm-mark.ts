import type { Box, Span } from '../../../src/contract/place.ts';
import type { ViewerTarget } from '../../app/navigation.ts';
import type { DoorClient } from '../../engine/client.ts';
import type { PageTexts } from './page-texts.ts';

/** What may be drawn: only a place where the quoted words were found again. */
export type ConfirmedMark =
  | { readonly state: 'none' }
  | { readonly state: 'confirmed'; readonly spans: readonly Span[]; readonly boxes: readonly Box[] }
  /** The words are not at the place any more. */
  | { readonly state: 'elsewhere' };

/** Spans one call of `locate` takes. */
const MAX_SPANS = 100;

/**
 * Reads the stored text at the mark's spans and compares it with the quote; boxes are asked for
 * where the mark came without them.
 */
export async function confirmMark(
  client: DoorClient,
  texts: PageTexts,
  { documentId, mark }: ViewerTarget,
): Promise<ConfirmedMark> {
  if (mark === undefined || mark.spans.length === 0) return { state: 'none' };
  // Asked for at the same time, and used only where the words are confirmed.
  const located =
    mark.boxes.length > 0 ? Promise.resolve(mark.boxes) : locate(client, documentId, mark.spans);
  const slices: string[] = [];
  for (const { page, start, end } of mark.spans) {
    const read = await texts.read(page);
    if (!read.ok) return { state: 'elsewhere' };
    slices.push(read.value.text.slice(start, end));
  }
  if (slices.join('\n') !== mark.quote) return { state: 'elsewhere' };
  return { state: 'confirmed', spans: mark.spans, boxes: await located };
}

/** Boxes of the words in ranges, merged by line; none where the format has no layout. */
export async function locate(
  client: DoorClient,
  documentId: string,
  spans: readonly Span[],
): Promise<readonly Box[]> {
  const located = await client.call('locate', { documentId, spans: spans.slice(0, MAX_SPANS) });
  return located.ok ? located.value.boxes : [];
}
