import { engineRoutes } from '../../contract/engine-routes.ts';
import type { Handlers } from '../../contract/route.ts';
import type { Services } from '../services.ts';
import { conversationHandlers } from './conversations.ts';
import { deferHandlers } from './defer.ts';
import { documentHandlers } from './documents.ts';
import { libraryHandlers } from './library.ts';
import { modelHandlers } from './models.ts';
import { questionHandlers } from './questions.ts';
import { settingsHandlers } from './settings.ts';
import { surveyHandlers } from './surveys.ts';
import { systemHandlers } from './system.ts';

type EngineHandlers = Handlers<typeof engineRoutes>;

function allHandlers(services: Services): EngineHandlers {
  return {
    ...documentHandlers(services),
    ...libraryHandlers(services),
    ...questionHandlers(services),
    ...modelHandlers(services),
    ...conversationHandlers(services),
    ...settingsHandlers(services),
    ...surveyHandlers(services),
    ...systemHandlers(services),
  };
}

/**
 * The whole contract of the engine. Calls wait until the services are open; where they cannot be
 * opened, every call fails with the reason (`home-in-use`, `store-damaged`, ...), so that the shell
 * learns it from its first call.
 */
export function engineHandlers(opening: Promise<Services>): EngineHandlers {
  const ready = opening.then(allHandlers);
  // Each call sees the failure; before the first there is nobody to tell.
  ready.catch(() => undefined);
  return deferHandlers(engineRoutes, ready);
}
