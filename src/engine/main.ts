// The engine process: owns the data folder, serves the contract to the shell that started it.
import { setTimeout as delay } from 'node:timers/promises';
import { engineRoutes } from '../contract/engine-routes.ts';
import { serve } from '../contract/server.ts';
import { parentTransport } from '../process/channel.ts';
import { RESTART_CODE } from '../process/child-exit.ts';
import { engineEnvironment } from './environment.ts';
import { engineHandlers } from './handlers/index.ts';
import { describeException, log, openLog } from './log.ts';
import { openServices, type Services } from './services.ts';

/** Time for an answer to leave the process. */
const RESTART_MS = 100;

// Ctrl-C reaches every process of a terminal's group; the shell decides what it means.
process.on('SIGINT', () => undefined);

const transport = parentTransport();
const environment = engineEnvironment.parse(process.env);
openLog(environment.CARREL_HOME);
const opening = openServices(environment);
let opened: Services | undefined;
opening.then(
  (services) => (opened = services),
  () => undefined,
);

/** Ends in order: no new calls, work in hand finished, children gone, store closed. */
async function end(): Promise<void> {
  // First of all: that calls are cut short now is nobody's wish.
  opened?.importer.leave();
  server.close();
  await opening.then(
    (services) => services.dispose(),
    () => undefined,
  );
  process.exit(0);
}
// Told before the contract is, which then cuts the calls short.
transport.onClose(() => void end());
process.on('SIGTERM', () => void end());

/** Ends in order, to be started again with what the data folder then holds. */
async function restart(): Promise<void> {
  opened?.importer.leave();
  // The answer to whoever asked for it goes out first.
  await delay(RESTART_MS);
  await opened?.dispose();
  process.exit(RESTART_CODE);
}

const handlers = engineHandlers(opening, {
  home: environment.CARREL_HOME,
  restart: () => void restart(),
});
const server = serve(engineRoutes, handlers, transport, {
  onInternalError: (reference, error) => {
    log(`internal error ${reference}: ${describeException(error)}`);
  },
});
