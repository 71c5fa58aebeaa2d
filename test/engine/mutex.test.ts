import { expect, it } from 'vitest';
import { Mutex } from '../../src/engine/mutex.ts';

it('begins when the work before has ended, also where that failed', async () => {
  const mutex = new Mutex();
  const events: string[] = [];
  const firstEnds = Promise.withResolvers<void>();
  const first = mutex.runExclusive(async () => {
    events.push('first begins');
    await firstEnds.promise;
  });
  const second = mutex.runExclusive(async () => {
    events.push('second begins');
    return 'second';
  });
  await expect.poll(() => events).toEqual(['first begins']);
  events.push('first ends');
  firstEnds.reject(new Error('on purpose'));
  await expect(first).rejects.toThrow('on purpose');
  expect(await second).toBe('second');
  expect(events).toEqual(['first begins', 'first ends', 'second begins']);
});
