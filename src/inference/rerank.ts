import type { LlamaModel, LlamaRankingContext, Token } from 'node-llama-cpp';
import { CarrelFailure } from '../contract/errors.ts';
import { contextFor } from '../models/memory.ts';
import { normalise } from './embed.ts';
import { allowThreads } from './thread-limit.ts';
import type { Loaded } from './model-pool.ts';
import type { ModelSpec } from './routes.ts';

/** A query takes at most this share of the pair, so that the passage has room. */
const queryShare = 0.5;

export interface LoadedReranker extends Loaded {
  /** Relevance from 0 to 1 of one passage: one evaluation in native code, several if it is long. */
  rank(query: string, text: string): Promise<number>;
}

/** Makes the context of a reranker. Throws `model-unsupported` where the file has no ranking head. */
export async function prepareReranker(
  model: LlamaModel,
  spec: ModelSpec,
  threads: number,
): Promise<LoadedReranker> {
  if (!model.fileInsights.supportsRanking) {
    throw new CarrelFailure(
      'model-unsupported',
      `The model ${spec.id} has no ranking head. Choose a reranking model.`,
      { model: spec.id },
    );
  }
  const contextSize = Math.min(contextFor('rerank', spec.context), model.trainContextSize);
  const context = await model.createRankingContext({
    contextSize,
    // As for embedding: a longer input than the batch would be ranked wrongly without an error.
    batchSize: contextSize,
    threads: allowThreads(model, threads),
  });
  return {
    model,
    rank: (query, text) => rank(context, spec, query, text),
    dispose: async () => {
      await context.dispose();
      await model.dispose();
    },
  };
}

async function rank(
  context: LlamaRankingContext,
  spec: ModelSpec,
  query: string,
  text: string,
): Promise<number> {
  const { model } = context;
  const asked = model
    .tokenize(normalise(query, spec))
    .slice(0, Math.floor(context.contextSize * queryShare));
  const passage = [...model.tokenize(normalise(text, spec)), ...missingEnd(model)];
  const score = await context.rank(asked, passage, { onOverflow: 'maxChunk' });
  // The library takes the highest of a passage's scores starting from 0, which turns NaN into 0; no
  // sound score is exactly 0, being a sigmoid or a softmax.
  if (!(score > 0 && score <= 1)) {
    throw new CarrelFailure(
      'inference-failed',
      `The reranking model ${spec.id} gave no usable score. Verify the model, or choose another.`,
      { model: spec.id },
    );
  }
  return score;
}

/** WordPiece models have no end token of their own; a pair ends with a second separator. */
function missingEnd(model: LlamaModel): readonly Token[] {
  const { eos, sep } = model.tokens;
  const vocabulary: string = model.vocabularyType;
  return vocabulary === 'wpm' && eos === null && sep !== null ? [sep] : [];
}
