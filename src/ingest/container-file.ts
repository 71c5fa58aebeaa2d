import { open } from 'node:fs/promises';
import { CarrelFailure } from '../contract/errors.ts';
import { readFull } from '../process/files.ts';
import type { FileOnDisk } from '../store/types/documents.ts';
import { readingFailure } from './reading-failure.ts';

/** Bytes of a range of a file. */
export type ReadRange = (offset: number, length: number) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Holds a file open while parts of it are read.
 *
 * @throws CarrelFailure `path-missing`, `access-denied`, `file-unreachable`; `file-changed` where it is not, or no longer,
 * the file whose listing is stored.
 */
export async function withFile<T>(
  file: FileOnDisk,
  work: (read: ReadRange) => Promise<T>,
): Promise<T> {
  const handle = await open(file.path, 'r').catch((cause: unknown) => {
    throw readingFailure(cause, 'holder');
  });
  try {
    const assertSame = async (): Promise<void> => {
      const { size, mtimeMs } = await handle.stat();
      if (size !== file.bytes || Math.trunc(mtimeMs) !== file.modifiedMs) throw changed();
    };
    await assertSame();
    const result = await work(async (offset, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, file.bytes - offset)));
      if ((await readFull(handle, bytes, offset)) < bytes.length) throw changed();
      return bytes;
    });
    await assertSame();
    return result;
  } finally {
    await handle.close();
  }
}

function changed(): CarrelFailure {
  return new CarrelFailure(
    'file-changed',
    'The file that holds this document has changed. Add it again to read it as it is now.',
  );
}
