import { mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import {
  copyHashed,
  freeBytes,
  hashFile,
  type Hashed,
  type HashOptions,
} from '../process/files.ts';
import { flushFolder } from '../process/flush.ts';
import type { MoveProgress } from './door/shell-system.ts';

/** Left free at the new place. */
const RESERVE_BYTES = 256 * 1024 ** 2;

/** What is of one run only and not taken along. */
const passing = new Set(['tmp', 'run']);

interface HomeFile {
  /** Below the data folder. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changed: number;
}

export interface CopyOptions {
  readonly report: (progress: MoveProgress) => void;
  readonly signal: AbortSignal;
}

/**
 * Copies a data folder that nobody uses into an empty one: every file is read back and compared by
 * SHA-256, and forced onto the disk.
 *
 * @throws CarrelFailure `disk-full`, `internal` where a copy differs; the abort of `signal`.
 */
export async function copyHome(from: string, to: string, options: CopyOptions): Promise<void> {
  const { report, signal } = options;
  const files = await filesOf(from);
  const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
  await requireSpace(to, bytesTotal);
  let handled = 0;
  // Each byte is handled twice: written, and read back.
  const onBytes = (bytes: number): void => {
    handled += bytes;
    report({ bytesDone: Math.floor(handled / 2), bytesTotal });
  };
  const folders = new Set([to]);
  for (const { path } of files) {
    signal.throwIfAborted();
    const target = join(to, path);
    folders.add(dirname(target));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const { sha256 } = await copyFile(join(from, path), target, { onBytes, signal });
    if ((await hashFile(target, { onBytes, signal })) !== sha256) {
      throw new CarrelFailure(
        'internal',
        `The copy of ${path} differs from the original; is the disk of ${to} sound? Nothing was moved.`,
        { path },
      );
    }
  }
  for (const folder of folders) flushFolder(folder);
}

/**
 * What changes with every write to a data folder: the paths, sizes and times of its files, without
 * those of one run only.
 */
export async function stateOf(home: string): Promise<string> {
  const states = (await filesOf(home)).map(({ path, bytes, changed }) => [path, bytes, changed]);
  return JSON.stringify(states);
}

async function filesOf(home: string): Promise<HomeFile[]> {
  const files: HomeFile[] = [];
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of await readdir(join(home, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (folder === '' && passing.has(entry.name)) continue;
      if (entry.isDirectory()) waiting.push(path);
      // No link, no socket: none of them is data.
      else if (entry.isFile()) {
        const { size, mtimeMs } = await stat(join(home, path));
        files.push({ path, bytes: size, changed: mtimeMs });
      }
    }
  }
  return files;
}

async function requireSpace(folder: string, bytes: number): Promise<void> {
  if ((await freeBytes(folder)) >= bytes + RESERVE_BYTES) return;
  throw new CarrelFailure(
    'disk-full',
    `The disk of ${folder} has not enough room for the data folder. Choose another disk.`,
    { folder, bytes },
  );
}

/** Copies a file with its times, and forces the copy onto the disk. */
async function copyFile(source: string, target: string, options: HashOptions): Promise<Hashed> {
  const { atime, mtime } = await stat(source);
  return await copyHashed(source, target, {
    ...options,
    finish: async (copy) => {
      await copy.utimes(atime, mtime);
      await copy.sync();
    },
  });
}
