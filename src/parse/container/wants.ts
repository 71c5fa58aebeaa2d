import { CarrelFailure } from '../../contract/errors.ts';
import type { Fetch } from './unpacker.ts';

/** A range of a file that is needed, with the number by which it is supplied. */
export interface Wanted {
  readonly kind: 'wanted';
  readonly id: number;
  readonly offset: number;
  readonly length: number;
}

/** Ranges that were asked for and have not come. */
export class Wants {
  readonly #waiting = new Map<number, (data: Uint8Array) => void>();
  #next = 1;

  /** Fetches ranges for one call, which fail once it is cancelled. */
  fetcher(ask: (wanted: Wanted) => Promise<void>, signal: AbortSignal): Fetch {
    return async (offset, length) => {
      const id = this.#next;
      this.#next += 1;
      const supplied = Promise.withResolvers<Uint8Array>();
      const give = (): void => {
        supplied.reject(new CarrelFailure('cancelled', 'Reading was stopped.'));
      };
      this.#waiting.set(id, supplied.resolve);
      signal.addEventListener('abort', give, { once: true });
      try {
        await ask({ kind: 'wanted', id, offset, length });
        return await supplied.promise;
      } finally {
        this.#waiting.delete(id);
        signal.removeEventListener('abort', give);
      }
    };
  }

  /** A range has come. */
  supply(id: number, data: Uint8Array): void {
    this.#waiting.get(id)?.(data);
  }
}
