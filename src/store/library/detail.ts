import { CarrelFailure } from '../../contract/errors.ts';
import type { Database } from '../database.ts';
import { originOf } from '../members.ts';
import { outlineOf } from '../outlines.ts';
import { number, numberOrNull, text, textOrNull, type Row } from '../row.ts';
import { rowsOf } from './browse.ts';
import type { FileAsRead, StoredDetail } from './types.ts';

/** What a reader needs to open a document. Throws `not-found`. */
export function detailOf(database: Database, kept: string, id: number): StoredDetail {
  const [entry] = rowsOf(database, [id], kept);
  if (entry === undefined) throw gone();
  const file = originOf(database, id)?.file.path ?? entry.path;
  const content = database.get(
    `SELECT c.id, c.title, c.author, c.created, c.pages,
       (SELECT unit FROM pages p WHERE p.content_id = c.id ORDER BY number LIMIT 1) AS unit
     FROM contents c JOIN documents d ON d.content_id = c.id WHERE d.id = ?`,
    id,
  );
  if (content === undefined) {
    return { entry, file, title: '', author: '', created: '', pages: 0, unit: 'part', outline: [] };
  }
  return {
    entry,
    file,
    title: text(content, 'title'),
    author: text(content, 'author'),
    created: text(content, 'created'),
    pages: number(content, 'pages'),
    unit: unitOf(content),
    outline: outlineOf(database, number(content, 'id')),
  };
}

/** A document's file as it was when it was read. Throws `not-found`. */
export function fileAsRead(database: Database, id: number): FileAsRead {
  const row = database.get('SELECT * FROM documents WHERE id = ? AND removal IS NULL', id);
  if (row === undefined) throw gone();
  return {
    path: text(row, 'path'),
    bytes: number(row, 'bytes'),
    modifiedMs: number(row, 'modified_ms'),
    sha256: textOrNull(row, 'sha256'),
    // A scan notes a changed file's size and time before its new text is there.
    current: row['state'] === 'read' || numberOrNull(row, 'content_id') === null,
  };
}

function gone(): CarrelFailure {
  return new CarrelFailure('not-found', 'This document is no longer in the library.');
}

function unitOf(row: Row): StoredDetail['unit'] {
  const unit = row['unit'];
  return unit === 'page' || unit === 'slide' ? unit : 'part';
}
