/** Chunks of one stream that can be told apart by kind and joined when they are alike. */
interface Piece {
  readonly kind: string;
  readonly text: string;
}

/**
 * Sends text from a callback that cannot wait to a reader that gives credit: while one chunk is
 * on its way, later text is joined into the next. What waits is bounded by the answer's length.
 */
export class BufferedSender<T extends Piece> {
  readonly #send: (piece: T) => Promise<void>;
  readonly #failure = new AbortController();
  readonly #waiting: T[] = [];
  #sending: Promise<void> | null = null;

  constructor(send: (piece: T) => Promise<void>) {
    this.#send = send;
  }

  /** Aborts when the reader is gone, so that the writer can stop. */
  get failed(): AbortSignal {
    return this.#failure.signal;
  }

  write(piece: T): void {
    const last = this.#waiting.at(-1);
    if (last?.kind === piece.kind) {
      this.#waiting[this.#waiting.length - 1] = { ...last, text: last.text + piece.text };
    } else {
      this.#waiting.push(piece);
    }
    this.#sending ??= this.#drain();
  }

  /** Resolves when everything has been taken. */
  async flush(): Promise<void> {
    await this.#sending;
  }

  async #drain(): Promise<void> {
    try {
      for (let piece = this.#waiting.shift(); piece !== undefined; piece = this.#waiting.shift()) {
        await this.#send(piece);
      }
    } catch (error) {
      this.#waiting.length = 0;
      this.#failure.abort(error);
    } finally {
      this.#sending = null;
    }
  }
}
