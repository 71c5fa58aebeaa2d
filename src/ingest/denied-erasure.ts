import type { DocumentStore } from '../store/types/documents.ts';

/** A single command is done by then. */
const FIRST_MS = 5_000;
const AGAIN_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export interface DeniedErasureOptions {
  readonly store: Pick<DocumentStore, 'eraseDenied'>;
  /** Days without access after which what was read is erased; null: never. */
  readonly days: () => number | null;
  /** Milliseconds from the start to the first look. */
  readonly firstMs?: number;
}

/** Erases what was read of files that this account may not read any more, once the time for it is up. */
export class DeniedErasure {
  readonly #options: DeniedErasureOptions;
  #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;
  #disposed = false;

  constructor(options: DeniedErasureOptions) {
    this.#options = options;
    this.#timer = this.#after(options.firstMs ?? FIRST_MS);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #after(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#running = this.#erase();
    }, milliseconds).unref();
  }

  async #erase(): Promise<void> {
    const { store, days } = this.#options;
    const limit = days();
    try {
      if (limit !== null) await store.eraseDenied(Date.now() - limit * DAY_MS);
    } catch {
      // A full disk, say: it stays out of every search, and is tried again.
    }
    if (!this.#disposed) this.#timer = this.#after(AGAIN_MS);
  }
}
