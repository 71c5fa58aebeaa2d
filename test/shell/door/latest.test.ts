import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { latest } from '../../../src/shell/door/latest.ts';

test('keeps the newest value only while one is being sent', async () => {
  const sent: number[] = [];
  const progress = latest(async (value: number) => {
    await delay(5);
    sent.push(value);
  });
  for (let value = 1; value <= 1000; value += 1) progress.tell(value);
  await progress.settled();
  expect(sent).toEqual([1, 1000]);
  progress.tell(1001);
  await progress.settled();
  expect(sent).toEqual([1, 1000, 1001]);
});

test('ends where sending is refused, and says so', async () => {
  let tries = 0;
  const progress = latest(() => {
    tries += 1;
    return Promise.reject(new Error('the reader has gone'));
  });
  progress.tell(1);
  progress.tell(2);
  await expect(progress.settled()).rejects.toThrow('the reader has gone');
  progress.tell(3);
  await expect(progress.settled()).rejects.toThrow('the reader has gone');
  expect(tries).toBe(1);
});
