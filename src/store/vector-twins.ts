import type { Database } from './database.ts';
import { number } from './row.ts';
import type { KnownTable } from './vector-table.ts';

/** A passage that waits for a vector, and one with the same embedded text that has one. */
export interface Twin {
  readonly passage: number;
  readonly twin: number;
  readonly shard: number;
}

/** The waiting passages among these whose text the same embedder has embedded before. */
export function findTwins(
  database: Database,
  table: KnownTable,
  passages: readonly number[],
): Twin[] {
  const rows = database.all(
    `SELECT w.id AS passage, min(t.id) AS twin, v.shard_id AS shard
     FROM json_each(?1) AS asked
     JOIN passages w ON w.id = asked.value
     JOIN passages t ON t.digest = w.digest
     JOIN vectors v ON v.table_id = ?2 AND v.passage = t.id AND v.dead = 0
     WHERE w.digest IS NOT NULL GROUP BY w.id`,
    JSON.stringify(passages),
    table.id,
  );
  return rows.map((row) => ({
    passage: number(row, 'passage'),
    twin: number(row, 'twin'),
    shard: number(row, 'shard'),
  }));
}
