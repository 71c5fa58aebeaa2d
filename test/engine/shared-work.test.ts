import { expect, test } from 'vitest';
import { SharedWork } from '../../src/engine/shared-work.ts';

const { signal: always } = new AbortController();

/** Work that ends when it is told to, or stopped. */
function workInHand() {
  const end = Promise.withResolvers<string>();
  let stopped = false;
  const work = new SharedWork(async (signal) => {
    signal.addEventListener('abort', () => {
      stopped = true;
      end.reject(new Error('stopped'));
    });
    return await end.promise;
  });
  return { work, end, stopped: () => stopped };
}

test('goes on while one of those who wait still does', async () => {
  const { work, end, stopped } = workInHand();
  const leaves = new AbortController();
  const first = work.wait(leaves.signal);
  const second = work.wait(always);
  leaves.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  expect(stopped()).toBe(false);
  end.resolve('bytes');
  expect(await second).toBe('bytes');
  expect(await work.wait(always)).toBe('bytes');
  expect(work.failed).toBe(false);
});

test('is stopped when the last one leaves', async () => {
  const { work, stopped } = workInHand();
  const leaves = new AbortController();
  const only = work.wait(leaves.signal);
  leaves.abort();
  await expect(only).rejects.toMatchObject({ code: 'cancelled' });
  expect(stopped()).toBe(true);
  expect(work.failed).toBe(true);
});

test('tells each who waits why it failed', async () => {
  const { work, end } = workInHand();
  const both = [work.wait(always), work.wait(always)];
  end.reject(new Error('damaged'));
  for (const each of both) await expect(each).rejects.toThrow('damaged');
  expect(work.failed).toBe(true);
});
