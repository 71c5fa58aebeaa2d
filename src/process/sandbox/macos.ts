import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import type { SandboxPolicy, SystemSandbox } from './policy.ts';

/** A path as a string of the profile language (Scheme): quotes and backslashes escaped. */
function quoted(path: string): string {
  if (path.includes('\0')) throw new Error('A path of a sandbox holds a NUL character.');
  return `"${path.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Rules match real paths: `/tmp` is a link to `/private/tmp`. */
function real(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}

const below = (paths: readonly string[]): string =>
  paths.map((path) => `(subpath ${quoted(real(path))})`).join(' ');

/** What every program reads to start: the loader's shared cache and the system's libraries. */
const systemReadable = ['/usr/lib', '/System/Library', '/System/Volumes/Preboot', '/private/etc'];

/**
 * The profile for `sandbox-exec`. Later rules win, so that each denial is followed by its
 * exceptions. `program` is the one file that may be run where reading is limited.
 */
export function macosProfile(policy: SandboxPolicy, program: string): string {
  const lines = [
    '(version 1)',
    '(allow default)',
    '(deny network*)',
    '(deny file-write*)',
    '(allow file-write* (literal "/dev/null") (literal "/dev/dtracehelper"))',
  ];
  if (policy.writable.length > 0) lines.push(`(allow file-write* ${below(policy.writable)})`);
  if (policy.devices === 'none') lines.push('(deny iokit-open)');
  if (policy.readable !== 'all') {
    const readable = [...systemReadable, ...policy.readable, ...policy.writable];
    lines.push(
      '(deny file-read-data)',
      `(allow file-read-data (literal "/") (literal "/dev/null") (literal "/dev/urandom") ${below(readable)})`,
      `(allow file-read-data (literal ${quoted(real(program))}))`,
      '(deny process-exec*)',
      `(allow process-exec* (literal ${quoted(real(program))}))`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/**
 * `sandbox-exec`, which every macOS has; `tool` is its path. A sandboxed process can apply no second
 * sandbox, which is found by trying once. Children of such a process share its sandbox as it is: what
 * their own policy narrows is then held by Node's permission model alone, and the grade says so.
 */
export function macosSandboxBy(tool: string): SystemSandbox {
  let works: boolean | undefined;
  const applies = (): boolean => {
    works ??=
      spawnSync(tool, ['-p', '(version 1)(allow default)', '/usr/bin/true'], { stdio: 'ignore' })
        .status === 0;
    return works;
  };
  return {
    confine: (command, policy) =>
      applies()
        ? {
            file: tool,
            args: ['-p', macosProfile(policy, command.file), command.file, ...command.args],
          }
        : { file: command.file, args: [...command.args] },
    describe: () =>
      applies()
        ? { network: 'kernel', files: 'kernel', mechanisms: ['sandbox-exec', 'node-permission'] }
        : { network: 'runtime', files: 'runtime', mechanisms: ['node-permission'] },
  };
}

export const macosSandbox = macosSandboxBy('/usr/bin/sandbox-exec');
