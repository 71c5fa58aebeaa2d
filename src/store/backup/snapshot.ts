import { constants, promises as fs } from 'node:fs';
import path from 'node:path';
import type { Database } from '../database.ts';
import { listFiles } from '../durable.ts';
import { toFailure } from '../failures.ts';
import { ledgerOf } from '../integrity/ledger.ts';
import type { Shards } from '../shards.ts';
import { CATALOGUE } from './format.ts';

export interface SnapshotParts {
  readonly database: Database;
  readonly shards: Shards;
  /** Where copies of dropped files are kept. */
  readonly kept: string;
  /** Runs work while no vector file changes. */
  readonly still: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A file of a snapshot: its name in the data folder, and where its bytes are. */
export interface SnapshotFile {
  readonly name: string;
  readonly path: string;
}

/**
 * Copies catalogue and vectors, as they are at one moment, into an empty folder, while the store is in
 * use; kept copies of files are not copied, as they never change. Writing vectors waits meanwhile.
 *
 * @throws CarrelFailure `disk-full`.
 */
export async function takeSnapshot(parts: SnapshotParts, folder: string): Promise<SnapshotFile[]> {
  const { database, shards, kept, still } = parts;
  const files: SnapshotFile[] = [{ name: CATALOGUE, path: path.join(folder, CATALOGUE) }];
  try {
    await still(async () => {
      await database.copyTo(path.join(folder, CATALOGUE));
      for (const shard of shards.list()) {
        if (shard.state === 'writing') continue;
        const from = shards.folderOf(shard.id);
        for (const { file } of ledgerOf(database, shard.id)) {
          const name = `vectors/${path.basename(from)}/${file}`;
          const target = path.join(folder, name);
          await fs.mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
          // Shared blocks where the file system knows them.
          await fs.copyFile(path.join(from, file), target, constants.COPYFILE_FICLONE);
          files.push({ name, path: target });
        }
      }
    });
    for (const { file } of await listFiles(kept)) {
      if (!file.startsWith('.')) files.push({ name: `kept/${file}`, path: path.join(kept, file) });
    }
    return files;
  } catch (error) {
    throw toFailure(error);
  }
}
