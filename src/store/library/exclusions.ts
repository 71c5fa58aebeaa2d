import { createHash } from 'node:crypto';
import type { Database } from '../database.ts';
import { numberOrNull, text } from '../row.ts';
import { isBelow } from './below.ts';
import { addedFolders } from './sources.ts';

/**
 * Notes the documents among these whose added folder stays, or the archive or mail that they lie in;
 * part of the removal's transaction.
 */
export function exclude(database: Database, ids: readonly number[]): void {
  const folders = addedFolders(database);
  const taken = new Set(ids);
  for (const row of documentsOf(database, ids)) {
    const [path, collection] = [text(row, 'path'), text(row, 'collection')];
    const container = numberOrNull(row, 'container');
    // What lies in something that goes too comes back with it.
    if (container !== null && taken.has(container)) continue;
    const stays = folders.some(
      (folder) => folder.collection === collection && isBelow(path, folder.path),
    );
    if (!stays && container === null) continue;
    database.run(
      'INSERT OR IGNORE INTO exclusions (path_sha256, within_sha256) VALUES (?, ?)',
      hashOf(path),
      container === null ? null : hashOf(text(row, 'file_path')),
    );
  }
}

/** Drops the exclusions of documents whose removal was undone. */
export function includeAgain(database: Database, ids: readonly number[]): void {
  for (const row of documentsOf(database, ids)) forget(database, hashOf(text(row, 'path')));
}

/**
 * A path is wanted again, with all that was taken out of it: the person added it. Its members come
 * back as it is read again.
 */
export function include(database: Database, path: string): void {
  const hash = hashOf(path);
  forget(database, hash);
  const taken = 'SELECT 1 FROM exclusions WHERE within_sha256 = ? LIMIT 1';
  if (database.get(taken, hash) === undefined) return;
  database.run('DELETE FROM exclusions WHERE within_sha256 = ?', hash);
  database.run(
    `UPDATE documents SET state = 'queued' WHERE state = 'read'
       AND (path = ?1 OR file IN (SELECT id FROM documents WHERE path = ?1))
       AND content_id IN (SELECT id FROM contents WHERE members > 0)`,
    path,
  );
}

function forget(database: Database, hash: Uint8Array): void {
  // Reading costs nothing; each write is a turn of the disk.
  if (database.get('SELECT 1 FROM exclusions WHERE path_sha256 = ?', hash) === undefined) return;
  database.run('DELETE FROM exclusions WHERE path_sha256 = ?', hash);
}

/** True for a file that a person, not a rule, has removed from a collection whose folder is looked through. */
export function isUnwanted(database: Database, path: string, collection: string): boolean {
  const known = database.get(
    `SELECT r.passed_over FROM documents d LEFT JOIN removals r ON r.id = d.removal
     WHERE d.collection = ? AND d.path = ?`,
    collection,
    path,
  );
  if (known !== undefined) return known['passed_over'] === 0;
  const hash = hashOf(path);
  return database.get('SELECT 1 FROM exclusions WHERE path_sha256 = ?', hash) !== undefined;
}

function documentsOf(database: Database, ids: readonly number[]) {
  return database.all(
    `SELECT d.path, d.collection, d.container, f.path AS file_path
     FROM documents d LEFT JOIN documents f ON f.id = d.file
     WHERE d.id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
}

function hashOf(path: string): Uint8Array {
  return createHash('sha256').update(path).digest();
}
