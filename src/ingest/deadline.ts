/** A time limit that starts again with every sign of progress and can be held. */
export class Deadline {
  readonly #milliseconds: number;
  readonly #onPass: () => void;
  #timer: NodeJS.Timeout | undefined;
  #passed = false;

  /** Starts at once; `onPass` is called when `milliseconds` go by without `restart`. */
  constructor(milliseconds: number, onPass: () => void) {
    this.#milliseconds = milliseconds;
    this.#onPass = onPass;
    this.restart();
  }

  get passed(): boolean {
    return this.#passed;
  }

  restart(): void {
    this.end();
    if (this.#passed) return;
    this.#timer = setTimeout(() => {
      this.#passed = true;
      this.#onPass();
    }, this.#milliseconds);
  }

  /** Holds the clock until `restart`. */
  pause(): void {
    this.end();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
