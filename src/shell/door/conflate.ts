/** Sends the newest of the values it is given, one at a time. */
export interface ConflatingSender<T> {
  send(value: T): void;
  /** Resolves once the last value given is sent; rejects with what sending rejected with. */
  flush(): Promise<void>;
}

/**
 * Passes on progress that comes faster than its reader reads: while one value is being sent only
 * the newest is kept, so that nothing queues up. Nothing more is sent once sending was refused.
 */
export function conflate<T>(sendOne: (value: T) => Promise<void>): ConflatingSender<T> {
  let waiting: { readonly value: T } | undefined;
  let sending: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (waiting !== undefined) {
      const { value } = waiting;
      waiting = undefined;
      await sendOne(value);
    }
    sending = undefined;
  }

  return {
    send(value) {
      waiting = { value };
      if (sending !== undefined) return;
      sending = drain();
      // `flush` rejects with it.
      sending.catch(() => undefined);
    },
    async flush() {
      await sending;
    },
  };
}
