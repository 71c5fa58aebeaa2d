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
import { openSession } from '../shell/session.ts';
import { runHost } from './host.ts';
import type { FromHost } from './protocol.ts';

const { values } = parseArgs({
  options: { home: { type: 'string' }, language: { type: 'string', default: 'en' } },
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
  const home = prepareHome(values.home);
  // The page shows the grade in its frame; a window that refuses to open would tell nobody why.
  const session = await openSession({ home, note, allowUnsandboxed: true });
  const samples = join(programFolder, 'resources', 'samples');
  let closing: Promise<void> | undefined;
  const quit = () => {
    closing ??= session.close().finally(() => process.exit(0));
  };
  process.once('SIGTERM', quit);
  runHost({
    channel,
    handlers: (system) =>
      doorHandlers(session.client, {
        home,
        version,
        samples: existsSync(samples) ? samples : null,
        system: { door: 'desktop', language: values.language, node: process.execPath, ...system },
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
