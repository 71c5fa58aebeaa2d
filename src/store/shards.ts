import { promises as fs } from 'node:fs';
import path from 'node:path';
import type { Connection, Table } from '@lancedb/lancedb';
import { flushFolder } from '../process/flush.ts';
import { MemoizedPromise } from '../process/memoized-promise.ts';
import type { Database } from './database.ts';
import { toFailure } from './failures.ts';
import { connectLance, readRows, toArrow, type VectorRows } from './lance.ts';
import { isSettled, ledgerOf, recordCommit, rollBack, settle } from './integrity/ledger.ts';
import { number, text } from './row.ts';

/** Rows of a shard at the most: erasing a passage rewrites one, about 8 MB at 384 dimensions. */
export const SHARD_ROWS = 5_000;
/** Open tables kept; each holds a few files open. */
const MAX_OPEN = 128;

export interface Shard {
  readonly id: number;
  readonly tableId: number;
  readonly dimensions: number;
  readonly state: 'writing' | 'open' | 'sealed';
  readonly version: number;
  readonly rows: number;
}

/**
 * The LanceDB tables that hold vectors, one a shard. A shard is only ever appended to, or replaced
 * whole by a new one and its folder deleted: LanceDB's own deletion leaves the bytes on the disk.
 * The catalogue says which shards count; a folder it does not know is left over from a crash.
 */
export class Shards {
  readonly #database: Database;
  readonly #folder: string;
  readonly #connection: MemoizedPromise<Connection>;
  readonly #tables = new Map<number, Table>();

  constructor(database: Database, home: string) {
    this.#database = database;
    this.#folder = path.join(home, 'vectors');
    this.#connection = new MemoizedPromise(() => connectLance(this.#folder));
  }

  /** The shards of a vector table, oldest first; of all tables without one. */
  list(tableId?: number): Shard[] {
    return this.#database
      .all(
        `SELECT s.*, t.dimensions FROM shards s JOIN vector_tables t ON t.id = s.table_id
         WHERE (?1 IS NULL OR s.table_id = ?1) ORDER BY s.id`,
        tableId ?? null,
      )
      .map((row) => {
        const state = text(row, 'state');
        return {
          id: number(row, 'id'),
          tableId: number(row, 'table_id'),
          dimensions: number(row, 'dimensions'),
          state: state === 'open' || state === 'sealed' ? state : 'writing',
          version: number(row, 'version'),
          rows: number(row, 'rows'),
        };
      });
  }

  folderOf(shard: number): string {
    return path.join(this.#folder, `${nameOf(shard)}.lance`);
  }

  /** Deletes what a crash left: shards never finished, and folders of shards since replaced. */
  async tidy(): Promise<void> {
    const created = await fs.mkdir(this.#folder, { recursive: true, mode: 0o700 });
    // Else a power cut may take the folder, and with it vectors that the catalogue counts on.
    if (created !== undefined) flushFolder(path.dirname(this.#folder));
    this.#database.run(
      `DELETE FROM shards WHERE state = 'writing' AND id NOT IN (SELECT shard_id FROM vectors)`,
    );
    const known = new Set(this.list().map((shard) => `${nameOf(shard.id)}.lance`));
    let removed = false;
    for (const entry of await fs.readdir(this.#folder)) {
      if (known.has(entry)) continue;
      await fs.rm(path.join(this.#folder, entry), { recursive: true, force: true });
      removed = true;
    }
    if (removed) flushFolder(this.#folder);
  }

  /** Notes a shard that is about to be written. */
  begin(tableId: number): number {
    return this.#database.run(
      `INSERT INTO shards (table_id, state, version, rows) VALUES (?, 'writing', 0, 0)`,
      tableId,
    ).id;
  }

  /**
   * Adds rows to a shard, creating its table at the first, and waits until they are on the disk.
   * The returned function records the commit; call it in the transaction that marks the rows.
   */
  async append(shard: Shard, rows: VectorRows): Promise<() => void> {
    return guarded(async () => {
      const data = toArrow(rows, shard.dimensions);
      const created = shard.rows === 0;
      let table: Table;
      if (created) {
        const connection = await this.#connection.get();
        await fs.rm(this.folderOf(shard.id), { recursive: true, force: true });
        table = await connection.createTable(nameOf(shard.id), data);
        this.#keep(shard.id, table);
      } else {
        table = await this.open(shard.id);
        await table.add(data);
      }
      const change = await settle(this.folderOf(shard.id), ledgerOf(this.#database, shard.id));
      if (created) flushFolder(this.#folder);
      const version = await table.version();
      const total = shard.rows + rows.passages.length;
      return () => {
        recordCommit(this.#database, shard.id, version, total, change);
      };
    });
  }

  async open(shard: number): Promise<Table> {
    const kept = this.#tables.get(shard);
    if (kept !== undefined) return kept;
    const connection = await this.#connection.get();
    const table = await connection.openTable(nameOf(shard));
    this.#keep(shard, table);
    return table;
  }

  /** The rows of a shard: all, or those of some passages. */
  async read(shard: Shard, passages?: readonly number[]): Promise<VectorRows> {
    return guarded(async () => readRows(await this.open(shard.id), shard.dimensions, passages));
  }

  async countRows(shard: Shard): Promise<number> {
    return guarded(async () => (await this.open(shard.id)).countRows());
  }

  /** Whether a shard's files are those of its last recorded commit; reads no file. */
  async isSettled(shard: Shard): Promise<boolean> {
    return isSettled(this.folderOf(shard.id), ledgerOf(this.#database, shard.id));
  }

  /** Brings a shard back to its last recorded commit; false where that is damaged. */
  async rollBack(shard: Shard): Promise<boolean> {
    if (await this.isSettled(shard)) return true;
    return guarded(async () => {
      this.#tables.get(shard.id)?.close();
      this.#tables.delete(shard.id);
      return await rollBack(this.folderOf(shard.id), ledgerOf(this.#database, shard.id));
    });
  }

  async version(shard: Shard): Promise<number> {
    return guarded(async () => (await this.open(shard.id)).version());
  }

  /** Deletes the folder of a shard that the catalogue no longer knows. */
  async discard(shard: number): Promise<void> {
    await guarded(async () => {
      this.#tables.get(shard)?.close();
      this.#tables.delete(shard);
      await fs.rm(this.folderOf(shard), { recursive: true, force: true });
      flushFolder(this.#folder);
    });
  }

  async close(): Promise<void> {
    for (const table of this.#tables.values()) table.close();
    this.#tables.clear();
    const connection = await this.#connection.release();
    connection?.close();
  }

  #keep(shard: number, table: Table): void {
    const [oldest] = this.#tables.keys();
    if (this.#tables.size >= MAX_OPEN && oldest !== undefined) {
      this.#tables.get(oldest)?.close();
      this.#tables.delete(oldest);
    }
    this.#tables.set(shard, table);
  }
}

function nameOf(shard: number): string {
  return `shard-${shard}`;
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toFailure(error);
  }
}
