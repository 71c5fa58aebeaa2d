import type { Page } from 'playwright-core';
import { z } from 'zod';

const call = z.looseObject({ type: z.literal('call'), route: z.string() });
const state = z.looseObject({
  type: z.literal('chunk'),
  chunk: z.looseObject({ revision: z.number(), problem: z.null() }),
});

/** Has the library say that a full disk has stopped reading, until the page asks to go on. */
export async function stopReading(page: Page): Promise<void> {
  await page.routeWebSocket(/\/contract$/u, (socket) => {
    const engine = socket.connectToServer();
    let stopped = true;
    socket.onMessage((raw) => {
      if (call.safeParse(JSON.parse(raw.toString())).data?.route === 'setWork') stopped = false;
      engine.send(raw);
    });
    engine.onMessage((raw) => {
      const { data } = state.safeParse(JSON.parse(raw.toString()));
      if (data === undefined || !stopped) {
        socket.send(raw);
        return;
      }
      const problem = { code: 'disk-full', message: 'The disk is full.' };
      socket.send(JSON.stringify({ ...data, chunk: { ...data.chunk, problem } }));
    });
  });
}
