import { expect, test, vi } from 'vitest';
import { Wake } from '../../src/ingest/wake.ts';

test('all who wait are woken by a ring, and nobody by an earlier one', async () => {
  const wake = new Wake();
  wake.ring();
  let woken = 0;
  const waiting = [1, 2].map(() => wake.wait(600_000).then(() => (woken += 1)));
  await Promise.resolve();
  expect(woken).toBe(0);
  wake.ring();
  await Promise.all(waiting);
  expect(woken).toBe(2);
});

test('who waits is woken after the time for it without a ring', async () => {
  vi.useFakeTimers();
  try {
    const waiting = new Wake().wait(200);
    vi.advanceTimersByTime(200);
    await expect(waiting).resolves.toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});
