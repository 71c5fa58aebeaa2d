import type { Database } from './database.ts';
import { finishContents } from './finish-content.ts';
import { inSteps } from './steps.ts';
import { nextUnfinished } from './unfinished.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

/** How long `close` waits for what is under way, in milliseconds; the rest is done by the next owner. */
const CLOSING_MS = 2000;

export interface UnfinishedOptions {
  /** Told of passages that are gone. */
  readonly erased: (passages: readonly number[]) => void;
  /** Told when all is done. */
  readonly finished: () => void;
}

/**
 * Erases and renames long contents behind what was asked for, in steps. What is to be done stands in the
 * catalogue (`unfinished`), so that a crash ends none of it.
 */
export class UnfinishedContents {
  readonly #database: Database;
  readonly #options: UnfinishedOptions;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;

  constructor(database: Database, options: UnfinishedOptions) {
    this.#database = database;
    this.#options = options;
  }

  get any(): boolean {
    return nextUnfinished(this.#database) !== undefined;
  }

  /** Goes on with what there is; what fails (a full disk) is tried again at the next start. */
  start(): void {
    if (this.any) this.#run().catch(() => undefined);
  }

  /** Resolves when nothing is left to do. Throws the store's failures, and `cancelled` where it was closed. */
  async finish(): Promise<void> {
    while (this.any) await this.#run();
  }

  async close(): Promise<void> {
    const timer = setTimeout(() => this.#stop.abort(), CLOSING_MS);
    await this.#running?.catch(() => undefined);
    clearTimeout(timer);
    this.#stop.abort();
  }

  #run(): Promise<void> {
    this.#running ??= this.#work().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #work(): Promise<void> {
    // Whoever noted it may have a transaction open.
    await yieldToEventLoop();
    const gone: number[] = [];
    await inSteps(finishContents(this.#database, gone), {
      signal: this.#stop.signal,
      around: (step) => {
        const result = this.#database.transaction(step);
        this.#options.erased(gone.splice(0));
        return result;
      },
    });
    this.#options.finished();
  }
}
