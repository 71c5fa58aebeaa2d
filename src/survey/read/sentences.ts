import { candidatesOf, type Candidate } from '../../answer/candidates.ts';
import { factLanguages, isFactLanguage, type FactLanguage } from '../../answer/facts/fact.ts';
import type { Citation } from '../../contract/answers.ts';
import type { PassageHit } from '../../contract/documents.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import { cite } from '../../answer/citation.ts';
import type { PassageStore, StoredPassage } from '../../store/types/passages.ts';
import type { DocumentStore } from '../../store/types/documents.ts';
import { yieldToEventLoop } from '../../store/yield-to-event-loop.ts';

export type ReadableStore = Pick<PassageStore, 'passageIds' | 'passages' | 'page' | 'boxes'> &
  Pick<DocumentStore, 'document'>;

/** Passages read at once; what is held of a document at a time. */
const BATCH = 40;

/** A sentence or a table's row of a document, with the languages it may be in. */
export interface Sentence extends Candidate {
  readonly languages: readonly FactLanguage[];
  /** Number within the document, from 0. */
  readonly at: number;
}

/**
 * All sentences and rows of a document in reading order, each once; other work of the engine gets its
 * turn between passages.
 *
 * @throws CarrelFailure `cancelled`.
 */
export async function* sentencesOf(
  store: ReadableStore,
  documentId: number,
  signal: AbortSignal,
): AsyncGenerator<Sentence> {
  const ids = store.passageIds(documentId);
  const scope = { documents: [String(documentId)] };
  // Passages overlap; where the last ones ended is enough to know what has been read.
  let seen = new Set<string>();
  let at = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    await yieldToEventLoop();
    if (signal.aborted) throw new CarrelFailure('cancelled', 'The reading was stopped.');
    const before = seen;
    seen = new Set();
    for (const passage of store.passages(ids.slice(from, from + BATCH), scope)) {
      const languages = isFactLanguage(passage.language) ? [passage.language] : factLanguages;
      for (const candidate of candidatesOf(asHit(passage, documentId), 0)) {
        const [first] = candidate.spans;
        const key = `${first?.page ?? 0}:${first?.start ?? 0}`;
        if (seen.has(key) || before.has(key)) continue;
        seen.add(key);
        yield { ...candidate, languages, at };
        at += 1;
      }
    }
  }
}

function asHit(passage: StoredPassage, documentId: number): PassageHit {
  const [first] = passage.place.spans;
  return {
    passage: String(passage.id),
    documentId: String(documentId),
    document: passage.document,
    path: passage.path,
    page: passage.page,
    place: passage.place,
    start: first?.start ?? 0,
    end: first?.end ?? 0,
    text: passage.text,
    heading: passage.headings.join(' > '),
    score: 1,
    cosine: null,
    bm25: null,
    // Made for those that are cited.
    boxes: [],
  };
}

/** Citations of sentences, numbered, those left out that are not word for word at their place. */
export function citeAll(
  store: ReadableStore,
  sentences: readonly Pick<Candidate, 'hit' | 'spans' | 'text'>[],
): Citation[] {
  const citations: Citation[] = [];
  for (const sentence of sentences) {
    const citation = cite(store, citations.length + 1, sentence);
    if (citation.checked) citations.push(citation);
  }
  return citations;
}
