import type { CitableStore } from '../../answer/citation.ts';
import { quote } from '../../answer/quote.ts';
import { selectSentences, type Embed } from '../../answer/select.ts';
import { evidenceFor } from '../../answer/evidence.ts';
import { judge } from '../../answer/verdict.ts';
import type { VerdictCalibration } from '../../contract/verdict-calibration.ts';
import { createRetriever, type SearchableStore } from '../../retrieve/retriever.ts';
import type { DocumentReader } from './read-document.ts';

const SEARCHED = 6;

/**
 * Asks single documents a question: the search and the quotes of answers, in one document's scope.
 * Only what would be called answered is taken; without an embedder nothing is.
 */
export function askOneDocument(
  store: SearchableStore & CitableStore,
  calibration: () => Promise<VerdictCalibration | undefined>,
  embed: Embed,
): DocumentReader['ask'] {
  // The same question goes to every document: its vector is made once.
  let asked: { readonly question: string; readonly vector: Float32Array | undefined } | undefined;
  const retriever = createRetriever({
    store,
    embedQuery: async (text, signal) => {
      if (asked?.question === text) return asked.vector;
      const vector = (await embed([text], 'query', signal))?.[0];
      asked = { question: text, vector };
      return vector;
    },
  });
  return async (question, documentId, signal) => {
    const scope = { documents: [String(documentId)] };
    const words = { words: question, mode: 'hybrid', limit: SEARCHED, scope, signal } as const;
    const { hits, coverage } = await retriever.search(words);
    const ranked = await selectSentences(question, hits, { embed, store }, signal);
    const evidence = hits.length === 0 ? undefined : evidenceFor(question, hits, store);
    if (judge(evidence, coverage, await calibration()) !== 'answered') return null;
    const { sentences, citations } = quote(store, ranked, { question, length: 'short' });
    if (sentences.length === 0) return null;
    const text = sentences.map((sentence) => sentence.text).join('\n');
    return { text, count: null, citations, order: text.slice(0, 100).toLowerCase() };
  };
}
