import { engineRoutes } from './engine-routes.ts';
import { shellRoutes } from './shell-routes.ts';

/** Everything a page can ask: the engine's contract, and what the program around it does. */
export const doorRoutes = { ...engineRoutes, ...shellRoutes } as const;
export type DoorRoutes = typeof doorRoutes;
