import type { Citation } from '../contract/answers.ts';
import type { PassageHit } from '../contract/documents.ts';
import type { Place, Span } from '../contract/place.ts';
import { cellRange } from '../store/cell-range.ts';
import type { DocumentStore } from '../store/types/documents.ts';
import type { PassageStore } from '../store/types/passages.ts';
import { doubtsFacts, recognisedQuote } from './recognised.ts';

export type CitableStore = Pick<PassageStore, 'page' | 'boxes'> & Pick<DocumentStore, 'document'>;

/** The same kind of place as the passage's, for some of its text. */
function placeAt(
  place: Place,
  spans: readonly Span[],
  cellsOf: (page: number) => Uint32Array | undefined,
): Place {
  const first = spans[0]?.page ?? 1;
  switch (place.kind) {
    case 'page':
      return { ...place, page: first, spans: [...spans] };
    case 'slide':
      return { ...place, slide: first, spans: [...spans] };
    case 'sheet':
      return { ...place, cells: cellRange(spans, cellsOf), spans: [...spans] };
    case 'mail':
    case 'section':
      return { ...place, spans: [...spans] };
    default:
      return place satisfies never;
  }
}

/** The stored text of spans, joined with a line feed; undefined where a page is gone. */
export function storedText(
  store: CitableStore,
  documentId: string,
  spans: readonly Span[],
): string | undefined {
  const parts: string[] = [];
  for (const span of spans) {
    const page = store.page(Number(documentId), span.page);
    if (page === undefined || span.end > page.text.length) return undefined;
    parts.push(page.text.slice(span.start, span.end));
  }
  return parts.join('\n');
}

/**
 * A citation of part of a passage. Its quote is read again from the stored page; `checked` says
 * that it is, word for word, what was quoted, and that no number or name of it was recognised with
 * doubt.
 *
 * @param n the citation's number, from 1
 */
export function cite(
  store: CitableStore,
  n: number,
  source: { readonly hit: PassageHit; readonly spans: readonly Span[]; readonly text: string },
): Citation {
  const { hit, spans, text } = source;
  const first = spans[0];
  const place = placeAt(
    hit.place,
    spans,
    (page) => store.page(Number(hit.documentId), page)?.cells,
  );
  const verbatim = storedText(store, hit.documentId, spans) === text;
  const row = store.document(Number(hit.documentId));
  const scan = verbatim ? recognisedQuote(store, hit.documentId, spans) : undefined;
  return {
    n,
    documentId: hit.documentId,
    document: hit.document,
    path: hit.path,
    page: hit.page === null ? null : (first?.page ?? hit.page),
    place,
    start: first?.start ?? 0,
    end: first?.end ?? 0,
    quote: text,
    boxes: store.boxes(Number(hit.documentId), spans),
    checked: verbatim && (scan === undefined || !doubtsFacts(text, scan)),
    ...(row?.status === 'missing' ? { copyOf: new Date(row.modifiedMs).toISOString() } : {}),
    ...(scan === undefined ? {} : { recognised: true, doubtful: [...scan.doubtful] }),
  };
}

/** Whether two citations are of the same words of the same document. */
export function isSamePlace(a: Citation, b: Citation): boolean {
  return (
    a.documentId === b.documentId &&
    a.page === b.page &&
    a.start === b.start &&
    a.end === b.end &&
    a.quote === b.quote
  );
}
