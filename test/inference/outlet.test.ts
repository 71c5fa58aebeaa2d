import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Outlet } from '../../src/inference/outlet.ts';

test('joins what comes while the reader is slow, and keeps the order of kinds', async () => {
  const sent: { kind: string; text: string }[] = [];
  const outlet = new Outlet<{ kind: string; text: string }>(async (piece) => {
    await turn();
    sent.push(piece);
  });
  outlet.put({ kind: 'text', text: 'a' });
  outlet.put({ kind: 'text', text: 'b' });
  outlet.put({ kind: 'text', text: 'c' });
  outlet.put({ kind: 'thinking', text: 'd' });
  await outlet.end();
  expect(sent).toEqual([
    { kind: 'text', text: 'a' },
    { kind: 'text', text: 'bc' },
    { kind: 'thinking', text: 'd' },
  ]);
  outlet.put({ kind: 'text', text: 'later' });
  await outlet.end();
  expect(sent.at(-1)?.text).toBe('later');
});

test('a reader that is gone stops the writer', async () => {
  const outlet = new Outlet(() => Promise.reject(new Error('gone')));
  outlet.put({ kind: 'text', text: 'a' });
  await outlet.end();
  expect(outlet.failed.aborted).toBe(true);
});
