import { CarrelFailure } from '../../contract/errors.ts';
import type { ReadRange } from './unpacker.ts';

/** Asks the engine for a range of a file, which `supply` answers under the same id. */
export interface RangeRequest {
  readonly kind: 'range';
  readonly id: number;
  readonly offset: number;
  readonly length: number;
}

/** The requests for ranges that have not been answered yet. */
export class RangeRequests {
  readonly #waiting = new Map<number, (data: Uint8Array) => void>();
  #next = 1;

  /** A reader of ranges for one call; what it reads fails once `signal` aborts. */
  reader(ask: (range: RangeRequest) => Promise<void>, signal: AbortSignal): ReadRange {
    return async (offset, length) => {
      const id = this.#next;
      this.#next += 1;
      const supplied = Promise.withResolvers<Uint8Array>();
      const cancel = (): void => {
        supplied.reject(new CarrelFailure('cancelled', 'Reading was stopped.'));
      };
      this.#waiting.set(id, supplied.resolve);
      signal.addEventListener('abort', cancel, { once: true });
      try {
        await ask({ kind: 'range', id, offset, length });
        return await supplied.promise;
      } finally {
        this.#waiting.delete(id);
        signal.removeEventListener('abort', cancel);
      }
    };
  }

  /** Hands over a range that has come. */
  supply(id: number, data: Uint8Array): void {
    this.#waiting.get(id)?.(data);
  }
}
