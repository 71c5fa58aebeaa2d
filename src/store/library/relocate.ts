import path from 'node:path';
import type { Database } from '../database.ts';
import { text } from '../row.ts';

/** The setting that names the folder of kept copies as the catalogue knows it. */
const KEPT = 'kept.folder';

/** Columns that hold paths of documents and folders. */
const columns = [
  { table: 'documents', column: 'path' },
  { table: 'documents', column: 'root' },
  { table: 'sources', column: 'path' },
  { table: 'leftovers', column: 'path' },
  { table: 'imports', column: 'path' },
] as const;

/**
 * Points what lies in the folder of kept copies at where the data folder is now, after it was moved,
 * by Carrel or by hand: documents, and the scopes of stored questions. Before anything looks at the
 * copies: those that no document names are swept. Stored answers need nothing, since they are read
 * with the paths that their documents have today.
 */
export function relocateKept(database: Database, kept: string): void {
  const row = database.get('SELECT value FROM settings WHERE key = ?', KEPT);
  const before = row === undefined ? undefined : text(row, 'value');
  if (before === kept) return;
  database.transaction(() => {
    if (before !== undefined) move(database, before, kept);
    database.run('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)', KEPT, kept);
  });
}

function move(database: Database, before: string, kept: string): void {
  const within = (expression: string): string =>
    `(${expression} = ?2 OR substr(${expression}, 1, length(?2) + 1) = ?2 || ?3)`;
  const moved = (expression: string): string => `?1 || substr(${expression}, length(?2) + 1)`;
  for (const { table, column } of columns) {
    database.run(
      `UPDATE ${table} SET ${column} = ${moved(column)} WHERE ${within(column)}`,
      kept,
      before,
      path.sep,
    );
  }
  for (const key of ['$.folder', '$.file']) {
    const place = `json_extract(scope, '${key}')`;
    database.run(
      `UPDATE messages SET scope = json_set(scope, '${key}', ${moved(place)})
       WHERE ${place} IS NOT NULL AND ${within(place)}`,
      kept,
      before,
      path.sep,
    );
  }
}
