import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { conflate } from '../../../src/shell/door/conflate.ts';

test('keeps the newest value only while one is being sent', async () => {
  const sent: number[] = [];
  const progress = conflate(async (value: number) => {
    await delay(5);
    sent.push(value);
  });
  for (let value = 1; value <= 1000; value += 1) progress.send(value);
  await progress.flush();
  expect(sent).toEqual([1, 1000]);
  progress.send(1001);
  await progress.flush();
  expect(sent).toEqual([1, 1000, 1001]);
});

test('ends where sending is refused, and says so', async () => {
  let tries = 0;
  const progress = conflate(() => {
    tries += 1;
    return Promise.reject(new Error('the reader has gone'));
  });
  progress.send(1);
  progress.send(2);
  await expect(progress.flush()).rejects.toThrow('the reader has gone');
  progress.send(3);
  await expect(progress.flush()).rejects.toThrow('the reader has gone');
  expect(tries).toBe(1);
});
