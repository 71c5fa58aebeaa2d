import { CarrelFailure } from '../../contract/errors.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';
import type { Database } from '../database.ts';
import { number } from '../row.ts';
import { rangesBelow } from './below.ts';
import { eraseRows, type Erasure } from './erasure.ts';
import { exclude, includeAgain } from './exclusions.ts';
import { matchTargets, withoutEnd } from './targets.ts';
import { withMembers } from '../with-members.ts';

/** Longest wait of one timer; a clock that is put forward is noticed after it. */
const MAX_WAIT_MS = 60_000;
/** After a failure (a full disk) the erasure is tried again. */
const RETRY_MS = 30_000;

/** A pattern that takes too much can be mended for a day without anything being read again. */
const PASSED_OVER_MS = 24 * 60 * 60_000;

/** Documents hidden or shown at once. */
const STEP = 500;
/** A removal that is being hidden or undone: never due, and at the next start undone. */
const NOT_DUE = Number.MAX_SAFE_INTEGER;

/** Removals that can be undone for a while: documents are hidden at once and erased when due. */
export class Removals {
  readonly #database: Database;
  readonly #erasure: Erasure;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #closed = false;
  /** Removals whose documents are being erased: too late to undo. */
  readonly #erasing = new Set<number>();

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
    this.hastenPassedOver();
    return ids.length;
  }

  /**
   * Hides the documents, and the added folders among the targets. Many are hidden step by step; what a
   * crash cuts short is shown again at the next start.
   */
  async schedule(
    targets: readonly string[],
    seconds: number,
  ): Promise<{ removal: string; documents: number }> {
    const database = this.#database;
    const ids = matchTargets(database, targets);
    if (ids.length === 0) {
      throw new CarrelFailure('not-found', 'These documents are no longer in the library.');
    }
    const id = database.transaction(() => {
      const removal = database.run('INSERT INTO removals (due_ms) VALUES (?)', NOT_DUE).id;
      for (const target of targets) hideSources(database, target, removal);
      hide(database, ids.slice(0, STEP), removal);
      if (ids.length <= STEP) this.#makeDue(removal, seconds);
      return removal;
    });
    for (let from = STEP; from < ids.length; from += STEP) {
      await yieldToEventLoop();
      hide(database, ids.slice(from, from + STEP), id);
    }
    if (ids.length > STEP) this.#makeDue(id, seconds);
    this.hastenPassedOver();
    return { removal: String(id), documents: ids.length };
  }

  /** Hides documents without noting that a person does not want them: found again, they are shown again. */
  passOver(ids: readonly number[]): void {
    const database = this.#database;
    database.transaction(() => {
      const due = this.#now() + PASSED_OVER_MS;
      const removal = database.run(
        'INSERT INTO removals (due_ms, passed_over) VALUES (?, 1)',
        due,
      ).id;
      hideRows(database, withMembers(database, ids), removal);
    });
    this.#arm();
  }

  /** Whoever removes something means what is no longer shown of it too. */
  hastenPassedOver(): void {
    this.#database.run('UPDATE removals SET due_ms = ? WHERE passed_over = 1', this.#now());
    this.#arm();
  }

  /** Shows the documents again; how many. Throws `not-found` once the erasure has begun. */
  async undo(removal: string): Promise<number> {
    const database = this.#database;
    const id = /^\d{1,15}$/u.test(removal) ? Number(removal) : -1;
    const isTooLate = this.#erasing.has(id);
    const { changes } = isTooLate
      ? { changes: 0 }
      : database.run('UPDATE removals SET due_ms = ? WHERE id = ?', NOT_DUE, id);
    if (changes === 0) {
      throw new CarrelFailure(
        'not-found',
        'This removal can no longer be undone: the documents are erased. Add them again.',
      );
    }
    let shown = 0;
    for (;;) {
      const step = showSome(database, id);
      shown += step;
      if (step < STEP) return shown;
      await yieldToEventLoop();
    }
  }

  #makeDue(removal: number, seconds: number): void {
    const due = this.#now() + seconds * 1000;
    this.#database.run('UPDATE removals SET due_ms = ? WHERE id = ?', due, removal);
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
        for (const id of due.removals) this.#erasing.add(id);
        await this.#erasure.erase(
          due.documents,
          () => {
            forgetRemovals(this.#database, due.removals);
          },
          // Added again meanwhile, they are wanted again.
          (step) => stillHidden(this.#database, step),
        );
        this.#erasing.clear();
      }
      this.#arm();
    } catch {
      // Hidden it stays; the rows may be gone already, and the rest is finished at the next start.
      this.#arm(RETRY_MS);
    }
  }
}

/** At open: erases the rows of what is due and shows what was not hidden whole, before vectors and files are tidied. */
export function eraseDueRows(database: Database, kept: string, now = Date.now()): void {
  showUnfinished(database);
  const due = dueRemovals(database, now);
  if (due.removals.length === 0) return;
  eraseRows(database, kept, due.documents, () => {
    forgetRemovals(database, due.removals);
  });
}

/** Hides some documents; a transaction of its own, or part of one. */
function hide(database: Database, ids: readonly number[], removal: number): void {
  database.transaction(() => {
    hideRows(database, ids, removal);
    exclude(database, ids);
  });
}

function hideRows(database: Database, ids: readonly number[], removal: number): void {
  database.run(
    `UPDATE documents SET removal = ?
     WHERE removal IS NULL AND id IN (SELECT value FROM json_each(?))`,
    removal,
    JSON.stringify(ids),
  );
}

/** Shows up to a step of a removal's documents again, and forgets the removal with the last. */
function showSome(database: Database, removal: number): number {
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

function showUnfinished(database: Database): void {
  for (const row of database.all('SELECT id FROM removals WHERE due_ms >= ?', NOT_DUE)) {
    while (showSome(database, number(row, 'id')) === STEP);
  }
}

function stillHidden(database: Database, ids: readonly number[]): number[] {
  return database
    .all(
      `SELECT id FROM documents
       WHERE removal IS NOT NULL AND id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    )
    .map((row) => number(row, 'id'));
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
