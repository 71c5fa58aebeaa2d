import type { ContractError } from '../contract/errors.ts';
import type { Database } from './database.ts';
import { allow, deny } from './denied.ts';
import { existing } from './documents.ts';
import { rangesBelow } from './library/below.ts';
import { number, text, type Row } from './row.ts';
import type { DocumentRow, FileLocation, FoundFile } from './types/documents.ts';

/** Files looked at in one go. */
const STEP = 256;

/**
 * Records a file. One row for a path in a collection; of two added folders around it, the outer
 * one names it. `renamed` is true when the name it is found by changed.
 */
export function recordFile(
  database: Database,
  file: FoundFile,
): { row: DocumentRow; changed: boolean; renamed: boolean } {
  const known = foundAgain(database, file);
  if (known === undefined) {
    const { id } = database.run(
      `INSERT INTO documents (root, document, path, collection, type, bytes, modified_ms, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, 'queued')`,
      file.root,
      file.document,
      file.path,
      file.collection,
      file.type,
      file.bytes,
      file.modifiedMs,
    );
    return { row: existing(database, id), changed: true, renamed: false };
  }
  const id = number(known, 'id');
  // Added again, it is wanted again.
  if (known['removal'] !== null) {
    database.run(
      'UPDATE documents SET removal = NULL WHERE removal = ?2 AND (id = ?1 OR file = ?1)',
      id,
      number(known, 'removal'),
    );
  }
  const renamed = file.root.length < text(known, 'root').length;
  if (renamed) {
    database.run(
      'UPDATE documents SET root = ?, document = ? WHERE id = ?',
      file.root,
      file.document,
      id,
    );
  }
  const same =
    number(known, 'bytes') === file.bytes && number(known, 'modified_ms') === file.modifiedMs;
  const back = known['state'] === 'missing';
  // What was queued when it went away was not read as it is now.
  const unread = known['content_id'] === null || known['sha256'] === null;
  if (same && !back) return { row: existing(database, id), changed: false, renamed };
  database.run(
    'UPDATE documents SET bytes = ?, modified_ms = ?, type = ?, state = ?, reason = NULL WHERE id = ?',
    file.bytes,
    file.modifiedMs,
    file.type,
    same && !unread ? 'read' : 'queued',
    id,
  );
  return { row: existing(database, id), changed: !same || unread, renamed };
}

function documentAt(database: Database, { collection, path }: FoundFile): Row | undefined {
  return database.get(
    'SELECT * FROM documents WHERE collection = ? AND path = ?',
    collection,
    path,
  );
}

/** A document as it is once it is found again: what was kept out of sight of it is back. */
function foundAgain(database: Database, file: FoundFile): Row | undefined {
  const row = documentAt(database, file);
  if (row === undefined || row['state'] === 'read') return row;
  if (database.get('SELECT 1 FROM denied WHERE document = ?', number(row, 'id')) === undefined) {
    return row;
  }
  allow(database, [number(row, 'id')]);
  return documentAt(database, file);
}

/** Records that a file may not be read; what is known of its size and time stays. */
export function denyFile(database: Database, file: FoundFile, reason: ContractError): DocumentRow {
  const known = documentAt(database, file);
  const id = known === undefined ? recordFile(database, file).row.id : number(known, 'id');
  deny(database, [id], reason);
  return existing(database, id);
}

/** Records why a document could not be read; what the file held when it was queued is not known. */
export function markFailed(
  database: Database,
  id: number,
  status: 'failed' | 'skipped' | 'missing',
  reason: ContractError,
): void {
  if (reason.code === 'access-denied') return deny(database, [id], reason);
  database.run(
    `UPDATE documents SET state = ?2, reason = ?3,
       sha256 = CASE WHEN ?2 = 'missing' AND state IN ('queued', 'parsing') THEN NULL ELSE sha256 END
     WHERE id = ?1`,
    id,
    status,
    JSON.stringify(reason),
  );
}

/** Files of a collection at or below a path, by path, so many at a time; the lot is never held. */
export function* filesBelow(
  database: Database,
  folder: string,
  collection: string,
): Generator<FileLocation[], undefined> {
  for (const [from, to] of [[folder, `${folder}\u0001`] as const, ...rangesBelow(folder)]) {
    for (let after = ''; ;) {
      const rows = database.all(
        `SELECT id, path, state FROM documents
         WHERE collection = ?1 AND path >= ?2 AND path < ?3 AND path > ?4
           AND container IS NULL AND removal IS NULL ORDER BY path LIMIT ?5`,
        collection,
        from,
        to,
        after,
        STEP,
      );
      const last = rows.at(-1);
      if (last === undefined) break;
      yield rows.map((row) => ({
        id: number(row, 'id'),
        path: text(row, 'path'),
        missing: row['state'] === 'missing',
      }));
      after = text(last, 'path');
    }
  }
  return undefined;
}
