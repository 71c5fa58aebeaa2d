import { existsSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { CarrelFailure, type ErrorCode } from '../contract/errors.ts';
import { systemCodeOf } from '../process/system-error.ts';

/** What a system's refusal to write a file means. */
const refusals: ReadonlyMap<unknown, readonly [code: ErrorCode, message: string]> = new Map([
  ['ENOSPC', ['disk-full', 'The disk is full. Make room, then write the file again.']],
  ['ENOENT', ['path-missing', 'The folder to write the file to is not there. Create it first.']],
  ['ENOTDIR', ['path-missing', 'The folder to write the file to is not there. Create it first.']],
  ['EACCES', ['access-denied', 'The file may not be written there. Name another folder.']],
  ['EROFS', ['access-denied', 'The file may not be written there. Name another folder.']],
]);

/**
 * Refuses a path where a file is: nothing is overwritten.
 *
 * @throws CarrelFailure `invalid-input`
 */
export function refuseExisting(path: string): void {
  if (existsSync(path)) throw taken(path);
}

/**
 * Writes a new file, which only its owner may read. Where `write` fails, no part of it is left.
 *
 * @throws CarrelFailure `invalid-input` where a file is there already, `disk-full`, `path-missing`,
 * `access-denied`, and what `write` throws
 */
export async function writeNewFile(
  path: string,
  write: (append: (bytes: Uint8Array) => Promise<void>) => Promise<void>,
): Promise<void> {
  const file = await opened(path);
  try {
    await write(async (bytes) => {
      await file.appendFile(bytes).catch((error: unknown) => {
        throw asFailure(error, path);
      });
    });
    await file.close();
  } catch (error) {
    await file.close().catch(() => undefined);
    rmSync(path, { force: true });
    throw error;
  }
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (error) {
    throw asFailure(error, path);
  }
}

function asFailure(error: unknown, path: string): unknown {
  const code = systemCodeOf(error);
  if (code === 'EEXIST') return taken(path);
  const refusal = refusals.get(code);
  if (refusal === undefined) return error;
  return new CarrelFailure(refusal[0], refusal[1], { file: path }, { cause: error });
}

function taken(path: string): CarrelFailure {
  return new CarrelFailure(
    'invalid-input',
    'There is a file of that name already. Name another one, or move it away first.',
    { file: path },
  );
}
