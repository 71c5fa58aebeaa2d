import type { Citation } from '../../../src/contract/answers.ts';
import type { CitationState } from '../../../src/contract/conversations.ts';
import type { PassageHit } from '../../../src/contract/documents.ts';
import type { FoundDocument } from '../../../src/contract/library.ts';
import type { Span } from '../../../src/contract/place.ts';
import { useNavigation } from '../../app/navigation.ts';
import type { DoorClient } from '../../engine/client.ts';

/** Opens a citation where it stands today; a place that is gone opens unmarked, and the viewer says so. */
export async function openCitation(
  client: DoorClient,
  citation: Citation,
  state: CitationState | undefined,
): Promise<void> {
  const { documentId, place, quote, n } = citation;
  let { boxes } = citation;
  let { spans } = place;
  if (state?.state === 'moved' && state.page !== null) {
    const found = await findOn(client, documentId, state.page, quote);
    if (found !== undefined) {
      spans = [found];
      boxes = [];
    }
  }
  const page = spans[0]?.page ?? citation.page;
  useNavigation.getState().open({ documentId, page, mark: { spans, boxes, quote, citation: n } });
}

/** Opens a passage that search found. */
export function openPassage({ documentId, page, place, text, boxes }: PassageHit): void {
  const { spans } = place;
  useNavigation
    .getState()
    .open({ documentId, page: spans[0]?.page ?? page, mark: { spans, boxes, quote: text } });
}

/** Opens a document where it was left. */
export function openDocument(documentId: string): void {
  useNavigation.getState().open({ documentId, page: null });
}

/** Opens the words that were found while typing. */
export async function openWords(
  client: DoorClient,
  documentId: string,
  { page, start, end, snippet, marks }: FoundDocument['hits'][number],
): Promise<void> {
  const [first] = marks;
  let quote = first === undefined ? '' : snippet.slice(first.start, first.end);
  if (quote.includes(' ')) {
    // A snippet is one line; in the page's text a phrase may run over the end of one.
    const read = await client.call('readPage', { documentId, page });
    const stored = read.ok ? read.value.text.slice(start, end) : quote;
    if (stored.replaceAll(/\s/gu, ' ') === quote) quote = stored;
  }
  useNavigation
    .getState()
    .open({ documentId, page, mark: { spans: [{ page, start, end }], boxes: [], quote } });
}

async function findOn(
  client: DoorClient,
  documentId: string,
  page: number,
  quote: string,
): Promise<Span | undefined> {
  const read = await client.call('readPage', { documentId, page });
  const start = read.ok ? read.value.text.indexOf(quote) : -1;
  return start === -1 ? undefined : { page, start, end: start + quote.length };
}
