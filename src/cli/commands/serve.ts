import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { programFolder } from '../../engine/folders.ts';
import { describeException } from '../../engine/log.ts';
import { version } from '../../engine/version.ts';
import { openBrowser } from '../../serve/open-browser.ts';
import { startPageServer } from '../../serve/page-server.ts';
import { doorHandlers } from '../../shell/door/door-handlers.ts';
import { withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';

export interface ServeCommandOptions {
  readonly port: number;
  readonly open: boolean;
}

/** `carrel serve`: the page on 127.0.0.1 until Ctrl-C. */
export async function serveCommand(
  context: CommandContext,
  options: ServeCommandOptions,
): Promise<ExitCode> {
  const { output, home, signal } = context;
  return withEngine(
    context,
    async (client) => {
      const samples = join(programFolder, 'resources', 'samples');
      const server = await startPageServer({
        page: join(programFolder, 'dist', 'renderer'),
        port: options.port,
        handlers: doorHandlers(client, {
          home,
          version,
          samples: existsSync(samples) ? samples : null,
          system: {
            door: 'serve',
            node: process.execPath,
          },
        }),
        onInternalError: (reference, error) =>
          output.note(`Error ${reference}: ${describeException(error)}`),
      });
      const { address, port } = server;
      output.document({ address, port });
      output.line(`Carrel is at ${address}`);
      output.note('Only this machine can reach it, and only with this address. Ctrl-C stops it.');
      const browser = options.open ? await openBrowser(address, home) : undefined;
      if (browser?.opened === false) output.note('No browser could be opened; use the address.');
      // A browser in a package of its own (Firefox as a snap) may not read the file that leads to the page.
      else if (browser !== undefined)
        output.note('If no page opens, or access is denied, use the address.');
      try {
        await aborted(signal);
      } finally {
        browser?.forget();
        await server.close();
      }
      return exitCode.done;
    },
    // What is damaged can be mended on the page.
    { despiteDamage: true },
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
