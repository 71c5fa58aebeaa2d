import type { Database } from '../database.ts';
import { number } from '../row.ts';
import type { Erasure } from './erasure.ts';
import { exclude } from './exclusions.ts';
import { matchTargets } from './targets.ts';

const UNREAD = `state = 'queued' AND content_id IS NULL AND removal IS NULL
  AND id NOT IN (SELECT document FROM denied)`;

/** Documents that are queued and were never read; a changed one was, and is searched meanwhile. */
export function unread(database: Database): number {
  const row = database.get(`SELECT count(*) AS n FROM documents WHERE ${UNREAD}`);
  return row === undefined ? 0 : number(row, 'n');
}

/** Erases what is queued and was never read; where targets are given, only what they mean. */
export async function dropQueued(
  database: Database,
  erasure: Erasure,
  targets: readonly string[] | undefined,
  collection: string | undefined,
): Promise<number> {
  const waiting = database
    .all(
      `SELECT id FROM documents WHERE ${UNREAD} AND (?1 IS NULL OR collection = ?1)`,
      collection ?? null,
    )
    .map((row) => number(row, 'id'));
  const meant = targets === undefined ? undefined : new Set(matchTargets(database, targets));
  const ids = waiting.filter((id) => meant?.has(id) !== false);
  if (ids.length === 0) return 0;
  // Before the rows are gone that name the paths.
  database.transaction(() => {
    exclude(database, ids);
  });
  await erasure.erase(ids);
  return ids.length;
}
