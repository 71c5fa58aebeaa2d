import { existsSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CarrelFailure, type ErrorCode } from '../contract/errors.ts';
import { systemCodeOf } from '../process/system-error.ts';

type Refusal = readonly [code: ErrorCode, message: string];
const FOLDER_MISSING: Refusal = [
  'path-missing',
  'The folder to write the file to is not there. Create it first.',
];

/** What a system's refusal to write a file means. */
const refusals: ReadonlyMap<unknown, Refusal> = new Map<unknown, Refusal>([
  ['ENOSPC', ['disk-full', 'The disk is full. Make room, then write the file again.']],
  ['ENOENT', FOLDER_MISSING],
  ['ENOTDIR', FOLDER_MISSING],
  ['EACCES', ['access-denied', 'The file may not be written there. Name another folder.']],
  ['EROFS', ['access-denied', 'The file may not be written there. Name another folder.']],
]);

/**
 * Refuses a path where a file is, since nothing is overwritten, and one in a folder that is not there.
 *
 * @throws CarrelFailure `invalid-input`, `path-missing`
 */
export function refuseUnwritable(path: string): void {
  if (existsSync(path)) throw taken(path);
  if (!existsSync(dirname(path))) throw new CarrelFailure(...FOLDER_MISSING, { file: path });
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
