import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { CarrelFailure } from '../contract/errors.ts';
import { assertFileFits } from '../contract/files.ts';
import { readFull } from '../process/files.ts';
import { systemCodeOf } from '../process/system-error.ts';
import { inSteps, type Steps } from '../store/steps.ts';
import { readingFailure } from './reading-failure.ts';

/** A file's bytes with what identifies them. */
export interface FileBytes {
  readonly bytes: Uint8Array;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** Bytes hashed before other work may have its turn: some milliseconds. */
const HASHED_BYTES = 4 * 1024 * 1024;

/** SHA-256 of bytes, hexadecimal. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  return await inSteps(hashing(bytes));
}

function* hashing(bytes: Uint8Array): Steps<string> {
  const hash = createHash('sha256');
  for (let from = 0; from < bytes.length; from += HASHED_BYTES) {
    hash.update(bytes.subarray(from, from + HASHED_BYTES));
    yield;
  }
  return hash.digest('hex');
}

/**
 * Reads a file whole and hashes it.
 *
 * @throws CarrelFailure `path-missing`, `access-denied`, `file-unreachable`, `file-too-large`, or `file-changed` when
 * the file was written to while it was read.
 */
export async function readWhole(path: string): Promise<FileBytes> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    const { size, mtimeMs } = await handle.stat();
    assertFileFits(size);
    const bytes = new Uint8Array(size);
    const filled = await readFull(handle, bytes, 0);
    const after = await handle.stat();
    if (filled !== size || after.size !== size || after.mtimeMs !== mtimeMs) {
      throw new CarrelFailure(
        'file-changed',
        'The file changed while it was read. Add it again once it is complete.',
      );
    }
    return { bytes, sha256: await sha256Of(bytes) };
  } catch (cause) {
    if (cause instanceof CarrelFailure) throw cause;
    throw readingFailure(cause, systemCodeOf(cause) === 'EISDIR' ? 'folder' : 'file');
  } finally {
    await handle?.close();
  }
}
