import { createHash } from 'node:crypto';
import type { Database } from '../database.ts';
import { text } from '../row.ts';
import { isBelow } from './below.ts';
import { addedFolders } from './sources.ts';

/** Notes the documents among these whose added folder stays; part of the removal's transaction. */
export function exclude(database: Database, ids: readonly number[]): void {
  const folders = addedFolders(database);
  if (folders.length === 0) return;
  for (const row of documentsOf(database, ids)) {
    const [path, collection] = [text(row, 'path'), text(row, 'collection')];
    const stays = folders.some(
      (folder) => folder.collection === collection && isBelow(path, folder.path),
    );
    if (!stays) continue;
    database.run('INSERT OR IGNORE INTO exclusions (path_sha256) VALUES (?)', hashOf(path));
  }
}

/** They are wanted again: the removal was undone. */
export function includeAgain(database: Database, ids: readonly number[]): void {
  for (const row of documentsOf(database, ids)) include(database, text(row, 'path'));
}

/** A path is wanted again: the person added it. */
export function include(database: Database, path: string): void {
  const hash = hashOf(path);
  // Reading costs nothing; each write is a turn of the disk.
  if (database.get('SELECT 1 FROM exclusions WHERE path_sha256 = ?', hash) === undefined) return;
  database.run('DELETE FROM exclusions WHERE path_sha256 = ?', hash);
}

/** True for a file that a person has removed from a collection whose folder is looked through. */
export function isUnwanted(database: Database, path: string, collection: string): boolean {
  const known = database.get(
    'SELECT removal FROM documents WHERE collection = ? AND path = ?',
    collection,
    path,
  );
  if (known !== undefined) return known['removal'] !== null;
  const hash = hashOf(path);
  return database.get('SELECT 1 FROM exclusions WHERE path_sha256 = ?', hash) !== undefined;
}

function documentsOf(database: Database, ids: readonly number[]) {
  return database.all(
    'SELECT path, collection FROM documents WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  );
}

function hashOf(path: string): Uint8Array {
  return createHash('sha256').update(path).digest();
}
