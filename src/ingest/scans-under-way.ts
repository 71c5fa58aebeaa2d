/** The scans under way, each of which can be cancelled or waited for from outside. */
export class ScansUnderWay {
  readonly #scans = new Set<Promise<void>>();
  /** Fails those that are under way. */
  #abandoned = new AbortController();
  /** Ends those that are under way with what they have found. */
  #cut = new AbortController();
  /** Work that nothing may be looked for during. */
  #without: Promise<void> | undefined;

  get any(): boolean {
    return this.#scans.size > 0;
  }

  /** Does a scan: `signal` fails it, `cut` ends it with what it has found. */
  async run<T>(
    caller: AbortSignal,
    scan: (signal: AbortSignal, cut: AbortSignal) => Promise<T>,
  ): Promise<T> {
    while (this.#without !== undefined) await this.#without;
    const over = Promise.withResolvers<void>();
    this.#scans.add(over.promise);
    try {
      return await scan(AbortSignal.any([caller, this.#abandoned.signal]), this.#cut.signal);
    } finally {
      this.#scans.delete(over.promise);
      over.resolve();
    }
  }

  /** Fails them as `cancelled` and does `work` once they have ended; those asked for meanwhile begin after it. */
  async withoutScans<T>(work: () => Promise<T>): Promise<T> {
    while (this.#without !== undefined) await this.#without;
    const done = Promise.withResolvers<void>();
    this.#without = done.promise;
    try {
      this.#abandoned.abort();
      this.#abandoned = new AbortController();
      await Promise.all(this.#scans);
      return await work();
    } finally {
      this.#without = undefined;
      done.resolve();
    }
  }

  /** Ends them, and waits until they have ended. */
  async end(): Promise<void> {
    this.#cut.abort();
    this.#cut = new AbortController();
    await Promise.all(this.#scans);
  }
}
