import { CarrelFailure } from '../../contract/errors.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';
import type { Database } from '../database.ts';
import { eraseRows, type Erasure } from './erasure.ts';
import { exclude } from './exclusions.ts';
import {
  dueRemovals,
  forgetRemovals,
  hide,
  hideRows,
  hideSources,
  NOT_DUE,
  showSome,
  showUnfinished,
  sourcesAt,
  STEP,
  stillHidden,
} from './removal-rows.ts';
import { matchTargets } from './targets.ts';
import { withMembers } from '../with-members.ts';

/** Longest wait of one timer; a clock that is put forward is noticed after it. */
const MAX_WAIT_MS = 60_000;
/** After a failure (a full disk) the erasure is tried again. */
const RETRY_MS = 30_000;

/** A pattern that takes too much can be mended for a day without anything being read again. */
const PASSED_OVER_MS = 24 * 60 * 60_000;

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
