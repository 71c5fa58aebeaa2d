import type { Database } from '../database.ts';
import { number } from '../row.ts';
import { rangesBelow } from './below.ts';
import { exclude, includeAgain } from './exclusions.ts';
import { withoutEnd } from './targets.ts';

/** Documents hidden or shown at once. */
export const STEP = 500;
/** A removal that is being hidden or undone: never due, and at the next start undone. */
export const NOT_DUE = Number.MAX_SAFE_INTEGER;

/** Hides documents and excludes their files from scans; a transaction of its own, or part of one. */
export function hide(database: Database, ids: readonly number[], removal: number): void {
  database.transaction(() => {
    hideRows(database, ids, removal);
    exclude(database, ids);
  });
}

/** Hides documents without an exclusion: found again by a scan, they are shown again. */
export function hideRows(database: Database, ids: readonly number[], removal: number): void {
  database.run(
    `UPDATE documents SET removal = ?
     WHERE removal IS NULL AND id IN (SELECT value FROM json_each(?))`,
    removal,
    JSON.stringify(ids),
  );
}

/** Shows up to a step of a removal's documents again, and forgets the removal with the last. */
export function showSome(database: Database, removal: number): number {
  return database.transaction(() => {
    const ids = database
      .all('SELECT id FROM documents WHERE removal = ? LIMIT ?', removal, STEP)
      .map((row) => number(row, 'id'));
    includeAgain(database, ids);
    database.run(
      'UPDATE documents SET removal = NULL WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    );
    if (ids.length < STEP) {
      database.run('UPDATE sources SET removal = NULL WHERE removal = ?', removal);
      database.run('DELETE FROM removals WHERE id = ?', removal);
    }
    return ids.length;
  });
}

/** Shows again what a crash left half hidden or half shown. */
export function showUnfinished(database: Database): void {
  for (const row of database.all('SELECT id FROM removals WHERE due_ms >= ?', NOT_DUE)) {
    while (showSome(database, number(row, 'id')) === STEP);
  }
}

/** Those of some documents that are still hidden: added again meanwhile, a document is shown. */
export function stillHidden(database: Database, ids: readonly number[]): number[] {
  return database
    .all(
      `SELECT id FROM documents
       WHERE removal IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    )
    .map((row) => number(row, 'id'));
}

/** The removals that are due, with their documents. `now`: milliseconds since the epoch. */
export function dueRemovals(
  database: Database,
  now: number,
): { removals: number[]; documents: number[] } {
  const ids = (sql: string): number[] => database.all(sql, now).map((row) => number(row, 'id'));
  return {
    removals: ids('SELECT id FROM removals WHERE due_ms <= ?'),
    documents: ids(
      'SELECT d.id FROM documents d JOIN removals r ON r.id = d.removal WHERE r.due_ms <= ?',
    ),
  };
}

/** Deletes removals whose documents are erased, with the added folders that they hid. */
export function forgetRemovals(database: Database, removals: readonly number[]): void {
  const list = JSON.stringify(removals);
  database.run('DELETE FROM sources WHERE removal IN (SELECT value FROM json_each(?))', list);
  database.run('DELETE FROM removals WHERE id IN (SELECT value FROM json_each(?))', list);
}

/** A folder that is taken out is no longer kept up with. */
export function hideSources(database: Database, target: string, removal: number): void {
  for (const { condition, parameters } of sourcesAt(target)) {
    database.run(
      `UPDATE sources SET removal = ? WHERE removal IS NULL AND ${condition}`,
      removal,
      ...parameters,
    );
  }
}

/** The added folder at a path, and those below it. */
export function sourcesAt(target: string): { condition: string; parameters: readonly string[] }[] {
  return [
    { condition: 'path = ?', parameters: [withoutEnd(target)] },
    ...rangesBelow(target).map((range) => ({
      condition: 'path >= ? AND path < ?',
      parameters: range,
    })),
  ];
}
