import type { engineRoutes } from '../../contract/engine-routes.ts';
import type { Handlers } from '../../contract/route.ts';
import { findModelFiles } from '../../models/find-files.ts';
import type { Services } from '../services.ts';

type ModelHandlers = Pick<
  Handlers<typeof engineRoutes>,
  'listModels' | 'findModelFiles' | 'importModel' | 'removeModel' | 'verifyModels'
>;

/** Handlers of the installed models; fetching is the shell's, which has the network. */
export function modelHandlers({ models }: Services): ModelHandlers {
  return {
    async listModels() {
      return { models: await models.list() };
    },
    async findModelFiles({ path }) {
      return { files: await findModelFiles(path) };
    },
    async importModel({ file, role }) {
      return await models.import(file, role);
    },
    async removeModel({ id }) {
      await models.remove(id);
      return {};
    },
    async verifyModels(_input, { signal }) {
      return { models: await models.verify(signal) };
    },
  };
}
