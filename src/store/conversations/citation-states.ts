import type { Citation } from '../../contract/answers.ts';
import type { CitationState } from '../../contract/conversations.ts';
import type { Span } from '../../contract/place.ts';
import { boxesOf } from '../boxes.ts';
import { cellRange } from '../cell-range.ts';
import type { Database } from '../database.ts';
import { readPage } from '../pages.ts';
import { number, text } from '../row.ts';
import type { StoredPage } from '../types/passages.ts';
import { findQuotes, type PageText } from './find-quote.ts';

/** Pages looked through for words that are not where they were. */
const MAX_PAGES = 5_000;

/** A kept citation as it is to be shown today. */
export interface CitationToday {
  readonly citation: Citation;
  readonly state: Omit<CitationState, 'ticked'>;
}

/**
 * Where the words of kept citations are today. `unchanged`: word for word on the same page; `moved`:
 * on the page given, or elsewhere in a document without pages; `gone`: nowhere in the document, or the
 * document is no longer there. Where the words still stand on the page that was named, the citation's
 * ranges and boxes follow them, so that what is marked is what was quoted.
 */
export function citationsToday(
  database: Database,
  citations: readonly Citation[],
): CitationToday[] {
  const places = new Map<Citation, readonly Span[]>();
  const astray = new Map<string, Citation[]>();
  for (const citation of citations) {
    if (stands(database, citation)) places.set(citation, citation.place.spans);
    else astray.set(citation.documentId, [...(astray.get(citation.documentId) ?? []), citation]);
  }
  for (const [documentId, lost] of astray) {
    const wanted = lost.map(({ quote, place }) => ({ quote, page: place.spans[0]?.page ?? 1 }));
    const found = findQuotes(pagesOf(database, documentId), wanted);
    for (const [index, citation] of lost.entries()) {
      const spans = found[index];
      if (spans !== undefined) places.set(citation, spans);
    }
  }
  return citations.map((citation) => today(database, citation, places.get(citation)));
}

function today(
  database: Database,
  citation: Citation,
  spans: readonly Span[] | undefined,
): CitationToday {
  const { n, page, place } = citation;
  const [first] = spans ?? [];
  if (spans === undefined || first === undefined) {
    return { citation, state: { n, state: 'gone', page: null } };
  }
  if (spans === place.spans) return { citation, state: { n, state: 'unchanged', page } };
  if (page !== null && first.page !== page) {
    return { citation, state: { n, state: 'moved', page: first.page } };
  }
  const state = page === null ? 'moved' : 'unchanged';
  return { citation: follow(database, citation, spans, first), state: { n, state, page } };
}

/** The citation with the ranges where its words are now. */
function follow(
  database: Database,
  citation: Citation,
  spans: readonly Span[],
  { start, end }: Span,
): Citation {
  const { place } = citation;
  const document = Number(citation.documentId);
  const pageOf = (page: number): StoredPage | undefined => readPage(database, document, page);
  return {
    ...citation,
    place:
      place.kind === 'sheet'
        ? { ...place, cells: cellRange(spans, (page) => pageOf(page)?.cells), spans: [...spans] }
        : { ...place, spans: [...spans] },
    start,
    end,
    quote: textAt(database, citation.documentId, spans) ?? citation.quote,
    boxes: boxesOf(spans, pageOf),
  };
}

function stands(database: Database, { documentId, place, quote }: Citation): boolean {
  return place.spans.length > 0 && textAt(database, documentId, place.spans) === quote;
}

/** The stored text of spans, joined with a line feed; undefined where a page is gone. */
function textAt(
  database: Database,
  documentId: string,
  spans: readonly Span[],
): string | undefined {
  const parts: string[] = [];
  for (const span of spans) {
    const row = database.get(
      `SELECT p.text FROM pages p JOIN documents d ON d.content_id = p.content_id
       WHERE d.id = ? AND d.removal IS NULL AND p.number = ?`,
      Number(documentId),
      span.page,
    );
    const page = row === undefined ? '' : text(row, 'text');
    if (span.end > page.length) return undefined;
    parts.push(page.slice(span.start, span.end));
  }
  return parts.join('\n');
}

function* pagesOf(database: Database, documentId: string): Generator<PageText> {
  const rows = database.iterate(
    `SELECT p.number, p.text FROM pages p JOIN documents d ON d.content_id = p.content_id
     WHERE d.id = ? AND d.removal IS NULL ORDER BY p.number LIMIT ?`,
    Number(documentId),
    MAX_PAGES,
  );
  for (const row of rows) yield { number: number(row, 'number'), text: text(row, 'text') };
}
