import type { DoorRoutes } from '../../contract/door-routes.ts';
import { engineRoutes, type EngineRoutes } from '../../contract/engine-routes.ts';
import type { Client, Handlers } from '../../contract/route.ts';
import { forwardTo } from '../owner-forward.ts';
import { shellHandlers, type ShellOptions } from './shell-handlers.ts';

/**
 * Everything a page can ask, answered: the engine's routes are passed on to `client` (with chunks,
 * credit and cancellation), the shell's are answered here. One set serves any number of pages.
 */
export function doorHandlers(
  client: Client<EngineRoutes>,
  options: ShellOptions,
): Handlers<DoorRoutes> {
  return {
    ...forwardTo(engineRoutes, client, () => undefined),
    ...shellHandlers(client, options),
  };
}
