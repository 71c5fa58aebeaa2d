import type { Database } from '../database.ts';
import { number, text } from '../row.ts';
import { isBelow } from './below.ts';
import type { OpenImport } from './types.ts';

/** Records paths before they are scanned; returns the ids that `endImports` takes. */
export function beginImports(
  database: Database,
  paths: readonly string[],
  collection: string,
  watched: boolean,
): number[] {
  return database.transaction(() =>
    paths.map((path) => {
      const { id } = database.run(
        'INSERT INTO imports (path, collection, watched) VALUES (?, ?, ?)',
        path,
        collection,
        watched ? 1 : 0,
      );
      return id;
    }),
  );
}

/** Ends imports: their paths were scanned, or are no longer wanted. */
export function endImports(database: Database, ids: readonly number[]): void {
  database.run(
    'DELETE FROM imports WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  );
}

/** The paths whose scan has not ended, in the order they were added. */
export function openImports(database: Database): OpenImport[] {
  return database.all('SELECT * FROM imports ORDER BY id').map((row) => ({
    id: number(row, 'id'),
    path: text(row, 'path'),
    collection: text(row, 'collection'),
    watched: number(row, 'watched') === 1,
  }));
}

/** Whether an interrupted scan may still find a file. */
export function isImportPending(database: Database, file: string): boolean {
  return openImports(database).some(({ path }) => path === file || isBelow(file, path));
}
