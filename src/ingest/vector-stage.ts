import { CarrelFailure, type ErrorCode } from '../contract/errors.ts';
import type { PassageToEmbed, VectorStore } from '../store/types/vectors.ts';

/** Times a passage is tried by itself before it is given up. */
const TRIES_ALONE = 2;
/** A text that any embedder can take: where even this fails, no passage is to blame. */
const CONTROL_TEXT = 'The library opens at nine in the morning.';

/** Failures that one passage may cause; every other one concerns the model or the store. */
const passageCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'embed-failed',
  'inference-failed',
  'internal',
  'invalid-input',
]);

/**
 * Vectors of texts by the embedder named, else by the one in use, in order; undefined where it is
 * not installed.
 */
export type EmbedTexts = (
  texts: string[],
  signal: AbortSignal,
  embedder?: string,
) => Promise<Float32Array[] | undefined>;

export interface VectorStage {
  readonly store: Pick<VectorStore, 'copyVectors' | 'writeVectors' | 'failVector'>;
  readonly embed: EmbedTexts;
}

/** The outcome of a batch: passages that now have a vector, and those given up. */
export interface EmbedOutcome {
  readonly embedded: number;
  readonly givenUp: number;
}

/**
 * Embeds a batch and writes its vectors; a text that was embedded before is not embedded again.
 * Where that fails for a reason that may lie in a passage, each is tried by itself, and one that keeps
 * failing is given up, so that it cannot hold up those behind it. Undefined while no embedder is
 * installed.
 *
 * @throws CarrelFailure `cancelled`, the store's failures, and the embedder's own where it cannot
 * embed a plain sentence either.
 */
export async function embedBatch(
  stage: VectorStage,
  batch: readonly PassageToEmbed[],
  signal: AbortSignal,
): Promise<EmbedOutcome | undefined> {
  const copied = await copyTwins(stage, batch);
  const rest = batch.filter(({ passage }) => !copied.has(passage));
  if (rest.length === 0) return { embedded: batch.length, givenUp: 0 };
  const together = await attempt(stage, rest, signal);
  if (together === undefined) return undefined;
  if (!(together instanceof CarrelFailure)) return { embedded: batch.length, givenUp: 0 };
  const outcome = await oneByOne(stage, rest, signal);
  if (outcome === undefined) return undefined;
  return { ...outcome, embedded: outcome.embedded + copied.size };
}

async function copyTwins(
  { store }: VectorStage,
  batch: readonly PassageToEmbed[],
): Promise<Set<number>> {
  const [first] = batch;
  if (first === undefined) return new Set();
  return await store.copyVectors(
    batch.map(({ passage }) => passage),
    first.embedder,
  );
}

async function oneByOne(
  stage: VectorStage,
  batch: readonly PassageToEmbed[],
  signal: AbortSignal,
): Promise<EmbedOutcome | undefined> {
  let givenUp = 0;
  for (const item of batch) {
    const alone = await tryAlone(stage, item, signal);
    if (alone === undefined) return undefined;
    if (!(alone instanceof CarrelFailure)) continue;
    await assertModelWorks(stage, item.embedder, signal);
    stage.store.failVector(item.passage, givenUpReason(alone).toData(), item.embedder);
    givenUp += 1;
  }
  return { embedded: batch.length - givenUp, givenUp };
}

async function tryAlone(
  stage: VectorStage,
  item: PassageToEmbed,
  signal: AbortSignal,
): Promise<'written' | CarrelFailure | undefined> {
  let outcome = await attempt(stage, [item], signal);
  for (let tries = 1; tries < TRIES_ALONE && outcome instanceof CarrelFailure; tries += 1) {
    outcome = await attempt(stage, [item], signal);
  }
  return outcome;
}

/** One try; a failure that a passage may have caused is a value, any other is thrown. */
async function attempt(
  { store, embed }: VectorStage,
  items: readonly PassageToEmbed[],
  signal: AbortSignal,
): Promise<'written' | CarrelFailure | undefined> {
  // A text that stands in the batch more than once is embedded once.
  const texts = [...new Set(items.map(({ text }) => text))];
  let vectors: Float32Array[] | undefined;
  try {
    vectors = await embed(texts, signal, items[0]?.embedder);
  } catch (error) {
    if (!signal.aborted && error instanceof CarrelFailure && passageCodes.has(error.code)) {
      return error;
    }
    throw error;
  }
  if (vectors === undefined) return undefined;
  const byText = new Map(texts.map((text, index) => [text, vectors[index]]));
  const rows = items.flatMap(({ passage, text }) => {
    const vector = byText.get(text);
    return vector === undefined ? [] : [{ passage, vector }];
  });
  await store.writeVectors(rows, items[0]?.embedder);
  return rows.length === items.length ? 'written' : tooFew();
}

/** Throws the embedder's failure where it cannot embed a plain sentence, tried as often. */
async function assertModelWorks(
  { embed }: VectorStage,
  embedder: string,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await embed([CONTROL_TEXT], signal, embedder);
      return;
    } catch (error) {
      if (signal.aborted || tries >= TRIES_ALONE) throw error;
    }
  }
}

function tooFew(): CarrelFailure {
  return new CarrelFailure('embed-failed', 'The embedding model gave no vector for a text.');
}

function givenUpReason(cause: CarrelFailure): CarrelFailure {
  return new CarrelFailure(
    'embed-failed',
    'The search model failed on this text alone, and works on others. Use retry to try it again, after an update or with another model.',
    { cause: cause.code },
  );
}
