import type { Handlers } from '../../contract/route.ts';
import { ignoring } from '../../contract/ignoring.ts';
import type { settingsRoutes } from '../../contract/settings.ts';
import type { Services } from '../services.ts';
import { measureStorage } from '../storage.ts';

/** Handlers of settings, of the models in use, and of what is stored. */
export function settingsHandlers(services: Services): Handlers<typeof settingsRoutes> {
  const { settings, store, models, ingest, placement, environment, watcher } = services;
  return {
    async readSettings() {
      return settings.read();
    },
    async changeSettings(change) {
      const changed =
        change.processor === undefined && change.threads === undefined
          ? settings.change(change)
          : await placement.change(change);
      if (Object.keys(change).some((name) => name in ignoring)) watcher.followAnew();
      return changed;
    },
    async chooseModel({ role, id }) {
      await models.choose(role, id);
      // A new embedder's vectors are filled in the background.
      ingest.start();
      store.library.touch();
      return {};
    },
    async measureStorage() {
      return await measureStorage(environment.CARREL_HOME);
    },
    async eraseEverything() {
      // A folder that was followed on would bring its documents back.
      await watcher.withoutWatching(() =>
        ingest.withoutAdding(() => store.library.eraseEverything()),
      );
      return {};
    },
  };
}
