// The command line: parses arguments, runs one command, ends with its exit code.
import { CommanderError } from '@commander-js/extra-typings';
import { isInUse } from '../shell/home-presence.ts';
import { prepareHome } from '../shell/home.ts';
import { openSession } from '../shell/session.ts';
import { reportFailure, type CommandContext } from './context.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { Output } from './output.ts';
import type { GlobalOptions } from './global-options.ts';
import { buildProgram } from './program.ts';
import { version } from '../engine/version.ts';

const stop = new AbortController();
// The first Ctrl-C stops in order; the second at once.
process.once('SIGINT', () => {
  stop.abort();
  process.once('SIGINT', () => process.exit(exitCode.stopped));
});
process.once('SIGTERM', () => {
  stop.abort();
});

async function run(
  options: GlobalOptions,
  body: (context: CommandContext) => Promise<ExitCode>,
): Promise<void> {
  const output = new Output({ json: options.json === true, quiet: options.quiet === true });
  try {
    const home = prepareHome(options.home);
    // Whoever looks for what was read before must not take an empty one for it.
    if (!isInUse(home)) output.note(`A new data folder is begun in ${home}.`);
    process.exitCode = await body({
      output,
      home,
      signal: stop.signal,
      connect: (how) =>
        openSession({
          ...how,
          home,
          note: (sentence) => output.note(sentence),
          allowUnsandboxed: options.allowUnsandboxed === true,
        }),
    });
  } catch (error) {
    process.exitCode = reportFailure(output, error, stop.signal);
  }
}

// A reader that closed the pipe (`| head`) has seen enough.
process.stdout.on('error', () => process.exit(exitCode.done));

try {
  await buildProgram(run, version).parseAsync(process.argv);
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage;
}
