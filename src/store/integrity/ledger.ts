import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../database.ts';
import { hashFile } from '../../process/files.ts';
import { listFiles, syncFiles, type StoredFile } from '../durable.ts';
import { number, text } from '../row.ts';

/** LanceDB rewrites this one in place and does without it when it is wrong: not in the ledger. */
const HINT = '_versions/latest_version_hint.json';

/** What a commit changed in a shard's folder. */
export interface LedgerChange {
  readonly added: readonly StoredFile[];
  readonly gone: readonly string[];
}

/** The files of a shard as its last commit left them. */
export function ledgerOf(database: Database, shard: number): StoredFile[] {
  return database
    .all('SELECT file, bytes, sha256 FROM shard_files WHERE shard_id = ?', shard)
    .map((row) => ({
      file: text(row, 'file'),
      bytes: number(row, 'bytes'),
      sha256: text(row, 'sha256'),
    }));
}

/** The files of a shard's folder that the ledger speaks of. */
export async function shardFiles(folder: string): Promise<{ file: string; bytes: number }[]> {
  const files = await listFiles(folder);
  return files.filter(({ file }) => file !== HINT);
}

/**
 * Tells by names and sizes whether a folder is as the last recorded commit left it: LanceDB only
 * ever adds files, so that an unrecorded commit, whole or half, shows as one too many.
 */
export async function isSettled(folder: string, ledger: readonly StoredFile[]): Promise<boolean> {
  const files = new Map((await shardFiles(folder)).map(({ file, bytes }) => [file, bytes]));
  return (
    files.size === ledger.length && ledger.every(({ file, bytes }) => files.get(file) === bytes)
  );
}

/**
 * Takes away what the last recorded commit did not leave in a shard's folder: a commit that was cut
 * short, of which a power cut may have kept the newest version and lost its rows. False where what
 * was recorded is not there either.
 */
export async function rollBack(folder: string, ledger: readonly StoredFile[]): Promise<boolean> {
  const recorded = new Set(ledger.map(({ file }) => file));
  for (const { file } of await listFiles(folder)) {
    if (!recorded.has(file)) await rm(path.join(folder, file), { force: true });
  }
  return await isSettled(folder, ledger);
}

/** Finds what a commit wrote, forces it onto the disk and sums it; reads only new files. */
export async function settle(folder: string, known: readonly StoredFile[]): Promise<LedgerChange> {
  const before = new Map(known.map((entry) => [entry.file, entry.bytes]));
  const files = await shardFiles(folder);
  const fresh = files.filter((entry) => before.get(entry.file) !== entry.bytes);
  await syncFiles(
    folder,
    fresh.map((entry) => entry.file),
  );
  const added: StoredFile[] = [];
  for (const entry of fresh) {
    added.push({ ...entry, sha256: await hashFile(path.join(folder, entry.file)) });
  }
  const present = new Set(files.map((entry) => entry.file));
  return { added, gone: known.map((entry) => entry.file).filter((file) => !present.has(file)) };
}

/** Records a commit; part of the transaction that marks its rows. */
export function recordCommit(
  database: Database,
  shard: number,
  version: number,
  rows: number,
  change: LedgerChange,
): void {
  database.run('UPDATE shards SET version = ?, rows = ? WHERE id = ?', version, rows, shard);
  for (const file of change.gone) {
    database.run('DELETE FROM shard_files WHERE shard_id = ? AND file = ?', shard, file);
  }
  for (const entry of change.added) {
    database.run(
      'INSERT OR REPLACE INTO shard_files (shard_id, file, bytes, sha256) VALUES (?, ?, ?, ?)',
      shard,
      entry.file,
      entry.bytes,
      entry.sha256,
    );
  }
}
