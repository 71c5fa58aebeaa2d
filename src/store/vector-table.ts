import { CarrelFailure } from '../contract/errors.ts';
import type { Database } from './database.ts';
import { number, text } from './row.ts';
import type { VectorTable } from './types/vectors.ts';

const MAX_DIMENSIONS = 8192;
/** The setting that names the embedder whose table is filled to take over. */
const NEXT = 'vectors.next';

/** Condition on a `vector_tables t`: in use, or being filled to take over. */
export const IS_FILLED = `(t.active = 1 OR t.embedder IS
  (SELECT value FROM settings WHERE key = '${NEXT}'))`;

/** Condition on a passage `p` and a table `t`: neither a vector, nor a reason for having none. */
const IS_MISSING = `NOT EXISTS
    (SELECT 1 FROM vectors v WHERE v.table_id = t.id AND v.passage = p.id AND v.dead = 0)
  AND NOT EXISTS
    (SELECT 1 FROM failed_vectors f WHERE f.table_id = t.id AND f.passage = p.id)`;

/** A vector table as the catalogue knows it. */
export interface KnownTable {
  readonly id: number;
  readonly embedder: string;
  readonly dimensions: number;
}

function tableWhere(database: Database, condition: string, ...values: string[]) {
  const row = database.get(
    `SELECT id, embedder, dimensions FROM vector_tables t WHERE ${condition}`,
    ...values,
  );
  if (row === undefined) return undefined;
  const [id, dimensions] = [number(row, 'id'), number(row, 'dimensions')];
  return { id, embedder: text(row, 'embedder'), dimensions };
}

/** The table in use, or undefined before an embedder was chosen. */
export function activeTable(database: Database): KnownTable | undefined {
  return tableWhere(database, 't.active = 1');
}

/** The table that is filled to take over, or undefined. */
export function nextTable(database: Database): KnownTable | undefined {
  return tableWhere(database, `t.active = 0 AND ${IS_FILLED}`);
}

/** The table of an embedder, where it is in use or being filled. */
export function filledTable(database: Database, embedder: string): KnownTable | undefined {
  return tableWhere(database, `t.embedder = ? AND ${IS_FILLED}`, embedder);
}

/**
 * Makes an embedder's table the one in use, and queues every passage that has no vector in it and
 * was not given up. A change to this very embedder is over by that.
 * Writes nothing where nothing is to change, so that a full disk can still be searched.
 * Throws `invalid-input` for sizes that cannot be, or that differ from what is stored.
 */
export function activateTable(database: Database, table: VectorTable): void {
  if (isSettled(database, table)) return;
  database.transaction(() => {
    ensureTable(database, table);
    database.run('UPDATE vector_tables SET active = (embedder = ?)', table.embedder);
    database.run('DELETE FROM settings WHERE key = ? AND value = ?', NEXT, table.embedder);
    queueMissing(database);
  });
}

/** Names the table to be filled, and queues every passage for it. Throws like `activateTable`. */
export function prepareTable(database: Database, table: VectorTable): void {
  database.transaction(() => {
    ensureTable(database, table);
    database.run(
      'INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)',
      NEXT,
      table.embedder,
    );
    queueMissing(database);
    forgetUnused(database);
  });
}

/** Ends a change of embedder; the vectors that were filled are marked to be erased. */
export function cancelNext(database: Database): void {
  database.transaction(() => {
    database.run('DELETE FROM settings WHERE key = ?', NEXT);
    forgetUnused(database);
  });
}

/** Puts the next table into use where it lacks nothing; false otherwise. */
export function adoptNext(database: Database, also: (embedder: string) => void): boolean {
  return database.transaction(() => {
    const next = nextTable(database);
    if (next === undefined || isWaiting(database, next)) return false;
    database.run('UPDATE vector_tables SET active = (id = ?)', next.id);
    database.run('DELETE FROM settings WHERE key = ?', NEXT);
    forgetUnused(database);
    also(next.embedder);
    return true;
  });
}

/** Whether a table is in use already, is all that is filled, and everything it lacks is queued. */
function isSettled(database: Database, table: VectorTable): boolean {
  const active = activeTable(database);
  if (active?.embedder !== table.embedder || active.dimensions !== table.dimensions) return false;
  const unsettled = database.get(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM settings WHERE key = ?1 AND value = ?2)
       OR EXISTS (SELECT 1 FROM pending_vectors q LEFT JOIN vector_tables t
         ON t.id = q.table_id AND ${IS_FILLED} WHERE t.id IS NULL)
       OR EXISTS (SELECT 1 FROM pending_vectors q JOIN vectors v
         ON v.table_id = q.table_id AND v.passage = q.passage AND v.dead = 0)
       OR EXISTS (SELECT 1 FROM passages p JOIN vector_tables t ON ${IS_FILLED} WHERE ${IS_MISSING}
         AND NOT EXISTS
         (SELECT 1 FROM pending_vectors q WHERE q.table_id = t.id AND q.passage = p.id))`,
    NEXT,
    table.embedder,
  );
  return unsettled === undefined;
}

/** Whether any passage still waits for its vector in a table. */
export function isWaiting(database: Database, table: KnownTable): boolean {
  const row = database.get('SELECT 1 FROM pending_vectors WHERE table_id = ? LIMIT 1', table.id);
  return row !== undefined;
}

function ensureTable(database: Database, table: VectorTable): void {
  if (!(table.dimensions > 0 && table.dimensions <= MAX_DIMENSIONS)) {
    throw new CarrelFailure('invalid-input', 'The embedder gives vectors of an impossible size.');
  }
  const known = tableWhere(database, 't.embedder = ?', table.embedder);
  if (known !== undefined && known.dimensions !== table.dimensions) {
    throw new CarrelFailure('invalid-input', 'The embedder changed the size of its vectors.');
  }
  database.run(
    'INSERT OR IGNORE INTO vector_tables (embedder, dimensions, active) VALUES (?, ?, 0)',
    table.embedder,
    table.dimensions,
  );
}

/** Queues what has neither a vector nor a reason for having none, for the filled tables alone. */
export function queueMissing(database: Database): void {
  database.run('DELETE FROM pending_vectors');
  database.run(
    `INSERT INTO pending_vectors (table_id, passage, content_id)
     SELECT t.id, p.id, p.content_id FROM passages p JOIN vector_tables t ON ${IS_FILLED}
     WHERE ${IS_MISSING}`,
  );
}

/** Marks the vectors of tables that are no longer filled, so that they are erased. */
function forgetUnused(database: Database): void {
  const unused = `(SELECT t.id FROM vector_tables t WHERE NOT ${IS_FILLED})`;
  database.run(`UPDATE vectors SET dead = 1 WHERE table_id IN ${unused}`);
  database.run(`DELETE FROM pending_vectors WHERE table_id IN ${unused}`);
  database.run(`DELETE FROM failed_vectors WHERE table_id IN ${unused}`);
}

/** Whether any vector of the embedder in use is stored. */
export function hasVectors(database: Database): boolean {
  const row = database.get(
    `SELECT 1 FROM shards s JOIN vector_tables t ON t.id = s.table_id AND t.active = 1
     WHERE s.rows > 0 LIMIT 1`,
  );
  return row !== undefined;
}
