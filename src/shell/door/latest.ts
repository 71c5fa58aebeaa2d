/** Sends the newest of the values it is told of, one at a time. */
export interface Latest<T> {
  tell(value: T): void;
  /** Resolves once the last value told is sent; rejects with what `send` rejected with. */
  settled(): Promise<void>;
}

/**
 * Passes on progress that comes faster than its reader reads: while one value is being sent only
 * the newest is kept, so that nothing queues up. A refused send ends the sending.
 */
export function latest<T>(send: (value: T) => Promise<void>): Latest<T> {
  let waiting: { readonly value: T } | undefined;
  let sending: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting !== undefined) {
      const { value } = waiting;
      waiting = undefined;
      await send(value);
    }
    sending = undefined;
  }

  return {
    tell(value) {
      waiting = { value };
      if (sending !== undefined) return;
      sending = drain();
      // Whoever waits in `settled` hears of it.
      sending.catch(() => undefined);
    },
    async settled() {
      await sending;
    },
  };
}
