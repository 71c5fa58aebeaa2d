import type { Citation } from '../../contract/answers.ts';
import type { CitationState } from '../../contract/conversations.ts';
import type { Span } from '../../contract/place.ts';
import type { Database } from '../database.ts';
import { number, text } from '../row.ts';

/** Pages looked through for words that are not where they were. */
const MAX_PAGES = 5_000;

/**
 * Where the words of a kept citation are today. `unchanged`: word for word at the same place;
 * `moved`: on the page given, elsewhere than they were; `gone`: nowhere in the document, or the
 * document is no longer there.
 */
export function citationState(
  database: Database,
  citation: Citation,
  ticked: boolean,
): CitationState {
  const { n } = citation;
  const document = Number(citation.documentId);
  if (stands(database, document, citation)) {
    return { n, state: 'unchanged', page: citation.page, ticked };
  }
  const page = pageHolding(database, document, citation.quote);
  return page === undefined
    ? { n, state: 'gone', page: null, ticked }
    : { n, state: 'moved', page: citation.page === null ? null : page, ticked };
}

function stands(database: Database, document: number, { place, quote }: Citation): boolean {
  const parts = place.spans.map((span) => textAt(database, document, span));
  return (
    parts.length > 0 && parts.every((part) => part !== undefined) && parts.join('\n') === quote
  );
}

function textAt(database: Database, document: number, span: Span): string | undefined {
  const row = database.get(
    `SELECT p.text FROM pages p JOIN documents d ON d.content_id = p.content_id
     WHERE d.id = ? AND d.removal IS NULL AND p.number = ?`,
    document,
    span.page,
  );
  const page = row === undefined ? undefined : text(row, 'text');
  return page === undefined || span.end > page.length
    ? undefined
    : page.slice(span.start, span.end);
}

/** The first page on which the words stand, white space apart. */
function pageHolding(database: Database, document: number, quote: string): number | undefined {
  const wanted = folded(quote);
  const rows = database.all(
    `SELECT p.number, p.text FROM pages p JOIN documents d ON d.content_id = p.content_id
     WHERE d.id = ? AND d.removal IS NULL ORDER BY p.number LIMIT ?`,
    document,
    MAX_PAGES,
  );
  const found = rows.find((row) => folded(text(row, 'text')).includes(wanted));
  return found === undefined ? undefined : number(found, 'number');
}

function folded(words: string): string {
  return words.replaceAll(/\s+/gu, ' ').trim();
}
