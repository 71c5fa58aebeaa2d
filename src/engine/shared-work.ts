import { CarrelFailure } from '../contract/errors.ts';

/** Work whose result several wait for; it is stopped when none of them does any more. */
export class SharedWork<T> {
  readonly #result: Promise<T>;
  readonly #stop = new AbortController();
  #waiting = 0;
  #done = false;
  #failed = false;

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#result = work(this.#stop.signal);
    void this.#follow();
  }

  /** It came or comes to no result: who wants it later begins anew. */
  get failed(): boolean {
    return this.#failed || this.#stop.signal.aborted;
  }

  /**
   * The result, for one who waits until `signal` aborts.
   *
   * @throws what the work throws; CarrelFailure `cancelled` where the signal aborts
   */
  async wait(signal: AbortSignal): Promise<T> {
    const left = Promise.withResolvers<never>();
    const leave = (): void => {
      left.reject(new CarrelFailure('cancelled', 'Stopped.'));
    };
    this.#waiting += 1;
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    try {
      return await Promise.race([this.#result, left.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
      this.#waiting -= 1;
      if (this.#waiting === 0 && !this.#done) this.#stop.abort();
    }
  }

  async #follow(): Promise<void> {
    try {
      await this.#result;
      this.#done = true;
    } catch {
      this.#failed = true;
    }
  }
}
