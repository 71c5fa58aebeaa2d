import { expect, test, vi } from 'vitest';
import { MemoizedPromise } from '../../src/process/memoized-promise.ts';

test('makes once what all share, and again what failed or was released', async () => {
  const make = vi.fn<() => Promise<string>>();
  make.mockRejectedValueOnce(new Error('too many open files')).mockResolvedValue('made');
  const kept = new MemoizedPromise(make);
  expect(await kept.release()).toBeUndefined();
  const both = await Promise.allSettled([kept.get(), kept.get()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await Promise.all([kept.get(), kept.get()])).toEqual(['made', 'made']);
  expect(make).toHaveBeenCalledTimes(2);
  expect(await kept.release()).toBe('made');
  await kept.get();
  expect(make).toHaveBeenCalledTimes(3);
});
