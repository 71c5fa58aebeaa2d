import { CarrelFailure } from './errors.ts';
import { cancelledError, streamWindow } from './wire.ts';

/** Emits a handler may leave waiting (by not awaiting them) before it is told to stop. */
const maxWaiting = 1000;

interface Waiting {
  readonly chunk: unknown;
  readonly resolve: () => void;
  readonly reject: (reason: CarrelFailure) => void;
}

/** The writing end of one stream: sends while it has credit, and queues in order without. */
export class Emitter {
  readonly #send: (chunk: unknown) => void;
  readonly #waiting: Waiting[] = [];
  #credit = streamWindow;
  #aborted = false;

  constructor(send: (chunk: unknown) => void) {
    this.#send = send;
  }

  /** Resolves once the chunk is on its way; rejects with `cancelled` or the transport's refusal. */
  emit(chunk: unknown): Promise<void> {
    const sent = new Promise<void>((resolve, reject) => {
      if (this.#aborted) {
        reject(cancelled());
      } else if (this.#credit > 0) {
        this.#credit -= 1;
        this.#send(chunk);
        resolve();
      } else if (this.#waiting.length >= maxWaiting) {
        reject(new CarrelFailure('busy', 'The reader is too slow for what is being sent.'));
      } else {
        this.#waiting.push({ chunk, resolve, reject });
      }
    });
    // A handler that does not await its emits must not bring the process down when it is cancelled.
    sent.catch(() => {});
    return sent;
  }

  /** The reader is done with one chunk. */
  grant(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#credit = Math.min(this.#credit + 1, streamWindow);
      return;
    }
    try {
      this.#send(next.chunk);
      next.resolve();
    } catch (error) {
      this.#credit += 1;
      next.reject(
        error instanceof CarrelFailure
          ? error
          : new CarrelFailure('internal', 'A part of the answer could not be sent.', undefined, {
              cause: error,
            }),
      );
    }
  }

  /** Resolves when nothing waits any more, so that a result never overtakes a chunk. */
  async drained(): Promise<void> {
    const last = this.#waiting.at(-1);
    if (last === undefined) return;
    await new Promise<void>((resolve) => {
      const index = this.#waiting.length - 1;
      this.#waiting[index] = {
        chunk: last.chunk,
        resolve: () => {
          last.resolve();
          resolve();
        },
        reject: (reason) => {
          last.reject(reason);
          resolve();
        },
      };
    });
  }

  /** Refuses everything that waits and everything to come. */
  abort(): void {
    this.#aborted = true;
    for (const { reject } of this.#waiting.splice(0)) reject(cancelled());
  }
}

function cancelled(): CarrelFailure {
  return new CarrelFailure('cancelled', cancelledError().message);
}
