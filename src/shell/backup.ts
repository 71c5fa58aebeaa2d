import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { EngineRoutes } from '../contract/engine-routes.ts';
import { CarrelFailure } from '../contract/errors.ts';
import type { BackupEntry, BackupProgress } from '../contract/maintenance.ts';
import { unwrap } from '../contract/result.ts';
import type { Client } from '../contract/route.ts';
import { systemCodeOf } from '../process/system-error.ts';

export interface BackupOptions {
  /** The data folder, in which a backup of it would be no backup. */
  readonly home: string;
  readonly report: (progress: BackupProgress) => void;
  readonly signal: AbortSignal;
}

/** A backup that was written, synced and read back. */
export interface WrittenBackup extends BackupEntry {
  readonly file: string;
}

/**
 * Writes a backup to a file, or under a name with the date into a folder. It has its name only once it
 * is whole, on the disk and compared with its sums; nothing is overwritten.
 *
 * @throws CarrelFailure `invalid-input` for a place that cannot be taken, `access-denied`, `disk-full`,
 * `backup-damaged`, `cancelled`.
 */
export async function writeBackup(
  client: Client<EngineRoutes>,
  to: string,
  { home, report, signal }: BackupOptions,
): Promise<WrittenBackup> {
  const file = fileFor(to, home);
  const part = join(dirname(file), `.${basename(file)}.${randomUUID().slice(0, 8)}.part`);
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      const made = await client.stream(
        'readBackup',
        {},
        async ({ bytes, bytesDone, bytesTotal }) => {
          await handle.writeFile(Buffer.from(bytes, 'base64'));
          report({ bytesDone, bytesTotal });
        },
        { signal },
      );
      unwrap(made);
      await handle.sync();
    } finally {
      await handle.close();
    }
    const entry = unwrap(await client.call('checkBackup', { file: part }, { signal }));
    refuseTaken(file);
    await rename(part, file);
    return { ...entry, file };
  } catch (error) {
    await rm(part, { force: true });
    throw inWords(error, file);
  }
}

function fileFor(to: string, home: string): string {
  const path = resolve(to);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const day = new Date().toISOString().slice(0, 10);
  const file = isFolder ? join(path, `Carrel ${day}.carrel-backup`) : path;
  if (`${real(dirname(file))}${sep}`.startsWith(`${real(home)}${sep}`)) {
    throw new CarrelFailure(
      'invalid-input',
      'A backup within the data folder would be lost with it. Choose another folder, best on another disk.',
      { field: 'to', path: file },
    );
  }
  refuseTaken(file);
  return file;
}

/** Where a folder lies, whatever links lead to it; as it is where it cannot be looked at. */
function real(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function refuseTaken(file: string): void {
  if (!existsSync(file)) return;
  throw new CarrelFailure(
    'invalid-input',
    `There is a file at ${file} already, and nothing is overwritten. Choose another name.`,
    { field: 'to', path: file },
  );
}

function inWords(error: unknown, file: string): unknown {
  const code = systemCodeOf(error);
  if (error instanceof CarrelFailure || code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new CarrelFailure(
      'disk-full',
      `There is no room for the backup on the disk of ${file}.`,
    );
  }
  return new CarrelFailure(
    'access-denied',
    `The backup cannot be written to ${file}. Choose a folder that exists and that you may write to.`,
    { path: file },
  );
}
