import type { Coverage, PassageHit, Scope, SearchMode } from '../contract/documents.ts';
import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import { queryLanguages } from '../language/detect.ts';
import type { PassageStore } from '../store/types/passages.ts';
import type { PassagePredicate, ScoredPassage, SearchStore } from '../store/types/search.ts';
import type { VectorStore } from '../store/types/vectors.ts';
import { yieldToEventLoop } from '../store/yield-to-event-loop.ts';
import { blend, type BlendedPassage } from './blend.ts';
import { languageBias, mostHeld, type Lifts } from './language-bias.ts';
import { outOfVocabularyShare } from './out-of-vocabulary.ts';
import { reranked, type Rerank } from './rerank.ts';
import { statementsAsked } from './statements.ts';
import { windowsOf, type Window } from './windows.ts';

/** Passages taken from each of words and vectors before they are blended. */
const DEPTH = 100;

export interface SearchQuery {
  readonly words: string;
  readonly mode: SearchMode;
  readonly limit: number;
  readonly scope: Scope;
  /** Each passage with those around it, as far as they fit; else by itself. */
  readonly neighbours?: boolean | undefined;
  /** The best are read again by the reranking model, where one is installed. */
  readonly rerank?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SearchResult {
  /** Best first; no passage twice. */
  readonly hits: PassageHit[];
  readonly coverage: Coverage;
  readonly milliseconds: number;
  /** Why a model that was asked for took no part, or null. */
  readonly fallback: ContractError | null;
  /** What hits in another language than the query were raised by; their `cosine` is without it. */
  readonly lifts: Lifts;
}

/** The part of the store that searching needs. */
export type SearchableStore = SearchStore & PassageStore & Pick<VectorStore, 'hasVectors'>;

export interface RetrieverOptions {
  readonly store: SearchableStore;
  /** The query's vector; undefined where no embedder is installed. */
  readonly embedQuery: (text: string, signal?: AbortSignal) => Promise<Float32Array | undefined>;
  /** Absent: nothing is read again. */
  readonly rerank?: Rerank | undefined;
  /** Milliseconds in which a passage may still be begun to be read again; absent: two seconds. */
  readonly rerankBudget?: number | undefined;
}

export interface Retriever {
  /** Throws `cancelled`, and what the store throws. */
  search(query: SearchQuery): Promise<SearchResult>;
}

interface Ranking {
  readonly ranked: BlendedPassage[];
  readonly lifts: Lifts;
  readonly fallback: ContractError | null;
}

type QueryVector =
  | { readonly vector: Float32Array }
  | { readonly vector: undefined; readonly fallback: ContractError };

/** Search over a store: by words, by vectors, or both blended. */
export function createRetriever(options: RetrieverOptions): Retriever {
  const { store, embedQuery } = options;
  async function queryVector(query: SearchQuery): Promise<QueryVector> {
    try {
      const vector = await embedQuery(query.words, query.signal);
      if (vector === undefined) return { vector, fallback: withoutEmbedder };
      if (!store.hasVectors()) return { vector: undefined, fallback: withoutVectors };
      return { vector };
    } catch (error) {
      if (!(error instanceof CarrelFailure) || error.code === 'cancelled') throw error;
      return { vector: undefined, fallback: error.toData() };
    }
  }

  async function rank(query: SearchQuery): Promise<Ranking> {
    const depth = Math.max(DEPTH, query.limit);
    const languages = queryLanguages(query.words);
    if (query.mode === 'text') {
      return { ranked: byWords(query, languages, depth), lifts: new Map(), fallback: null };
    }
    const matchWords = () => store.searchWords(query.words, languages, query.scope, depth);
    // The embedder is another process: words are looked up while it works.
    const [embedded, early] = await Promise.all([
      queryVector(query),
      query.mode === 'hybrid' ? yieldToEventLoop().then(matchWords) : undefined,
    ]);
    throwIfCancelled(query.signal);
    const { vector } = embedded;
    const bias =
      vector === undefined || query.mode === 'vector'
        ? undefined
        : await languageBias(store, vector, languages);
    const nearest = await closest(vector, query.scope, depth, bias?.apart);
    if (query.mode === 'vector' && vector !== undefined) {
      const ranked = nearest.map(({ passage, score }) => ({
        passage,
        score: Math.min(1, Math.max(0, score)),
        cosine: score,
        bm25: null,
      }));
      return { ranked, lifts: new Map(), fallback: null };
    }
    const matching = early ?? matchWords();
    const { named, headed } = await meant(query, languages, vector, depth);
    const ids = [...nearest, ...matching].map(({ passage }) => passage);
    const union = [...new Set([...ids, ...named, ...headed])];
    const coverages = store.coverWords(query.words, languages, union);
    const known = 1 - outOfVocabularyShare(store.weighWords(query.words, languages));
    // `coverWords` counts known words alone: where there is one, a passage that holds it holds all.
    const held = coverages.map(({ passage, score }) => ({ passage, score: known * score }));
    const lifts: Lifts = bias?.lifts(held) ?? new Map();
    const ranked = blend({
      cosines: vector === undefined ? [] : await store.scoreVectors(vector, union),
      lifts,
      words: store.scoreWords(query.words, languages, union),
      coverages,
      // Among several languages, words stand by chance in one where another answers.
      known: bias === undefined ? known : mostHeld(held),
      adjoining: store.adjoining(union),
      named,
      headed,
    });
    return { ranked, lifts, fallback: vector === undefined ? embedded.fallback : null };
  }

  async function closest(
    vector: Float32Array | undefined,
    scope: Scope,
    limit: number,
    apart?: PassagePredicate,
  ): Promise<ScoredPassage[]> {
    return vector === undefined ? [] : await store.searchVectors(vector, scope, limit, apart);
  }

  /**
   * The best passages of the documents that a question names, and those under the name of a statement
   * that it asks for: of the documents named, or of all.
   */
  async function meant(
    { words, scope }: SearchQuery,
    languages: readonly string[],
    vector: Float32Array | undefined,
    depth: number,
  ): Promise<{ named: Set<number>; headed: Set<number> }> {
    const names = new Set(store.namedDocuments(words, languages).map(({ id }) => String(id)));
    const documents = (scope.documents ?? [...names]).filter((id) => names.has(id));
    const within = documents.length > 0 ? { ...scope, documents } : scope;
    const headed = store.headedBy(statementsAsked(words), within, depth);
    if (documents.length === 0) return { named: new Set(), headed: new Set(headed) };
    const nearest = await closest(vector, within, depth);
    const matching = store.searchWords(words, languages, within, depth);
    const found = [...nearest, ...matching].map(({ passage }) => passage);
    return { named: new Set([...found, ...headed]), headed: new Set(headed) };
  }

  /** A ranking stands without the model that was to read it again. */
  async function readAgain(query: SearchQuery, ranking: Ranking): Promise<Ranking> {
    const { rerank, rerankBudget: budget } = options;
    const { ranked, fallback } = ranking;
    if (query.rerank !== true || rerank === undefined) return ranking;
    const { words, scope, signal } = query;
    try {
      const again = await reranked(ranked, { words, scope, signal, store, rerank, budget });
      return { ...ranking, ranked: again };
    } catch (error) {
      if (!(error instanceof CarrelFailure) || error.code === 'cancelled') throw error;
      return { ...ranking, fallback: fallback ?? error.toData() };
    }
  }

  function byWords(
    query: SearchQuery,
    languages: readonly string[],
    depth: number,
  ): BlendedPassage[] {
    const found = store.searchWords(query.words, languages, query.scope, depth);
    const best = found[0]?.score ?? 1;
    return found.map(({ passage, score }) => ({
      passage,
      score: best > 0 ? Math.max(0, score / best) : 0,
      cosine: null,
      bm25: score,
    }));
  }

  return {
    async search(query) {
      const started = performance.now();
      throwIfCancelled(query.signal);
      const { ranked, lifts, fallback } = await readAgain(query, await rank(query));
      throwIfCancelled(query.signal);
      const scores = new Map(ranked.map((entry) => [entry.passage, entry]));
      const windows = windowsOf({
        ranked,
        limit: query.limit,
        scope: query.scope,
        grown: query.neighbours ?? false,
        store,
      });
      const hits = windows.flatMap((window) => {
        const scored = scores.get(window.found.id);
        return scored === undefined ? [] : [toHit(store, window, scored)];
      });
      return {
        hits,
        coverage: store.coverage(query.scope),
        milliseconds: performance.now() - started,
        fallback,
        lifts,
      };
    },
  };
}

function toHit(
  store: PassageStore,
  { found, page, spans, text }: Window,
  scored: BlendedPassage,
): PassageHit {
  const onPage = spans.filter((span) => span.page === page);
  return {
    passage: String(found.id),
    documentId: String(found.documentId),
    document: found.document,
    path: found.path,
    page: found.page === null ? null : page,
    place: { ...found.place, spans: [...spans] },
    start: onPage[0]?.start ?? 0,
    end: Math.max(0, ...onPage.map((span) => span.end)),
    text,
    heading: found.headings.join(' > '),
    score: scored.score,
    cosine: scored.cosine,
    bm25: scored.bm25,
    boxes: store.boxes(found.documentId, spans),
  };
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new CarrelFailure('cancelled', 'The search was stopped.');
}

const withoutEmbedder: ContractError = {
  code: 'model-missing',
  message:
    'No embedding model is installed, so only words were searched. Fetch one with `carrel models fetch tiny`.',
};

const withoutVectors: ContractError = {
  code: 'busy',
  message:
    'No document has been prepared for search by meaning yet, so only words were searched. Ask again when the import is done.',
};
