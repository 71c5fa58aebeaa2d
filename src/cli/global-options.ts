import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { z } from 'zod';

const globalOptions = z.object({
  home: z.string().optional(),
  json: z.literal(true).optional(),
  quiet: z.literal(true).optional(),
  allowUnsandboxed: z.literal(true).optional(),
});

/** Options that every command understands, before and after its name. */
export type GlobalOptions = z.infer<typeof globalOptions>;

/** Gives a command the options that all of them have. */
export function addGlobalOptions(command: CommandUnknownOpts, version: string): void {
  command
    .version(version, '--version', 'the version of Carrel')
    .option('--home <dir>', "data folder (else CARREL_HOME, else the system's)")
    .option('--json', 'one JSON document on stdout')
    .option('--quiet', 'no progress and notes')
    .option('--allow-unsandboxed', 'go on where the system cannot close the network');
}

/** The global options given anywhere on the line; of two, the one nearer to its end counts. */
export function globalOptionsOf(command: CommandUnknownOpts): GlobalOptions {
  const path: CommandUnknownOpts[] = [];
  for (let each: CommandUnknownOpts | null = command; each !== null; each = each.parent) {
    path.unshift(each);
  }
  return globalOptions.parse(Object.assign({}, ...path.map((each) => each.opts())));
}
