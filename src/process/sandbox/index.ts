import type { Isolation } from '../../contract/system.ts';
import { gradeLinux, linuxSandbox } from './linux.ts';
import { macosSandbox } from './macos.ts';
import { applied, appliedVariable } from './plan.ts';
import type { Command, ConfinedCommand, SandboxPolicy, SystemSandbox } from './policy.ts';
import { windowsSandbox } from './windows.ts';

export type { Command, ConfinedCommand, SandboxPolicy } from './policy.ts';
export { nodeReadable } from './readable.ts';

const openSandbox: SystemSandbox = {
  confine: (command) => ({ file: command.file, args: [...command.args] }),
  describe: () => ({ network: 'runtime', files: 'runtime', mechanisms: ['node-permission'] }),
};

const sandboxes: Partial<Record<NodeJS.Platform, SystemSandbox>> = {
  linux: linuxSandbox,
  darwin: macosSandbox,
  win32: windowsSandbox,
};

function system(): SystemSandbox {
  return sandboxes[process.platform] ?? openSandbox;
}

/**
 * The command that starts `command` held to `policy` by the operating system; the descriptor and
 * serialization of a message channel pass through. `node` is Carrel's Node 26 binary (this
 * process's own, unless this is Electron). Never throws for a lack of kernel support: what cannot
 * be enforced is left open, and `describeIsolation` says so.
 */
export function confine(
  command: Command,
  policy: SandboxPolicy,
  node = process.execPath,
): ConfinedCommand {
  return system().confine(command, policy, node);
}

/**
 * What `confine` enforces for `policy` on this machine, found by a trial (about 0.1 s) that is made
 * once. A grade `runtime` presupposes the flags of Node's permission model. Not a proof: see doctor.
 */
export function describeIsolation(policy: SandboxPolicy, node = process.execPath): Isolation {
  return system().describe(policy, node);
}

/**
 * What was in fact applied to this process when it was started, as its launcher left it in the
 * environment; null where there was no launcher.
 */
export function appliedIsolation(environment: NodeJS.ProcessEnv = process.env): Isolation | null {
  const text = environment[appliedVariable];
  if (text === undefined) return null;
  try {
    return gradeLinux(applied.parse(JSON.parse(text)));
  } catch {
    return null;
  }
}
