import type { Routes } from '../contract/route.ts';
import type { Supervised } from '../process/supervise.ts';
import { Deadline } from './deadline.ts';

/** When a reader at work is ended. */
export interface ReadLimits {
  /** Aborting ends the process at once. */
  readonly signal: AbortSignal;
  /** Longest time without progress, in milliseconds, after which it is ended. */
  readonly timeoutMs: number;
}

/** A process that reads hostile bytes, ended when it hangs, is not wanted or idles, and replaced now and then. */
export class ReaderProcess<R extends Routes> {
  readonly #start: () => Supervised<R>;
  readonly #idleMs: number;
  #current: Supervised<R>;
  #idle: NodeJS.Timeout | undefined;

  /**
   * @param start makes another one, which runs with its first call
   * @param idleMs time without work after which it is ended; the next call starts another
   */
  constructor(start: () => Supervised<R>, idleMs: number) {
    this.#start = start;
    this.#idleMs = idleMs;
    this.#current = start();
  }

  pid(): number | undefined {
    return this.#current.pid();
  }

  /** Does work with the process, which does not idle meanwhile. */
  async use<T>(work: (process: Supervised<R>) => Promise<T>): Promise<T> {
    clearTimeout(this.#idle);
    try {
      return await work(this.#current);
    } finally {
      this.#endWhenIdle();
    }
  }

  /** The same, and ends the process when it makes no progress or is not wanted. */
  async useWithDeadline<T>(
    { signal, timeoutMs }: ReadLimits,
    work: (process: Supervised<R>, deadline: Deadline) => Promise<T>,
  ): Promise<T> {
    return await this.use(async (process) => {
      const kill = (): void => {
        process.kill();
      };
      const deadline = new Deadline(timeoutMs, kill);
      signal.addEventListener('abort', kill, { once: true });
      try {
        return await work(process, deadline);
      } finally {
        signal.removeEventListener('abort', kill);
        deadline.end();
      }
    });
  }

  /** Puts a fresh process in its place: memory that it grew to does not stay. */
  async replace(): Promise<void> {
    const old = this.#current;
    this.#current = this.#start();
    old.kill();
    await old.dispose();
  }

  /** A reader has nothing to finish. */
  async dispose(): Promise<void> {
    clearTimeout(this.#idle);
    this.#current.kill();
    await this.#current.dispose();
  }

  /** One that waits holds a hundred megabytes; starting another takes a third of a second. */
  #endWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#current.kill();
    }, this.#idleMs).unref();
  }
}
