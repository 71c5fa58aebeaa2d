/** What loops wait on until something has changed, or a while has passed; then they look again. */
export class ConditionVariable {
  readonly #waiting = new Set<() => void>();

  /** Wakes everyone who waits now. */
  notifyAll(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Resolves at the next `notifyAll`, or after so many milliseconds; leaves no timer behind either way. */
  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds).unref();
      this.#waiting.add(wake);
    });
  }
}
