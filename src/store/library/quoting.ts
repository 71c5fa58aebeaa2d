import type { Database } from '../database.ts';
import { number } from '../row.ts';

/** Stored answers that quote one of the documents; none while no conversations are stored. */
export function answersQuoting(database: Database, ids: readonly number[]): number {
  const columns = new Set(
    database.all(`SELECT name FROM pragma_table_info('citations')`).map((row) => row['name']),
  );
  if (!columns.has('message') || !columns.has('document')) return 0;
  const row = database.get(
    `SELECT count(DISTINCT message) AS n FROM citations
     WHERE document IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return row === undefined ? 0 : number(row, 'n');
}
