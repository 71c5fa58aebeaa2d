import type { DoorRoutes } from '../../contract/door-routes.ts';
import { engineRoutes, type EngineRoutes } from '../../contract/engine-routes.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import { unwrap } from '../../contract/result.ts';
import type { Client, Handlers } from '../../contract/route.ts';
import { forwardTo } from '../owner-forward.ts';
import { shellHandlers, type ShellOptions } from './shell-handlers.ts';
import { withConsent } from './unsandboxed.ts';

/**
 * Everything a page can ask, answered: the engine's routes are passed on to `client` (with chunks,
 * credit and cancellation), the shell's are answered here. One set serves any number of pages.
 */
export function doorHandlers(
  client: Client<EngineRoutes>,
  options: ShellOptions,
): Handlers<DoorRoutes> {
  const engine = forwardTo(engineRoutes, client, () => undefined);
  const add = continueAfterDisconnect(engine.addDocuments);
  const isolation = async () => unwrap(await client.call('status', {})).isolation;
  const { confirmUnsandboxed } = options.system;
  return {
    ...engine,
    ...shellHandlers(client, options),
    addDocuments:
      confirmUnsandboxed === undefined ? add : withConsent(add, isolation, confirmUnsandboxed),
  };
}

type AddDocuments = Handlers<EngineRoutes>['addDocuments'];

/** Goes on adding where the page that asked is closed meanwhile; only cancelling stops it. */
function continueAfterDisconnect(add: AddDocuments): AddDocuments {
  return async (input, { signal, emit }) => {
    const stop = new AbortController();
    const isLost = (): boolean =>
      signal.reason instanceof CarrelFailure && signal.reason.code === 'connection-lost';
    const onAbort = (): void => {
      if (!isLost()) stop.abort(signal.reason);
    };
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    return await add(input, {
      signal: stop.signal,
      emit: async (chunk) => {
        try {
          await emit(chunk);
        } catch (error) {
          // There is nobody left to tell.
          if (!isLost()) throw error;
        }
      },
    });
  };
}
