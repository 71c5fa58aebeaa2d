import { CarrelFailure } from '../contract/errors.ts';
import type { Database } from './database.ts';
import { number } from './row.ts';
import type { VectorTable } from './types.ts';

const MAX_DIMENSIONS = 8192;

/** The vector table in use, as the catalogue knows it. */
export interface ActiveTable {
  readonly id: number;
  readonly dimensions: number;
}

/** The table in use, or undefined before an embedder was chosen. */
export function activeTable(database: Database): ActiveTable | undefined {
  const row = database.get('SELECT id, dimensions FROM vector_tables WHERE active = 1');
  return row === undefined
    ? undefined
    : { id: number(row, 'id'), dimensions: number(row, 'dimensions') };
}

/**
 * Makes an embedder's table the one in use, and queues every passage that has no vector in it and
 * was not given up.
 * Throws `invalid-input` for sizes that cannot be, or that differ from what is stored.
 */
export function activateTable(database: Database, table: VectorTable): void {
  if (!(table.dimensions > 0 && table.dimensions <= MAX_DIMENSIONS)) {
    throw new CarrelFailure('invalid-input', 'The embedder gives vectors of an impossible size.');
  }
  database.transaction(() => {
    const known = database.get(
      'SELECT id, dimensions FROM vector_tables WHERE embedder = ?',
      table.embedder,
    );
    if (known !== undefined && number(known, 'dimensions') !== table.dimensions) {
      throw new CarrelFailure('invalid-input', 'The embedder changed the size of its vectors.');
    }
    database.run(
      'INSERT OR IGNORE INTO vector_tables (embedder, dimensions, active) VALUES (?, ?, 0)',
      table.embedder,
      table.dimensions,
    );
    database.run('UPDATE vector_tables SET active = (embedder = ?)', table.embedder);
    database.run('DELETE FROM pending_vectors');
    database.run(
      `INSERT INTO pending_vectors (table_id, passage, content_id)
       SELECT t.id, p.id, p.content_id FROM passages p JOIN vector_tables t ON t.active = 1
       WHERE NOT EXISTS
         (SELECT 1 FROM vectors v WHERE v.table_id = t.id AND v.passage = p.id)
         AND NOT EXISTS
         (SELECT 1 FROM failed_vectors f WHERE f.table_id = t.id AND f.passage = p.id)`,
    );
  });
}

/** Whether any passage still waits for its vector in a table. */
export function isWaiting(database: Database, table: ActiveTable): boolean {
  const row = database.get('SELECT 1 FROM pending_vectors WHERE table_id = ? LIMIT 1', table.id);
  return row !== undefined;
}
