import type { LooseClient } from '../../contract/client.ts';
import { conversationRoutes } from '../../contract/conversations.ts';
import { engineRoutes, type EngineRoutes } from '../../contract/engine-routes.ts';
import { libraryRoutes } from '../../contract/library.ts';
import type { Client } from '../../contract/route.ts';
import { settingsRoutes } from '../../contract/settings.ts';

/** What a page asks and the engine answers: the door's routes without the shell's own. */
export const engineSideRoutes = {
  ...engineRoutes,
  ...libraryRoutes,
  ...conversationRoutes,
  ...settingsRoutes,
} as const;
export type EngineSideRoutes = typeof engineSideRoutes;
export type EngineClient = Client<EngineSideRoutes>;

/**
 * The engine's client as the page sees it. A route that the engine's own table lacks (that of an
 * older owner, say) is answered by the client itself, with `unknown-route`.
 */
export function engineSide(client: Client<EngineRoutes>): EngineClient;
export function engineSide(client: LooseClient): LooseClient {
  return client;
}
