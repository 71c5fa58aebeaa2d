import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { BufferedSender } from '../../src/inference/buffered-sender.ts';

test('joins what comes while the reader is slow, and keeps the order of kinds', async () => {
  const sent: { kind: string; text: string }[] = [];
  const sender = new BufferedSender<{ kind: string; text: string }>(async (piece) => {
    await turn();
    sent.push(piece);
  });
  sender.write({ kind: 'text', text: 'a' });
  sender.write({ kind: 'text', text: 'b' });
  sender.write({ kind: 'text', text: 'c' });
  sender.write({ kind: 'thinking', text: 'd' });
  await sender.flush();
  expect(sent).toEqual([
    { kind: 'text', text: 'a' },
    { kind: 'text', text: 'bc' },
    { kind: 'thinking', text: 'd' },
  ]);
  sender.write({ kind: 'text', text: 'later' });
  await sender.flush();
  expect(sent.at(-1)?.text).toBe('later');
});

test('a reader that is gone stops the writer', async () => {
  const sender = new BufferedSender(() => Promise.reject(new Error('gone')));
  sender.write({ kind: 'text', text: 'a' });
  await sender.flush();
  expect(sender.failed.aborted).toBe(true);
});
