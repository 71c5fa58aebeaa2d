import { closeSync, openSync } from 'node:fs';
import {
  backup,
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementSync,
} from 'node:sqlite';
import { toFailure } from './failures.ts';
import type { Row } from './row.ts';

/** Pages copied before other work has its turn. */
const COPIED_PAGES = 1000;

/** SQLite with kept statements, nested-safe transactions and errors as `CarrelFailure`. */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #file: string;
  #descriptor: number | undefined;
  #inTransaction = false;

  constructor(file: string) {
    this.#file = file;
    this.#sqlite = guarded(() => new DatabaseSync(file, { timeout: 0 }));
  }

  /** Runs statements that take no parameters and return nothing. */
  exec(sql: string): void {
    guarded(() => this.#sqlite.exec(sql));
  }

  all(sql: string, ...parameters: SQLInputValue[]): Row[] {
    return guarded(() => this.#statement(sql).all(...parameters));
  }

  get(sql: string, ...parameters: SQLInputValue[]): Row | undefined {
    return guarded(() => this.#statement(sql).get(...parameters));
  }

  /** Rows one at a time, as far as the caller reads them. */
  *iterate(sql: string, ...parameters: SQLInputValue[]): Generator<Row> {
    // Kept apart from the other statements: one that is being read must not be started again.
    const rows = guarded(() => this.#sqlite.prepare(sql).iterate(...parameters));
    try {
      for (;;) {
        const next = guarded(() => rows.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      // A statement left half read would hold the database's lock on what it read.
      rows.return?.();
    }
  }

  /** Gives SQL a function of the program's; the same arguments always give the same value. */
  define(name: string, work: (argument: SQLOutputValue) => SQLInputValue): void {
    guarded(() => {
      this.#sqlite.function(name, { varargs: true }, (argument) => work(argument ?? null));
    });
  }

  /** The number of rows changed and the last row id given. */
  run(sql: string, ...parameters: SQLInputValue[]): { changes: number; id: number } {
    return guarded(() => {
      const result = this.#statement(sql).run(...parameters);
      return { changes: Number(result.changes), id: Number(result.lastInsertRowid) };
    });
  }

  /** Runs `work` as one transaction, on the disk when this returns; joins one already open. */
  transaction<T>(work: () => T): T {
    if (this.#inTransaction) return work();
    this.exec('BEGIN IMMEDIATE');
    this.#inTransaction = true;
    try {
      const value = work();
      this.exec('COMMIT');
      return value;
    } catch (error) {
      // SQLite rolls back by itself on some errors, a full disk for one.
      if (this.#sqlite.isTransaction) this.#sqlite.exec('ROLLBACK');
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  /** Copies the database, as it is when this resolves, into a new file; other work goes on meanwhile. */
  async copyTo(file: string): Promise<void> {
    try {
      await backup(this.#sqlite, file, { rate: COPIED_PAGES });
    } catch (error) {
      throw toFailure(error);
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.#sqlite.isOpen) this.#sqlite.close();
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  /**
   * The file itself, opened once and closed after SQLite has let go of it: on Unix a process that closes
   * any descriptor of a file loses all its locks on it.
   */
  descriptor(): number {
    this.#descriptor ??= guarded(() => openSync(this.#file, 'r+'));
    return this.#descriptor;
  }

  /** Every SQL text in `src/store` is a constant, so the map is bounded by the code. */
  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#sqlite.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toFailure(error);
  }
}
