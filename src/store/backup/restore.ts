import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { freeBytes } from '../../process/files.ts';
import { openCatalogue } from '../catalogue.ts';
import { storeFailure } from '../failures.ts';
import { structuralProblems } from '../integrity/verify.ts';
import { abandonReplacement, beginReplacement, commitReplacement } from '../replacement.ts';
import { text } from '../row.ts';
import { backupDamaged, isAllowed, type BackupHeader } from './format.ts';
import { unpackBackup, type UnpackOptions } from './unpack.ts';

/** Left free in the data folder. */
const RESERVE_BYTES = 64 * 1024 * 1024;

/**
 * Checks a backup whole and makes it the data folder's content from the next opening on; until then,
 * and where it is refused, nothing of the present content is touched.
 *
 * @throws CarrelFailure like `unpackBackup`, and `home-newer` for a backup of a later version.
 */
export async function restoreBackup(
  home: string,
  file: string,
  options: Omit<UnpackOptions, 'into'>,
): Promise<BackupHeader> {
  // A damaged or foreign file is refused before anything is written.
  const { bytes } = await unpackBackup(file, { ...options, report: () => undefined });
  if ((await freeBytes(home)) < bytes + RESERVE_BYTES) throw storeFailure('disk-full');
  const folder = beginReplacement(home);
  try {
    const head = await unpackBackup(file, { ...options, into: folder });
    for (const part of ['vectors', 'kept']) mkdirSync(path.join(folder, part), { recursive: true });
    checkWhole(folder);
    await commitReplacement(home);
    return head;
  } catch (error) {
    abandonReplacement(home);
    throw error;
  }
}

/** Brings the catalogue to this program's schema, and looks whether all that it names is there. */
function checkWhole(folder: string): void {
  const database = openCatalogue(folder);
  try {
    if (structuralProblems(database).length > 0) throw backupDamaged();
    for (const row of database.all(`SELECT shard_id, file FROM shard_files`)) {
      const name = `vectors/shard-${String(row['shard_id'])}.lance/${text(row, 'file')}`;
      // A name that leads elsewhere would have the next backup copy what lies there.
      if (!isAllowed(name) || !existsSync(path.join(folder, name))) throw backupDamaged();
    }
  } finally {
    database.close();
  }
}
