import { CarrelFailure } from '../../contract/errors.ts';
import type { SourceEntry } from '../../contract/library.ts';
import type { Database } from '../database.ts';
import { number, text } from '../row.ts';
import { rangesBelow } from './below.ts';
import { withoutEnd } from './targets.ts';

/** Added folders that hold documents or are watched, by path. */
export function listSources(database: Database): SourceEntry[] {
  return database
    .all('SELECT path, collection, watched FROM sources WHERE removal IS NULL ORDER BY path')
    .map((row) => {
      const [folder, collection] = [text(row, 'path'), text(row, 'collection')];
      return {
        path: folder,
        collection,
        documents: countBelow(database, folder, collection),
        watched: number(row, 'watched') === 1,
      };
    })
    .filter(({ documents, watched }) => documents > 0 || watched);
}

interface SourceFolder {
  readonly path: string;
  readonly collection: string;
}

/** The folders whose changes are followed. */
export function watchedSources(database: Database): SourceFolder[] {
  return foldersOf(
    database,
    'SELECT path, collection FROM sources WHERE watched = 1 AND removal IS NULL',
  );
}

/** All added folders. */
export function addedFolders(database: Database): SourceFolder[] {
  return foldersOf(database, 'SELECT path, collection FROM sources WHERE removal IS NULL');
}

function foldersOf(database: Database, sql: string): SourceFolder[] {
  return database
    .all(sql)
    .map((row) => ({ path: text(row, 'path'), collection: text(row, 'collection') }));
}

/** Notes a folder that was added; it goes on being watched where it was. */
export function recordSource(
  database: Database,
  folder: string,
  collection: string,
  watched: boolean,
): void {
  database.run(
    `INSERT INTO sources (path, collection, watched) VALUES (?, ?, ?)
     ON CONFLICT (path, collection) DO UPDATE
     SET watched = max(watched, excluded.watched), removal = NULL`,
    withoutEnd(folder),
    collection,
    watched ? 1 : 0,
  );
}

/** Throws `not-found` for what is not an added folder. */
export function watchSource(
  database: Database,
  folder: string,
  collection: string,
  watched: boolean,
): void {
  const { changes } = database.run(
    'UPDATE sources SET watched = ? WHERE path = ? AND collection = ? AND removal IS NULL',
    watched ? 1 : 0,
    withoutEnd(folder),
    collection,
  );
  if (changes > 0) return;
  throw new CarrelFailure('not-found', 'This folder was not added to this collection.', {
    path: folder,
    collection,
  });
}

function countBelow(database: Database, folder: string, collection: string): number {
  let documents = 0;
  for (const [from, to] of rangesBelow(folder)) {
    const row = database.get(
      `SELECT count(*) AS n FROM documents
       WHERE path >= ? AND path < ? AND collection = ? AND removal IS NULL`,
      from,
      to,
      collection,
    );
    if (row !== undefined) documents += number(row, 'n');
  }
  return documents;
}
