import type { VectorStore } from '../store/types/vectors.ts';
import { embedBatch, type EmbedTexts } from './vector-stage.ts';
import type { ConditionVariable } from './condition-variable.ts';

/** Passages embedded between two durable writes; a kill loses at most this much work. */
export const EMBED_BATCH = 32;
/** Longest wait between two looks at the queue, in milliseconds; a change wakes it earlier. */
const IDLE_MS = 200;

export interface EmbedLoopOptions {
  readonly store: VectorStore;
  /** Called with no texts before the first, to make the embedder ready. */
  readonly embed: EmbedTexts;
  /** Called whenever no passage waits for a vector. */
  readonly caughtUp?: () => Promise<void>;
  /** Notified when vectors begin or cease to be made, and by whoever may have queued passages. */
  readonly workChanged: ConditionVariable;
  /** Called with the number of passages that have got their vectors. */
  readonly embedded: (passages: number) => void;
}

/** Gives waiting passages their vectors, batch by batch. */
export class EmbedLoop {
  readonly #options: EmbedLoopOptions;
  #active = false;

  constructor(options: EmbedLoopOptions) {
    this.#options = options;
  }

  /** Vectors are being made, or may be at once: who has nothing to do waits rather than ends. */
  get active(): boolean {
    return this.#active;
  }

  /**
   * Embeds until no passage waits and `isLast` says that none can come; at once where no embedder is
   * installed. Throws the store's failures and the embedder's own, not those of an abort.
   */
  async run(signal: AbortSignal, paused: () => boolean, isLast: () => boolean): Promise<void> {
    const { store, embed, caughtUp, workChanged, embedded } = this.#options;
    this.#active = true;
    try {
      // Finds the embedder and names it to the store, which from then on says what waits for vectors.
      if ((await embed([], signal)) === undefined) return;
      while (!signal.aborted && !paused()) {
        const batch = store.nextToEmbed(EMBED_BATCH);
        this.#setActive(batch.length > 0);
        if (batch.length === 0) {
          await caughtUp?.();
          if (isLast()) return;
          await workChanged.wait(IDLE_MS);
          continue;
        }
        const outcome = await embedBatch(this.#options, batch, signal);
        if (outcome === undefined) return;
        embedded(outcome.embedded);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#setActive(false);
    }
  }

  #setActive(value: boolean): void {
    if (this.#active === value) return;
    this.#active = value;
    this.#options.workChanged.notifyAll();
  }
}
