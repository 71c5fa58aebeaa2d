import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Isolation } from '../../contract/system.ts';
import { landlockRules } from './landlock.ts';
import { applied, type Applied, type LaunchPlan } from './plan.ts';
import type { Command, ConfinedCommand, SandboxPolicy, SystemSandbox } from './policy.ts';
import { programLoaders } from './readable.ts';
import { seccompFilter } from './seccomp.ts';
import type { LinuxArch } from './syscalls.ts';

/** Beside this file, in the same language: TypeScript in the repository, JavaScript once built. */
const launcher = join(
  import.meta.dirname,
  import.meta.filename.endsWith('.ts') ? 'launcher.cts' : 'launcher.cjs',
);

/**
 * The launcher's own flags. That they say `--permission` keeps Node from handing this process's
 * permissions down to it; the launcher needs them all, for the instant it exists.
 */
const launcherFlags = [
  '--no-warnings',
  '--experimental-ffi',
  '--permission',
  '--allow-ffi',
  '--allow-child-process',
  '--allow-fs-read=*',
] as const;

const trialMilliseconds = 5000;
let found: Applied | undefined;

function arch(): LinuxArch {
  if (process.arch === 'x64' || process.arch === 'arm64') return process.arch;
  throw new Error(`Carrel has no sandbox for Linux on ${process.arch}.`);
}

function launch(policy: SandboxPolicy, programs: readonly string[], trial: boolean): string[] {
  const plan: LaunchPlan = {
    ...landlockRules(policy, programs),
    filter: seccompFilter(arch()).toString('base64'),
    trial,
  };
  return [...launcherFlags, launcher, JSON.stringify(plan)];
}

function confine(command: Command, policy: SandboxPolicy, node: string): ConfinedCommand {
  const programs = [command.file, ...programLoaders];
  return {
    file: node,
    args: [...launch(policy, programs, false), '--', command.file, ...command.args],
  };
}

/** What the kernel accepts, by applying a policy to a process that ends at once. */
function tryOut(node: string): Applied {
  if (found !== undefined) return found;
  const policy: SandboxPolicy = { network: 'none', writable: [], readable: 'all', devices: 'none' };
  const { stdout } = spawnSync(node, launch(policy, [], true), {
    encoding: 'utf8',
    timeout: trialMilliseconds,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    found = applied.parse(JSON.parse(stdout));
    return found;
  } catch {
    // Not kept: the next call tries again.
    return { seccomp: false, landlock: 0 };
  }
}

/** The grades for what the kernel accepted: what it did not leaves Node's permission model. */
export function gradeLinux({ seccomp, landlock }: Applied): Isolation {
  // Before its third version Landlock let `truncate` pass; the filter refuses it.
  const files = landlock >= 3 || (landlock >= 1 && seccomp);
  return {
    network: seccomp ? 'kernel' : 'runtime',
    files: files ? 'kernel' : 'runtime',
    mechanisms: [
      ...(seccomp ? ['seccomp'] : []),
      ...(landlock > 0 ? ['landlock'] : []),
      'node-permission',
    ],
  };
}

/** seccomp and Landlock, applied without privileges by the launcher. */
export const linuxSandbox: SystemSandbox = {
  confine,
  describe: (_policy, node) => gradeLinux(tryOut(node)),
};
