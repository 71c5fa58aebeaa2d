import type { LlamaEmbeddingContext, LlamaModel, Token } from 'node-llama-cpp';
import { CarrelFailure } from '../contract/errors.ts';
import { contextFor } from '../models/memory.ts';
import { poolingOf, wrapSpecials, type Specials } from './special-tokens.ts';
import { allowThreads } from './thread-limit.ts';
import type { Loaded } from './model-pool.ts';
import type { ModelSpec } from './routes.ts';

/** `getEmbeddingFor` throws at exactly the context's size, so two tokens are kept free. */
const slack = 2;

/** A vector as messages carry it, which cannot share memory. */
export type Vector = Float32Array<ArrayBuffer>;

export interface LoadedEmbedder extends Loaded {
  readonly specials: Specials;
  /** Tokens of one window, special ones included. */
  readonly window: number;
  /** One evaluation in native code. */
  evaluate(tokens: Token[]): Promise<Vector>;
}

/** Tokens above which a window makes the context's buffers worth giving back. */
const LONG = 64;
/** Time without work after which they are. */
const REST_MS = 10_000;

/**
 * Makes the context of an embedder, and makes it anew for the first work after a rest of `restMs`
 * milliseconds that followed long texts: its buffers only grow, by about a megabyte for each token
 * of the longest. Throws `model-unsupported` where the file pools nothing.
 */
export async function prepareEmbedder(
  model: LlamaModel,
  spec: ModelSpec,
  threads: number,
  restMs = REST_MS,
): Promise<LoadedEmbedder> {
  if (![1, 2, 3].includes(poolingOf(model))) {
    throw new CarrelFailure(
      'model-unsupported',
      `The model ${spec.id} does not make one vector of a text. Choose an embedding model.`,
      { model: spec.id },
    );
  }
  const contextSize = Math.min(contextFor('embed', spec.context), model.trainContextSize);
  // The default batch is 512 tokens; a longer input would be cut into batches that cannot see each
  // other, and its vector would be wrong without an error.
  const create = () =>
    model.createEmbeddingContext({
      contextSize,
      batchSize: contextSize,
      threads: allowThreads(model, threads),
    });
  let context: LlamaEmbeddingContext | null = await create();
  let longest = 0;
  let resting: NodeJS.Timeout | undefined;
  /** Ends the context; the next work waits for that, and makes another. */
  const release = async (): Promise<void> => {
    const ending = context;
    context = null;
    longest = 0;
    await ending?.dispose();
  };
  let released = Promise.resolve();
  return {
    model,
    specials: wrapSpecials(model),
    window: contextSize - slack,
    // Callers take turns, so that nothing is evaluated while the timer runs.
    evaluate: async (tokens) => {
      clearTimeout(resting);
      await released;
      context ??= await create();
      longest = Math.max(longest, tokens.length);
      try {
        return await evaluate(context, tokens);
      } finally {
        if (longest > LONG) {
          resting = setTimeout(() => {
            released = release();
          }, restMs).unref();
        }
      }
    },
    dispose: async () => {
      clearTimeout(resting);
      await released;
      await release();
      await model.dispose();
    },
  };
}

/** A text ready for native code: one token list a window. */
export interface Windows {
  readonly windows: readonly Token[][];
  /** Tokens of all windows. */
  readonly tokens: number;
}

/**
 * Puts the prefix in front, normalises as the model's training did, tokenises, and cuts a text
 * longer than the window into windows of equal length, each with the prefix and special tokens.
 */
export function cutIntoWindows(
  embedder: Pick<LoadedEmbedder, 'model' | 'specials' | 'window'>,
  spec: ModelSpec,
  kind: 'query' | 'passage',
  text: string,
): Windows {
  const prefix = kind === 'query' ? spec.queryPrefix : spec.passagePrefix;
  const { specials, model } = embedder;
  const tokens = model.tokenize(normalise(prefix + text, spec));
  const room = embedder.window - specials.begin.length - specials.end.length;
  const lead = tokens.length <= room ? 0 : commonLength(tokens, model.tokenize(prefix));
  const body = tokens.slice(lead);
  const parts = Math.max(1, Math.ceil(body.length / (room - lead)));
  const size = Math.ceil(body.length / parts);
  const windows = Array.from({ length: parts }, (_, part) => [
    ...specials.begin,
    ...tokens.slice(0, lead),
    ...body.slice(part * size, (part + 1) * size),
    ...specials.end,
  ]);
  return { windows, tokens: windows.reduce((sum, window) => sum + window.length, 0) };
}

/**
 * The unit vector of a text from those of its windows: their mean, weighted by length
 * (in tokens). Throws
 * `embed-failed` where the model gave something that is no direction (not finite, or zero).
 */
export function joinWindows(vectors: readonly Vector[], lengths: readonly number[]): Vector {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const [index, vector] of vectors.entries()) {
    const unit = toUnitLength(vector);
    const weight = lengths[index] ?? 0;
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + weight * (unit[at] ?? 0);
  }
  return toUnitLength(sum);
}

/** A copy of Euclidean length 1. Throws `embed-failed` where there is none. */
export function toUnitLength(vector: Vector): Vector {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  // NaN fails this comparison too.
  if (!(length > 0 && length < Number.POSITIVE_INFINITY)) {
    throw new CarrelFailure(
      'embed-failed',
      'The embedding model gave no usable vector for a text. Verify the model, or choose another.',
    );
  }
  return vector.map((value) => value / length);
}

/** Text as the model's training saw it; lone surrogates, which have no UTF-8, are replaced. */
export function normalise(text: string, spec: Pick<ModelSpec, 'normalisation'>): string {
  const sound = text.toWellFormed();
  return spec.normalisation === 'nfkc' ? sound.normalize('NFKC') : sound;
}

async function evaluate(context: LlamaEmbeddingContext, tokens: Token[]): Promise<Vector> {
  const { vector } = await context.getEmbeddingFor(tokens);
  return Float32Array.from(vector);
}

function commonLength(left: readonly Token[], right: readonly Token[]): number {
  const end = right.findIndex((token, index) => token !== left[index]);
  return end < 0 ? right.length : end;
}
