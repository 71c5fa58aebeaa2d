import { expect, test, vi } from 'vitest';
import { ConditionVariable } from '../../src/ingest/condition-variable.ts';

test('all who wait are woken by a ring, and nobody by an earlier one', async () => {
  const workChanged = new ConditionVariable();
  workChanged.notifyAll();
  let woken = 0;
  const waiting = [1, 2].map(() => workChanged.wait(600_000).then(() => (woken += 1)));
  await Promise.resolve();
  expect(woken).toBe(0);
  workChanged.notifyAll();
  await Promise.all(waiting);
  expect(woken).toBe(2);
});

test('who waits is woken after the time for it without a ring', async () => {
  vi.useFakeTimers();
  try {
    const waiting = new ConditionVariable().wait(200);
    vi.advanceTimersByTime(200);
    await expect(waiting).resolves.toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});
