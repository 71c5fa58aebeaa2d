import path from 'node:path';
import type { Database } from '../database.ts';
import { text } from '../row.ts';

/** The setting that names the folder of kept copies as the catalogue knows it. */
const KEPT = 'kept.folder';

/**
 * Points documents that are kept copies at where the data folder is now, after it was moved, by
 * Carrel or by hand. Before anything looks at the copies: those that no document names are swept.
 */
export function relocateKept(database: Database, kept: string): void {
  const row = database.get('SELECT value FROM settings WHERE key = ?', KEPT);
  const before = row === undefined ? undefined : text(row, 'value');
  if (before === kept) return;
  if (before !== undefined) {
    // A crash in between is mended by the next start: what has been pointed on no longer matches.
    for (const table of ['documents', 'sources', 'leftovers']) {
      database.run(
        `UPDATE ${table} SET path = ? || substr(path, length(?) + 1)
         WHERE path = ? OR substr(path, 1, length(?) + 1) = ? || ?`,
        kept,
        before,
        before,
        before,
        before,
        path.sep,
      );
    }
  }
  database.run('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)', KEPT, kept);
}
