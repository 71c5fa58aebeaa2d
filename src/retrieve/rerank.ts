import type { Scope } from '../contract/documents.ts';
import type { PassageStore, StoredPassage } from '../store/types/passages.ts';
import type { BlendedPassage } from './blend.ts';

/** Passages read again for one question, at most. */
export const RERANKED = 24;
/** Milliseconds after the first passage in which others may be begun (docs/adr/0152). */
const RERANK_BUDGET_MS = 2000;

/** Relevance of one text, 0 to 1; undefined where no reranking model is installed. */
export type Rerank = (
  query: string,
  text: string,
  signal?: AbortSignal,
) => Promise<number | undefined>;

export interface RerankOptions {
  readonly words: string;
  readonly scope: Scope;
  readonly signal: AbortSignal | undefined;
  readonly store: Pick<PassageStore, 'passages'>;
  readonly rerank: Rerank;
  /** Milliseconds; absent: `RERANK_BUDGET_MS`. */
  readonly budget?: number | undefined;
}

/**
 * The best passages in the order that a cross-encoder gives them, before all others. Where time is
 * up, those read by then; where there is no such model, everything as it was. Throws the model's
 * failures, and `cancelled`.
 */
export async function reranked(
  ranked: readonly BlendedPassage[],
  { words, scope, signal, store, rerank, budget = RERANK_BUDGET_MS }: RerankOptions,
): Promise<BlendedPassage[]> {
  const first = ranked.slice(0, RERANKED);
  const texts = new Map(
    store
      .passages(
        first.map(({ passage }) => passage),
        scope,
      )
      .map((passage) => [passage.id, textOf(passage)]),
  );
  const read: BlendedPassage[] = [];
  // The first may wait for the model to be loaded, which is done once.
  let started = Number.POSITIVE_INFINITY;
  for (const entry of first) {
    if (performance.now() - started > budget) break;
    const relevance = await rerank(words, texts.get(entry.passage) ?? '', signal);
    if (relevance === undefined) return [...ranked];
    read.push({ ...entry, score: (1 + relevance) / 2 });
    if (read.length === 1) started = performance.now();
  }
  const rest = ranked.slice(read.length).map((entry) => ({ ...entry, score: entry.score / 2 }));
  return [...read.sort((a, b) => b.score - a.score), ...rest];
}

/** A passage as it was embedded: what it is about stands before it. */
function textOf({ title, headings, text }: StoredPassage): string {
  return [title, headings.at(-1) ?? '', text].filter((part) => part !== '').join('\n');
}
