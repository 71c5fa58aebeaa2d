// The desktop host: owns the engine for the windows of the desktop application. Electron's main
// process starts it on Carrel's own Node, whose permission model Electron's does not have.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CarrelFailure } from '../contract/errors.ts';
import { programFolder } from '../engine/folders.ts';
import { describeException } from '../engine/log.ts';
import { version } from '../engine/version.ts';
import { parentTransport } from '../process/channel.ts';
import { doorHandlers } from '../shell/door/door-handlers.ts';
import { prepareHome } from '../shell/home.ts';
import { EngineSlot } from './engine-slot.ts';
import { runHost } from './host.ts';
import type { FromHost } from './protocol.ts';

const { values } = parseArgs({
  options: { home: { type: 'string' } },
});
const channel = parentTransport();
const tell = (message: FromHost) => {
  channel.send(message);
};
const note = (sentence: string) => {
  process.stderr.write(`${sentence}\n`);
};
// A terminal's Ctrl-C reaches Electron too, which then says `quit`.
process.on('SIGINT', () => undefined);

try {
  const named = values.home ?? process.env['CARREL_HOME'] ?? '';
  const engine = await EngineSlot.open(prepareHome(values.home), note);
  const samples = join(programFolder, 'resources', 'samples');
  let closing: Promise<void> | undefined;
  const quit = () => {
    closing ??= engine.close().finally(() => process.exit(0));
  };
  process.once('SIGTERM', quit);
  runHost({
    channel,
    handlers: (system) =>
      doorHandlers(engine.client, {
        get home() {
          return engine.home;
        },
        version,
        samples: existsSync(samples) ? samples : null,
        system: {
          door: 'desktop',
          node: process.execPath,
          ...system,
          // A folder that was named would be named again at the next start.
          ...(named === '' && {
            moveHome: (to, report, signal) => engine.move(to, { report, signal }),
          }),
        },
      }),
    onInternalError: (reference, error) => note(`Error ${reference}: ${describeException(error)}`),
    onQuit: quit,
  });
} catch (error) {
  const failure =
    error instanceof CarrelFailure
      ? error.toData()
      : { code: 'internal' as const, message: `Carrel could not start: ${String(error)}` };
  tell({ type: 'failed', error: failure });
  // Gives the message the time to leave.
  setTimeout(() => process.exit(1), 200);
}
