import type { Command, CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { addGlobalOptions } from '../global-options.ts';

export type Body = (context: CommandContext) => Promise<ExitCode>;
export type RunCommand = (command: CommandUnknownOpts, body: Body) => Promise<void>;

/** A command that holds others, such as `carrel models`. */
export interface Group {
  /** One of its commands; the default one runs where none is named. */
  readonly command: (name: string, description: string, isDefault?: boolean) => Command;
  readonly run: RunCommand;
}

export type MakeGroup = (name: string, description: string) => Group;

/** Makes groups of commands; each takes the global options at every place. */
export function groupsOf(program: CommandUnknownOpts, run: RunCommand, version: string): MakeGroup {
  return (name, description) => {
    const group = program.command(name).description(description);
    addGlobalOptions(group, version);
    return {
      run,
      command(part, about, isDefault = false) {
        const made = group.command(part, { isDefault }).description(about);
        addGlobalOptions(made, version);
        return made;
      },
    };
  };
}
