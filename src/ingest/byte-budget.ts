/** A weighted semaphore over bytes: readers together hold at most so many, and wait in order. */
export class ByteBudget {
  readonly #total: number;
  #free: number;
  readonly #waiting: { readonly bytes: number; readonly go: () => void }[] = [];

  constructor(total: number) {
    this.#total = total;
    this.#free = total;
  }

  /** Runs `work` once there is room for `bytes`; more than the whole is taken for the whole. */
  async hold<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    const share = Math.min(Math.max(0, bytes), this.#total);
    await this.#take(share);
    try {
      return await work();
    } finally {
      this.#free += share;
      this.#admit();
    }
  }

  #take(bytes: number): Promise<void> {
    const turn = Promise.withResolvers<void>();
    this.#waiting.push({ bytes, go: turn.resolve });
    this.#admit();
    return turn.promise;
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (next.bytes > this.#free) return;
      this.#waiting.shift();
      this.#free -= next.bytes;
      next.go();
    }
  }
}
