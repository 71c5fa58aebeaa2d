import { spawn, type ChildProcess } from 'node:child_process';
import { dirname } from 'node:path';
import { minimalEnvironment } from './environment.ts';

/** What Node's permission model lets a child do; everything not granted is refused. */
export interface NodePermissions {
  /** Absolute paths (a folder means everything below it), or `*` for the whole disk. */
  readonly read: readonly string[] | '*';
  readonly write: readonly string[] | '*';
  readonly addons: boolean;
  readonly childProcess: boolean;
  readonly worker: boolean;
  readonly network: boolean;
  /** Calls of foreign functions (`node:ffi`); for a process that confines its own children. */
  readonly ffi?: boolean;
}

/** Puts a command under the operating system's sandbox. */
export type Confine = (command: { file: string; args: readonly string[] }) => {
  file: string;
  args: string[];
};

export interface NodeChildOptions {
  /** Absolute path of the program, TypeScript or JavaScript. */
  readonly entry: string;
  readonly args?: readonly string[];
  readonly permissions: NodePermissions;
  /** Limit of V8's old space in MB; memory outside of V8 is not counted. */
  readonly memoryMb?: number;
  /**
   * Limit of one half of V8's young space in MB (`--max-semi-space-size`; Node's own is 16 and
   * more). A small one is collected more often and keeps the whole heap smaller.
   */
  readonly semiSpaceMb?: number;
  /** Added to the minimal environment; nothing else of this process's environment is passed. */
  readonly env?: Readonly<Record<string, string>>;
  readonly confine?: Confine;
}

/** A running child with what it last wrote to its error output. */
export interface NodeChild {
  readonly process: ChildProcess;
  /** The last 8 KB of the error output, for crash reports and logs. */
  stderrTail(): string;
}

const stderrBytes = 8192;

/**
 * glibc gives each thread that allocates a heap of its own and rarely hands memory back from it;
 * native code with many threads (LanceDB, llama.cpp) holds tens of megabytes more for it. Other
 * systems' allocators do not know the variable.
 */
const fewArenas = { MALLOC_ARENA_MAX: '2' } as const;

/** The flags for a set of permissions. A child never inherits its parent's. */
function permissionFlags(permissions: NodePermissions): string[] {
  const flags = ['--permission'];
  const paths = (name: string, granted: readonly string[] | '*') => {
    const list = granted === '*' ? ['*'] : granted;
    for (const path of list) flags.push(`--allow-fs-${name}=${path}`);
  };
  paths('read', permissions.read);
  paths('write', permissions.write);
  if (permissions.addons) flags.push('--allow-addons');
  if (permissions.childProcess) flags.push('--allow-child-process');
  if (permissions.worker) flags.push('--allow-worker');
  if (permissions.network) flags.push('--allow-net');
  if (permissions.ffi === true) flags.push('--experimental-ffi', '--allow-ffi');
  return flags;
}

/**
 * Starts a program on this process's own Node with a message channel (`serialization: 'advanced'`)
 * and the given permissions. Failing to start shows as the child's `error` event.
 */
export function spawnNode(options: NodeChildOptions): NodeChild {
  const flags = [
    ...permissionFlags(options.permissions),
    '--disable-sigusr1',
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=SecurityWarning',
  ];
  if (options.memoryMb !== undefined) flags.push(`--max-old-space-size=${options.memoryMb}`);
  if (options.semiSpaceMb !== undefined) {
    flags.push(`--max-semi-space-size=${options.semiSpaceMb}`);
  }
  const plain = {
    file: process.execPath,
    args: [...flags, options.entry, ...(options.args ?? [])],
  };
  const command = options.confine === undefined ? plain : options.confine(plain);
  const child = spawn(command.file, command.args, {
    // Nothing may depend on the folder that the person happened to be in.
    cwd: dirname(options.entry),
    env: { ...minimalEnvironment(process.env), ...fewArenas, ...options.env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    // A group of its own: Ctrl-C in a terminal reaches the door only, which cancels by message.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let tail = Buffer.alloc(0);
  child.stderr?.on('data', (data: Buffer) => {
    tail = Buffer.concat([tail, data]).subarray(-stderrBytes);
  });
  return { process: child, stderrTail: () => tail.toString('utf8') };
}
