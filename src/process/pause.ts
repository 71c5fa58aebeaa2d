import { setTimeout as delay } from 'node:timers/promises';

/** Waits so many milliseconds, less where `signal` aborts; it never rejects, so look at the signal afterwards. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
