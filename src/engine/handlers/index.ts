import { engineRoutes } from '../../contract/engine-routes.ts';
import type { Handlers } from '../../contract/route.ts';
import type { Services } from '../services.ts';
import { conversationHandlers } from './conversations.ts';
import { deferHandlers } from './defer.ts';
import { documentHandlers } from './documents.ts';
import { libraryHandlers } from './library.ts';
import { maintenanceHandlers } from './maintenance.ts';
import { modelHandlers } from './models.ts';
import { questionHandlers } from './questions.ts';
import { settingsHandlers } from './settings.ts';
import { surveyHandlers } from './surveys.ts';
import { systemHandlers } from './system.ts';

type EngineHandlers = Handlers<typeof engineRoutes>;
type MaintenanceHandlers = ReturnType<typeof maintenanceHandlers>;

/** What the handlers need of the process that they run in. */
export interface EngineProcess {
  /** The data folder. */
  readonly home: string;
  /** Ends this process, once the call in hand is answered, to be started again. */
  readonly restart: () => void;
}

function allHandlers(services: Services, maintenance: MaintenanceHandlers): EngineHandlers {
  return {
    ...documentHandlers(services),
    ...libraryHandlers(services),
    ...questionHandlers(services),
    ...modelHandlers(services),
    ...conversationHandlers(services),
    ...settingsHandlers(services),
    ...surveyHandlers(services),
    ...systemHandlers(services),
    ...maintenance,
  };
}

/**
 * The whole contract of the engine. Calls wait until the services are open; where they cannot be
 * opened, every call but those that mend it fails with the reason (`home-in-use`, `store-damaged`,
 * ...), so that the shell learns it from its first call.
 */
export function engineHandlers(opening: Promise<Services>, process: EngineProcess): EngineHandlers {
  let leaving = false;
  const maintenance = maintenanceHandlers({
    home: process.home,
    opening,
    restart: () => {
      leaving = true;
      process.restart();
    },
  });
  const ready = opening.then((services) => allHandlers(services, maintenance));
  // Each call sees the failure; before the first there is nobody to tell.
  ready.catch(() => undefined);
  // The next engine answers what is asked while this one ends.
  const wait = () => (leaving ? new Promise<never>(() => undefined) : ready);
  return { ...deferHandlers(engineRoutes, wait), ...maintenance };
}
