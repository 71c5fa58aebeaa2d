import type { Page } from 'playwright-core';
import { z } from 'zod';
import { streamWindow } from '../../../src/contract/wire.ts';

/** Tokens a second, as a fast model on a graphics processor writes. */
const RATE = 100;
const SECONDS = 5;
/** Tokens of a sentence; each is drawn when it is whole. */
const SENTENCE = 20;
const TICK_MS = 10;

const asked = z.looseObject({ type: z.literal('call'), id: z.number(), route: z.literal('ask') });
const credit = z.looseObject({ type: z.literal('credit'), id: z.number() });
const chunk = z.looseObject({
  type: z.literal('chunk'),
  id: z.number(),
  chunk: z.looseObject({ kind: z.string(), sentence: z.unknown().optional() }),
});
const outcome = z.looseObject({ type: z.literal('result'), id: z.number() });

/**
 * Puts a fast model between the engine and the page: the answer of a question goes on for five
 * seconds before it ends, with 100 pieces a second of a model's thinking and five sentences a second
 * that repeat the engine's own first one, proof and all. Chunks keep to the reader's credit. Returns
 * the pieces a second that got through, once there was such an answer.
 */
export async function writeFast(page: Page): Promise<() => number> {
  let reached = 0;
  await page.routeWebSocket(/\/contract$/u, (socket) => {
    const engine = socket.connectToServer();
    let question = 0;
    let unread = 0;
    let sentence: unknown;
    const send = (id: number, piece: object): void => {
      unread += 1;
      socket.send(JSON.stringify({ type: 'chunk', id, chunk: piece }));
    };
    socket.onMessage((raw) => {
      const message: unknown = JSON.parse(raw.toString());
      question = asked.safeParse(message).data?.id ?? question;
      if (credit.safeParse(message).data?.id === question) unread -= 1;
      engine.send(raw);
    });
    engine.onMessage((raw) => {
      const message: unknown = JSON.parse(raw.toString());
      const part = chunk.safeParse(message);
      if (part.data?.id === question) {
        unread += 1;
        sentence ??= part.data.chunk.sentence;
      }
      if (outcome.safeParse(message).data?.id !== question || sentence === undefined) {
        socket.send(raw);
        return;
      }
      const started = performance.now();
      let sent = 0;
      const timer = setInterval(() => {
        const due = Math.min(RATE * SECONDS, ((performance.now() - started) / 1000) * RATE);
        for (let room = streamWindow - unread; room > 0 && sent < due; room -= 1) {
          sent += 1;
          if (sent % SENTENCE === 0) send(question, { kind: 'sentence', sentence });
          else send(question, { kind: 'thinking', text: `word${String(sent)} ` });
        }
        if (sent < RATE * SECONDS) return;
        clearInterval(timer);
        reached = sent / ((performance.now() - started) / 1000);
        socket.send(raw);
      }, TICK_MS);
    });
  });
  return () => reached;
}
