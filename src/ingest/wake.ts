/** What loops wait on that look again when something has changed, or after a while. */
export class Wake {
  readonly #waiting = new Set<() => void>();

  /** Wakes all who wait now. */
  ring(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Resolves at the next ring, or after so many milliseconds; leaves nothing behind either way. */
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
