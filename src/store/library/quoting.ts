import type { Database } from '../database.ts';
import { number } from '../row.ts';

/** Stored answers that quote one of the documents. */
export function answersQuoting(database: Database, ids: readonly number[]): number {
  const row = database.get(
    `SELECT count(DISTINCT message) AS n FROM citations
     WHERE document IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return row === undefined ? 0 : number(row, 'n');
}
