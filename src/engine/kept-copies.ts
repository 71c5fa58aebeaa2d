import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import { assertFileFits } from '../contract/files.ts';
import { maxPartBytes } from '../contract/library.ts';
import { flushFolder, flushToDisk } from '../process/flush.ts';
import { systemCodeOf } from '../process/system-error.ts';
import { freeBytes, hashFile } from '../process/files.ts';
import { toFailure } from '../store/failures.ts';
import type { EarlierCopy } from '../store/library/earlier-copies.ts';
import { INCOMING } from '../store/library/leftovers.ts';
import { keptName } from './kept-names.ts';
import { placeOf } from './kept-place.ts';

/** Bytes of one drop. */
const MAX_DROP_BYTES = 20 * 1024 ** 3;
/** Left free on the disk: the text, words and vectors of the files need room too. */
const RESERVE_BYTES = 1024 ** 3;
/** Drops whose size is remembered. */
const MAX_DROPS = 64;
/** Latest time that a file system and a date can both hold: the end of the year 9999. */
const MAX_TIME_MS = 253_402_300_799_000;

export interface CopyPart {
  readonly upload: string;
  readonly name: string;
  /** Where it is going to be added. */
  readonly collection: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly last: boolean;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

/** The outcome of one part of an upload. */
export interface Taken {
  /** The copy's path once it is whole. */
  readonly path: string | null;
  /** What is to be added once all of the drop is there. */
  readonly add: string;
  /** Documents of the same name and other text, which stay. */
  readonly namesakes: readonly number[];
}

export interface KeptCopiesOptions {
  /** Folder of the kept copies. */
  readonly folder: string;
  /** Copies that are documents of a collection and whose file has a name. */
  readonly earlier: (name: string, collection: string) => readonly EarlierCopy[];
  readonly maxDropBytes?: number;
  readonly reserveBytes?: number;
}

/**
 * Copies of files dropped into a browser, which has no path to tell. A copy grows beside the others
 * under a name made up here, and takes its own name, whole and on the disk, with the last part.
 */
export class KeptCopies {
  readonly #folder: string;
  readonly #earlier: KeptCopiesOptions['earlier'];
  readonly #maxDropBytes: number;
  readonly #reserveBytes: number;
  readonly #drops = new Map<string, number>();
  #last: Promise<unknown> = Promise.resolve();

  constructor({ folder, earlier, maxDropBytes, reserveBytes }: KeptCopiesOptions) {
    this.#folder = folder;
    this.#earlier = earlier;
    this.#maxDropBytes = maxDropBytes ?? MAX_DROP_BYTES;
    this.#reserveBytes = reserveBytes ?? RESERVE_BYTES;
  }

  /**
   * Takes a part in. Offset 0 begins a copy anew.
   *
   * @throws CarrelFailure `invalid-input` for a bad name or a part out of order, `file-too-large`,
   * `disk-full`, `format-unsupported`.
   */
  async take(part: CopyPart): Promise<Taken> {
    const names = keptName(part.name);
    // One part at a time: the order of one file's parts is told by the length that is there.
    const taken = this.#last.then(() => this.#write(part, names));
    this.#last = taken.catch(() => undefined);
    return await taken;
  }

  /** Resolves once the parts that came so far are written, and forgets the size of a drop. */
  async end(upload: string): Promise<void> {
    await this.#last;
    this.#drops.delete(upload);
  }

  async #write(part: CopyPart, names: readonly string[]): Promise<Taken> {
    this.#refuseTooLarge(part);
    const folder = join(this.#folder, part.upload);
    const incoming = join(this.#folder, INCOMING, part.upload);
    const file = join(incoming, createHash('sha256').update(names.join('/')).digest('hex'));
    try {
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      await this.#refuseFullDisk(part.bytes.length);
      await append(file, part);
      this.#count(part);
      if (!part.last) return { path: null, add: folder, namesakes: [] };
      const earlier = this.#earlier(names.at(-1) ?? '', part.collection);
      const place = await placeOf(this.#folder, folder, names, earlier, () => hashFile(file));
      if (place.there) await rm(file);
      else await this.#finish(file, place.path, part.modified);
      return place;
    } catch (error) {
      const code = systemCodeOf(error);
      if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR') {
        throw new CarrelFailure('invalid-input', 'A file and a folder of this drop share a name.', {
          field: 'name',
        });
      }
      throw toFailure(error);
    }
  }

  async #finish(file: string, path: string, modified: number): Promise<void> {
    const seconds = Math.min(MAX_TIME_MS, Math.max(0, Math.trunc(modified))) / 1000;
    await utimes(file, seconds, seconds);
    flushToDisk(file);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(file, path);
    // Up to the data folder, which lists this one.
    for (let up = path; up !== dirname(this.#folder);) {
      up = dirname(up);
      flushFolder(up);
    }
  }

  #refuseTooLarge({ upload, offset, bytes }: CopyPart): void {
    if (bytes.length > maxPartBytes) {
      throw new CarrelFailure('invalid-input', 'A part of a file is too large for one message.', {
        field: 'bytes',
      });
    }
    assertFileFits(offset + bytes.length);
    if ((this.#drops.get(upload) ?? 0) + bytes.length > this.#maxDropBytes) {
      throw new CarrelFailure(
        'file-too-large',
        'These are too many files for one drop. Add their folder by its path instead: then nothing is copied.',
      );
    }
  }

  async #refuseFullDisk(bytes: number): Promise<void> {
    if ((await freeBytes(this.#folder)) - bytes > this.#reserveBytes) return;
    throw new CarrelFailure(
      'disk-full',
      'There is too little room on the disk to keep a copy of this file. Free some space, or add the folder by its path: then nothing is copied.',
    );
  }

  #count({ upload, bytes }: CopyPart): void {
    const before = this.#drops.get(upload) ?? 0;
    const oldest = this.#drops.keys().next();
    if (before === 0 && this.#drops.size >= MAX_DROPS && oldest.done !== true) {
      this.#drops.delete(oldest.value);
    }
    this.#drops.set(upload, before + bytes.length);
  }
}

/** Writes a part where the one before ended. */
async function append(file: string, { offset, bytes }: CopyPart): Promise<void> {
  const flags =
    offset === 0 ? constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC : constants.O_WRONLY;
  const handle = await open(file, flags, 0o600).catch((error: unknown) => {
    if (systemCodeOf(error) === 'ENOENT') throw outOfOrder();
    throw error;
  });
  try {
    if ((await handle.stat()).size !== offset) throw outOfOrder();
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await handle.write(
        bytes,
        written,
        bytes.length - written,
        offset + written,
      );
      written += bytesWritten;
    }
  } finally {
    await handle.close();
  }
}

function outOfOrder(): CarrelFailure {
  return new CarrelFailure(
    'invalid-input',
    'This part does not follow the one before. Send the file again from its beginning.',
    { field: 'offset' },
  );
}
