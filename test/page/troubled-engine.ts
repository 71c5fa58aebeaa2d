import type { Page } from 'playwright-core';
import { z } from 'zod';
import type { DoorRoutes } from '../../src/contract/door-routes.ts';

const call = z.looseObject({ type: z.literal('call'), id: z.number(), route: z.string() });

/** What becomes of the page's requests of one route. */
export interface Trouble {
  /** Requests wait from now on. */
  hold(route: keyof DoorRoutes): void;
  /** Those that wait fail, and so do those to come. */
  fail(route: keyof DoorRoutes): void;
  /** All goes to the engine again. */
  mend(): void;
}

/** Puts an engine between the real one and the page that lets single routes wait or fail. */
export async function trouble(page: Page): Promise<Trouble> {
  const held = new Set<string>();
  const failing = new Set<string>();
  const error = { code: 'internal', message: 'Something went wrong. Reference: test.' };
  let waiting: { readonly route: string; readonly fail: () => void; readonly pass: () => void }[] =
    [];
  await page.routeWebSocket(/\/contract$/u, (socket) => {
    const engine = socket.connectToServer();
    socket.onMessage((raw) => {
      const { data } = call.safeParse(JSON.parse(raw.toString()));
      const pass = (): void => {
        engine.send(raw);
      };
      if (data === undefined) {
        pass();
        return;
      }
      const { id, route } = data;
      const fail = (): void => {
        socket.send(JSON.stringify({ type: 'error', id, error }));
      };
      if (failing.has(route)) fail();
      else if (held.has(route)) waiting.push({ route, fail, pass });
      else pass();
    });
  });
  return {
    hold(route) {
      held.add(route);
    },
    fail(route) {
      failing.add(route);
      for (const each of waiting.filter((one) => one.route === route)) each.fail();
      waiting = waiting.filter((one) => one.route !== route);
    },
    mend() {
      held.clear();
      failing.clear();
      for (const { pass } of waiting) pass();
      waiting = [];
    },
  };
}
