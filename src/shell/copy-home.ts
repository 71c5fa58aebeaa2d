import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import { flushFolder } from '../process/flush.ts';
import type { MoveProgress } from './door/shell-system.ts';

/** Left free at the new place. */
const RESERVE_BYTES = 256 * 1024 ** 2;
const CHUNK_BYTES = 1024 ** 2;

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
  const count = (bytes: number) => {
    handled += bytes;
    report({ bytesDone: Math.floor(handled / 2), bytesTotal });
  };
  const folders = new Set([to]);
  for (const { path } of files) {
    signal.throwIfAborted();
    const target = join(to, path);
    folders.add(dirname(target));
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const written = await copyFile(join(from, path), target, count, signal);
    if ((await sha256(target, count, signal)) !== written) {
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
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytes + RESERVE_BYTES) return;
  throw new CarrelFailure(
    'disk-full',
    `The disk of ${folder} has not enough room for the data folder. Choose another disk.`,
    { folder, bytes },
  );
}

/** Resolves with the SHA-256 of what was read. */
async function copyFile(
  source: string,
  target: string,
  count: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const { atime, mtime } = await stat(source);
  const file = await open(target, 'wx', 0o600);
  try {
    const chunks: AsyncIterable<Buffer> = createReadStream(source, {
      signal,
      highWaterMark: CHUNK_BYTES,
    });
    for await (const chunk of chunks) {
      hash.update(chunk);
      await file.writeFile(chunk);
      count(chunk.length);
    }
    await file.utimes(atime, mtime);
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

async function sha256(
  path: string,
  count: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  const chunks: AsyncIterable<Buffer> = createReadStream(path, {
    signal,
    highWaterMark: CHUNK_BYTES,
  });
  for await (const chunk of chunks) {
    hash.update(chunk);
    count(chunk.length);
  }
  return hash.digest('hex');
}
