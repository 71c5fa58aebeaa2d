import type { Transport } from '../../src/contract/route.ts';

type Event = { readonly message: unknown } | 'close';

class MemoryEnd implements Transport {
  readonly #messageListeners: ((message: unknown) => void)[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #other: MemoryEnd | undefined;
  #closed = false;

  connect(other: MemoryEnd): void {
    this.#other = other;
  }

  send(message: unknown): void {
    if (!this.#closed) this.#other?.receive({ message: structuredClone(message) });
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messageListeners.push(listener);
  }

  onClose(listener: () => void): void {
    this.#closeListeners.push(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    queueMicrotask(() => {
      this.#tellClosed();
    });
    this.#other?.receive('close');
  }

  receive(event: Event): void {
    queueMicrotask(() => {
      if (this.#closed) return;
      if (event === 'close') {
        this.#closed = true;
        this.#tellClosed();
      } else {
        for (const listener of this.#messageListeners) listener(event.message);
      }
    });
  }

  #tellClosed(): void {
    for (const listener of this.#closeListeners) listener();
  }
}

/** Two connected transports in one process, copying messages and delivering them later, in order. */
export function memoryPair(): [Transport, Transport] {
  const left = new MemoryEnd();
  const right = new MemoryEnd();
  left.connect(right);
  right.connect(left);
  return [left, right];
}
