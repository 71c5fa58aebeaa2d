import { setTimeout as delay } from 'node:timers/promises';
import { CarrelFailure } from '../contract/errors.ts';

/** A file that was written to so lately is taken to be unfinished: most writers pause for less. */
export const SETTLING_MS = 5_000;
/** How often, and how far apart, a file is read anew that changes while it is read. */
const TRIES = 10;
const BETWEEN_MS = 1_000;

/** Whether a file may still be being written, by when it was last changed. */
export function isSettling(modifiedMs: number, now: number): boolean {
  // A time to come is another machine's clock, which tells nothing.
  return modifiedMs <= now && now - modifiedMs < SETTLING_MS;
}

/**
 * Reads a file once it keeps still: as long as it changes under the reader, it is tried again for some
 * seconds. Throws the reader's own reasons, at last `file-changed`.
 */
export async function readStill<T>(read: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await read();
    } catch (error) {
      const isMoving = error instanceof CarrelFailure && error.code === 'file-changed';
      if (!isMoving || left <= 1) throw error;
    }
    await delay(BETWEEN_MS, undefined, { signal }).catch((cause: unknown) => {
      throw new CarrelFailure('cancelled', 'Reading was stopped.', undefined, { cause });
    });
  }
}
