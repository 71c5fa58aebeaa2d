import { expect, test } from 'vitest';
import { pause } from '../../src/process/pause.ts';

test('ends after a while, or at once where the signal aborts', async () => {
  await pause(1, new AbortController().signal);
  const stop = new AbortController();
  const waiting = pause(600_000, stop.signal);
  stop.abort();
  await waiting;
  await pause(600_000, stop.signal);
  expect(stop.signal.aborted).toBe(true);
});
