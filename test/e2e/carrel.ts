import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll } from 'vitest';
import type { z } from 'zod';

export const repository = resolve(import.meta.dirname, '../..');
export const samples = join(repository, 'resources', 'samples');
const program = join(repository, 'src', 'cli', 'main.ts');

/** How a run of the command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Another account to run as; only root may. */
  readonly uid?: number;
}

/** A command that is still running. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has written to its error output so far. */
  stderr(): string;
}

/** Starts the real command line in a process of its own. */
export function start(args: readonly string[], options: RunOptions): Running {
  const child = spawn(process.execPath, ['--no-warnings', program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, CARREL_GPU: 'off', CARREL_HOME: options.home, ...options.env },
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (data: Buffer) => (stdout += data.toString('utf8')));
  child.stderr?.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, stdout, stderr }));
  return { child, ended, stderr: () => stderr };
}

/** Runs the real command line to its end. */
export async function carrel(args: readonly string[], options: RunOptions): Promise<Ended> {
  return await start(args, options).ended;
}

/** Runs with `--json`, holds the output against a schema, and the exit code against `code`. */
export async function carrelJson<T>(
  schema: z.ZodType<T>,
  args: readonly string[],
  options: RunOptions & { readonly code?: number },
): Promise<T> {
  const { code, stdout, stderr } = await carrel([...args, '--json'], options);
  if (code !== (options.code ?? 0)) {
    throw new Error(`carrel ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  }
  return schema.parse(JSON.parse(stdout));
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, removed at the end of the test file. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `carrel-e2e-${name}-`));
  folders.push(folder);
  return folder;
}

export interface FoundProcess {
  readonly pid: number;
  readonly command: string;
}

/** All processes below one, from /proc. */
function descendants(pid: number): FoundProcess[] {
  const parents = new Map<number, number>();
  const commands = new Map<number, string>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/u.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The name in brackets may hold spaces; state and parent come after it.
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
      parents.set(Number(name), Number(parent));
      commands.set(
        Number(name),
        readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' '),
      );
    } catch {
      // Ended meanwhile.
    }
  }
  const below = (each: number): boolean => {
    const parent = parents.get(each);
    return parent !== undefined && (parent === pid || below(parent));
  };
  return [...commands]
    .filter(([each]) => below(each))
    .map(([each, command]) => ({ pid: each, command }));
}

/** A process of Carrel's below one, such as `src/parse/main`, that is not `other`. */
export function findBelow(
  pid: number | undefined,
  part: string,
  other?: number,
): number | undefined {
  return descendants(pid ?? -1).find((each) => each.pid !== other && isRunning(each.command, part))
    ?.pid;
}

/** Waits for what `findBelow` looks for. */
export async function processBelow(
  pid: number | undefined,
  part: string,
  other?: number,
): Promise<number> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = findBelow(pid, part, other);
    if (found !== undefined) return found;
    await delay(20);
  }
  throw new Error(`no process ${part} came up below ${pid}`);
}

/** The launcher names the program too, before it becomes it. */
function isRunning(command: string, part: string): boolean {
  return command.includes(part) && !command.includes('launcher.cts');
}

/** Waits until something holds, at most `seconds`. */
export async function until(what: string, holds: () => boolean, seconds = 60): Promise<void> {
  for (let tries = 0; tries < seconds * 20; tries += 1) {
    if (holds()) return;
    await delay(50);
  }
  throw new Error(`${what} did not come about within ${seconds} s`);
}
