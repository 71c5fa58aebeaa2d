import { constants, type BigIntStats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { CarrelFailure } from '../contract/errors.ts';
import type { DocumentDetail } from '../contract/library.ts';
import { hashThrough, readBlocks, readFull } from '../process/files.ts';
import { systemCodeOf } from '../process/system-error.ts';
import type { FileAsRead } from '../store/library/types.ts';

/** Files whose sum is remembered; a reader has one open. */
const MAX_REMEMBERED = 64;

export type OriginalState = DocumentDetail['original'];

/**
 * The files that documents were read from. A file is served only as long as it is the one that was
 * read: same size and time, or same SHA-256. What lies at the path is not trusted: the file is held
 * open, looked at through its handle, and looked at again after it was read.
 */
export class Originals {
  /** SHA-256 by identity: device, inode, size, time of change. */
  readonly #sums = new Map<string, Promise<string>>();

  async state(file: FileAsRead): Promise<OriginalState> {
    try {
      return await withHandle(file.path, async (handle, viaLink) => {
        const stats = await handle.stat({ bigint: true });
        return (await this.#isSame(handle, stats, file, viaLink)) ? 'same' : 'changed';
      });
    } catch (error) {
      if (!(error instanceof CarrelFailure)) throw error;
      if (error.code === 'path-missing') return 'missing';
      return error.code === 'file-changed' ? 'changed' : 'denied';
    }
  }

  /**
   * A part of the file.
   *
   * @throws CarrelFailure `file-changed`, `path-missing`, `access-denied`.
   */
  async read(
    file: FileAsRead,
    offset: number,
    length: number,
  ): Promise<{ bytes: Buffer; total: number }> {
    return await withHandle(file.path, async (handle, viaLink) => {
      const stats = await handle.stat({ bigint: true });
      if (!(await this.#isSame(handle, stats, file, viaLink))) throw changed();
      const total = Number(stats.size);
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, total - offset)));
      if ((await readFull(handle, bytes, offset)) < bytes.length) throw changed();
      const after = await handle.stat({ bigint: true });
      if (identityOf(after) !== identityOf(stats)) throw changed();
      return { bytes, total };
    });
  }

  async #isSame(
    handle: FileHandle,
    stats: BigIntStats,
    file: FileAsRead,
    viaLink: boolean,
  ): Promise<boolean> {
    const sameStat =
      Number(stats.size) === file.bytes && Number(stats.mtimeMs) === Math.trunc(file.modifiedMs);
    // A link may lead elsewhere by now: there only the bytes themselves tell.
    if (sameStat && file.current && !viaLink) return true;
    if (file.sha256 === null) return false;
    return (await this.#sumOf(handle, stats)) === file.sha256;
  }

  async #sumOf(handle: FileHandle, stats: BigIntStats): Promise<string> {
    const identity = identityOf(stats);
    const known = this.#sums.get(identity);
    if (known !== undefined) return await known;
    const oldest = this.#sums.keys().next();
    if (this.#sums.size >= MAX_REMEMBERED && oldest.done !== true) this.#sums.delete(oldest.value);
    const sum = hashHandle(handle, Number(stats.size));
    this.#sums.set(identity, sum);
    sum.catch(() => this.#sums.delete(identity));
    return await sum;
  }
}

/** Opens a regular file for reading, not through a link at its end where that can be told. */
async function withHandle<T>(
  path: string,
  work: (handle: FileHandle, viaLink: boolean) => Promise<T>,
): Promise<T> {
  const { handle, viaLink } = await openFile(path);
  try {
    if (!(await handle.stat()).isFile()) throw changed();
    return await work(handle, viaLink);
  } finally {
    await handle.close();
  }
}

async function openFile(path: string): Promise<{ handle: FileHandle; viaLink: boolean }> {
  // Without O_NONBLOCK a named pipe put in the file's place would hold the call for ever.
  // Windows knows neither; there the constants are absent.
  const flags = constants.O_RDONLY | flag('O_NONBLOCK');
  try {
    return { handle: await open(path, flags | flag('O_NOFOLLOW')), viaLink: false };
  } catch (cause) {
    const code = systemCodeOf(cause);
    if (code !== 'ELOOP' && code !== 'EMLINK') throw refusalOf(code, cause);
  }
  try {
    return { handle: await open(path, flags), viaLink: true };
  } catch (cause) {
    throw refusalOf(systemCodeOf(cause), cause);
  }
}

function flag(name: 'O_NOFOLLOW' | 'O_NONBLOCK'): number {
  const value: unknown = Reflect.get(constants, name);
  return typeof value === 'number' ? value : 0;
}

async function hashHandle(handle: FileHandle, size: number): Promise<string> {
  const { sha256, bytes } = await hashThrough(readBlocks(handle, size));
  if (bytes !== size) throw changed();
  return sha256;
}

function identityOf(stats: BigIntStats): string {
  return [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join(' ');
}

function changed(): CarrelFailure {
  return new CarrelFailure(
    'file-changed',
    'The file is not as Carrel read it. Add it again to read it as it is now.',
  );
}

function refusalOf(code: string | undefined, cause: unknown): CarrelFailure {
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') {
    return new CarrelFailure(
      'path-missing',
      'The file is no longer there. What Carrel read of it can still be shown.',
      undefined,
      { cause },
    );
  }
  return new CarrelFailure(
    'access-denied',
    'The file may not be read by this account. Change its permissions, then try again.',
    { system: code ?? 'unknown' },
    { cause },
  );
}
