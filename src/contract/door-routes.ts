import { conversationRoutes } from './conversations.ts';
import { engineRoutes } from './engine-routes.ts';
import { libraryRoutes } from './library.ts';
import { shellRoutes } from './shell-routes.ts';

/** Everything a page can ask: the engine's contract, and what the program around it does. */
export const doorRoutes = {
  ...engineRoutes,
  ...libraryRoutes,
  ...conversationRoutes,
  ...shellRoutes,
} as const;
export type DoorRoutes = typeof doorRoutes;
