import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ByteBudget } from '../../src/ingest/byte-budget.ts';

test('holds no more than the whole at a time, and lets everybody through in order', async () => {
  const budget = new ByteBudget(10);
  let held = 0;
  let most = 0;
  const done: number[] = [];
  const sizes = [6, 4, 3, 25, 1, 10, 0];
  await Promise.all(
    sizes.map((bytes, index) =>
      budget.hold(bytes, async () => {
        held += Math.min(bytes, 10);
        most = Math.max(most, held);
        await delay(5);
        held -= Math.min(bytes, 10);
        done.push(index);
      }),
    ),
  );
  expect(most).toBeLessThanOrEqual(10);
  expect(done.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(done.indexOf(3)).toBeLessThan(done.indexOf(4));
});

test('gives back what was held by work that failed', async () => {
  const budget = new ByteBudget(1);
  await expect(budget.hold(1, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await budget.hold(1, () => Promise.resolve('free'))).toBe('free');
});
