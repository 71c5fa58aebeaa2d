import { CarrelFailure } from '../../contract/errors.ts';
import type { Handlers, Routes } from '../../contract/route.ts';

/**
 * Handlers of a whole route table that wait for the real ones. Where those cannot be had, every
 * call fails with the reason.
 */
export function deferHandlers<R extends Routes>(
  routes: R,
  ready: () => Promise<Handlers<R>>,
): Handlers<R>;
export function deferHandlers(
  routes: Routes,
  ready: () => Promise<Handlers<Routes>>,
): Handlers<Routes> {
  return Object.fromEntries(
    Object.keys(routes).map((name): [string, Handlers<Routes>[string]] => [
      name,
      async (input, context) => {
        const handler = (await ready())[name];
        if (handler === undefined) {
          throw new CarrelFailure('unknown-route', `Nothing answers ${name} in this version.`);
        }
        return await handler(input, context);
      },
    ]),
  );
}
