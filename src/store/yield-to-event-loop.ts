import { setImmediate } from 'node:timers/promises';

/**
 * Lets timers, messages and other calls that wait in this process run before the caller goes on. For long
 * work in many small synchronous steps, so that a person's search is not kept waiting behind it.
 */
export async function yieldToEventLoop(): Promise<void> {
  await setImmediate();
}
