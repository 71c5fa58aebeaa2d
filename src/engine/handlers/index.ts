import type { engineRoutes } from '../../contract/engine-routes.ts';
import type { Handlers } from '../../contract/route.ts';
import type { Services } from '../services.ts';
import { documentHandlers } from './documents.ts';
import { modelHandlers } from './models.ts';
import { questionHandlers } from './questions.ts';
import { systemHandlers } from './system.ts';

type EngineHandlers = Handlers<typeof engineRoutes>;

function allHandlers(services: Services): EngineHandlers {
  return {
    ...documentHandlers(services),
    ...questionHandlers(services),
    ...modelHandlers(services),
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
  return {
    addDocuments: async (input, context) => (await ready).addDocuments(input, context),
    followWork: async (input, context) => (await ready).followWork(input, context),
    listDocuments: async (input, context) => (await ready).listDocuments(input, context),
    removeDocuments: async (input, context) => (await ready).removeDocuments(input, context),
    retryDocuments: async (input, context) => (await ready).retryDocuments(input, context),
    readPage: async (input, context) => (await ready).readPage(input, context),
    locate: async (input, context) => (await ready).locate(input, context),
    search: async (input, context) => (await ready).search(input, context),
    ask: async (input, context) => (await ready).ask(input, context),
    listModels: async (input, context) => (await ready).listModels(input, context),
    importModel: async (input, context) => (await ready).importModel(input, context),
    removeModel: async (input, context) => (await ready).removeModel(input, context),
    verifyModels: async (input, context) => (await ready).verifyModels(input, context),
    verifyStore: async (input, context) => (await ready).verifyStore(input, context),
    status: async (input, context) => (await ready).status(input, context),
    inspectHardware: async (input, context) => (await ready).inspectHardware(input, context),
    probeIsolation: async (input, context) => (await ready).probeIsolation(input, context),
  };
}
