import type { Database } from './database.ts';
import { number } from './row.ts';

/**
 * Documents with all that lie in them, however deep: what happens to a container happens to its
 * members.
 */
export function withMembers(database: Database, ids: readonly number[]): number[] {
  return database
    .all(
      `WITH RECURSIVE held (id) AS (
         SELECT value FROM json_each(?)
         UNION SELECT d.id FROM documents d JOIN held ON d.container = held.id)
       SELECT id FROM held ORDER BY id`,
      JSON.stringify(ids),
    )
    .map((row) => number(row, 'id'));
}
