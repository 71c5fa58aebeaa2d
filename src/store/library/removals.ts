import { CarrelFailure } from '../../contract/errors.ts';
import type { Database } from '../database.ts';
import { number } from '../row.ts';
import { rangesBelow } from './below.ts';
import { eraseRows, type Erasure } from './erasure.ts';
import { exclude, includeAgain } from './exclusions.ts';
import { matchTargets, withoutEnd } from './targets.ts';

/** Longest wait of one timer; a clock that is put forward is noticed after it. */
const MAX_WAIT_MS = 60_000;
/** After a failure (a full disk) the erasure is tried again. */
const RETRY_MS = 30_000;

/** Removals that can be undone for a while: documents are hidden at once and erased when due. */
export class Removals {
  readonly #database: Database;
  readonly #erasure: Erasure;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(database: Database, erasure: Erasure, now: () => number = Date.now) {
    this.#database = database;
    this.#erasure = erasure;
    this.#now = now;
    this.#arm();
  }

  /** Erases the documents now, and forgets the added folders among the targets. */
  async erase(targets: readonly string[]): Promise<number> {
    const ids = matchTargets(this.#database, targets);
    // Before the rows are gone that name the paths.
    this.#database.transaction(() => {
      for (const target of targets) {
        for (const { condition, parameters } of sourcesAt(target)) {
          this.#database.run(`DELETE FROM sources WHERE ${condition}`, ...parameters);
        }
      }
      exclude(this.#database, ids);
    });
    await this.#erasure.erase(ids);
    return ids.length;
  }

  /** Hides the documents, and the added folders among the targets. */
  schedule(targets: readonly string[], seconds: number): { removal: string; documents: number } {
    const removal = this.#database.transaction(() => {
      const ids = matchTargets(this.#database, targets);
      if (ids.length === 0) {
        throw new CarrelFailure('not-found', 'These documents are no longer in the library.');
      }
      const { id } = this.#database.run(
        'INSERT INTO removals (due_ms) VALUES (?)',
        this.#now() + seconds * 1000,
      );
      this.#database.run(
        'UPDATE documents SET removal = ? WHERE id IN (SELECT value FROM json_each(?))',
        id,
        JSON.stringify(ids),
      );
      for (const target of targets) hideSources(this.#database, target, id);
      exclude(this.#database, ids);
      return { removal: String(id), documents: ids.length };
    });
    this.#arm();
    return removal;
  }

  undo(removal: string): number {
    const id = /^\d{1,15}$/u.test(removal) ? Number(removal) : -1;
    return this.#database.transaction(() => {
      const known = this.#database.get('SELECT 1 FROM removals WHERE id = ?', id);
      if (known === undefined) {
        throw new CarrelFailure(
          'not-found',
          'This removal can no longer be undone: the documents are erased. Add them again.',
        );
      }
      this.#database.run('UPDATE sources SET removal = NULL WHERE removal = ?', id);
      const hidden = this.#database.all('SELECT id FROM documents WHERE removal = ?', id);
      includeAgain(
        this.#database,
        hidden.map((row) => number(row, 'id')),
      );
      const { changes } = this.#database.run(
        'UPDATE documents SET removal = NULL WHERE removal = ?',
        id,
      );
      this.#database.run('DELETE FROM removals WHERE id = ?', id);
      return changes;
    });
  }

  /** Waits for an erasure in hand; what is not due stays scheduled. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #arm(atLeast = 0): void {
    clearTimeout(this.#timer);
    if (this.#closed) return;
    const row = this.#database.get('SELECT min(due_ms) AS due FROM removals');
    const due = row?.['due'];
    if (typeof due !== 'number') return;
    const wait = Math.min(MAX_WAIT_MS, Math.max(atLeast, due - this.#now(), 0));
    this.#timer = setTimeout(() => {
      this.#running ??= this.#eraseDue().finally(() => {
        this.#running = undefined;
      });
    }, wait);
    this.#timer.unref();
  }

  async #eraseDue(): Promise<void> {
    try {
      const due = dueRemovals(this.#database, this.#now());
      if (due.removals.length > 0) {
        await this.#erasure.erase(due.documents, () => {
          forgetRemovals(this.#database, due.removals);
        });
      }
      this.#arm();
    } catch {
      // Hidden it stays; the rows may be gone already, and the rest is finished at the next start.
      this.#arm(RETRY_MS);
    }
  }
}

/** At open: erases the rows of what is due, before vectors and files are tidied. */
export function eraseDueRows(database: Database, kept: string, now = Date.now()): void {
  const due = dueRemovals(database, now);
  if (due.removals.length === 0) return;
  eraseRows(database, kept, due.documents, () => {
    forgetRemovals(database, due.removals);
  });
}

function dueRemovals(database: Database, now: number): { removals: number[]; documents: number[] } {
  const ids = (sql: string): number[] => database.all(sql, now).map((row) => number(row, 'id'));
  return {
    removals: ids('SELECT id FROM removals WHERE due_ms <= ?'),
    documents: ids(
      'SELECT d.id FROM documents d JOIN removals r ON r.id = d.removal WHERE r.due_ms <= ?',
    ),
  };
}

function forgetRemovals(database: Database, removals: readonly number[]): void {
  const list = JSON.stringify(removals);
  database.run('DELETE FROM sources WHERE removal IN (SELECT value FROM json_each(?))', list);
  database.run('DELETE FROM removals WHERE id IN (SELECT value FROM json_each(?))', list);
}

/** A folder that is taken out is no longer kept up with. */
function hideSources(database: Database, target: string, removal: number): void {
  for (const { condition, parameters } of sourcesAt(target)) {
    database.run(
      `UPDATE sources SET removal = ? WHERE removal IS NULL AND ${condition}`,
      removal,
      ...parameters,
    );
  }
}

/** The added folder at a path, and those below it. */
function sourcesAt(target: string): { condition: string; parameters: readonly string[] }[] {
  return [
    { condition: 'path = ?', parameters: [withoutEnd(target)] },
    ...rangesBelow(target).map((range) => ({
      condition: 'path >= ? AND path < ?',
      parameters: range,
    })),
  ];
}
