import { CarrelFailure } from '../contract/errors.ts';
import type { Database } from './database.ts';
import type { VectorRows } from './lance.ts';
import { number } from './row.ts';
import { SHARD_ROWS, type Shard, type Shards } from './shards.ts';
import { packRows, unitVector } from './vector-rows.ts';
import { IS_FILLED, isWaiting, type KnownTable } from './vector-table.ts';

/** Largest id an Arrow Int32 column holds. */
const MAX_PASSAGE = 2 ** 31 - 1;

/**
 * Writes and erases vectors: rows go to LanceDB, are forced onto the disk, then marked in the
 * catalogue. Its caller lets one change run at a time.
 */
export class VectorWriter {
  readonly #database: Database;
  readonly #shards: Shards;
  /** Embedder tables whose shards were compared with the catalogue since opening. */
  readonly #reconciled = new Set<number>();

  constructor(database: Database, shards: Shards) {
    this.#database = database;
    this.#shards = shards;
  }

  /** Writes what still waits among `rows`; `onRow` is called with each row that then counts. */
  async write(
    table: KnownTable,
    rows: readonly { passage: number; vector: Float32Array }[],
    onRow: (passage: number, vector: Float32Array) => void,
  ): Promise<void> {
    await this.reconcile(table);
    const wanted = [...this.#wanted(table, rows)];
    for (let from = 0; from < wanted.length;) {
      const shard = this.#openShard(table);
      const part = wanted.slice(from, from + SHARD_ROWS - shard.rows);
      for (const [passage, vector] of await this.#append(shard, part)) onRow(passage, vector);
      from += part.length;
      if (shard.rows + part.length >= SHARD_ROWS) {
        await this.#rewrite({ ...shard, rows: shard.rows + part.length }, 'sealed');
      }
    }
    if (!isWaiting(this.#database, table)) await this.eraseDead();
  }

  /** Rewrites every shard that holds vectors of erased passages. */
  async eraseDead(): Promise<void> {
    const dead = new Set(
      this.#database
        .all('SELECT DISTINCT shard_id FROM vectors WHERE dead = 1')
        .map((row) => number(row, 'shard_id')),
    );
    for (const shard of this.#shards.list()) {
      if (!dead.has(shard.id)) continue;
      await this.#shards.rollBack(shard);
      await this.#rewrite(shard, shard.state);
    }
  }

  /** Gives up shards whose files cannot be trusted; their passages are embedded again. */
  async forsake(shards: readonly number[]): Promise<void> {
    for (const shard of this.#shards.list()) {
      if (shards.includes(shard.id)) await this.#replace(shard, 'open', []);
    }
  }

  /**
   * A crash may come between LanceDB's commit and the catalogue's. A shard with other files than were
   * recorded goes back to what was; where that is damaged, it is written anew with the rows that count.
   */
  async reconcile(table: KnownTable): Promise<void> {
    if (this.#reconciled.has(table.id)) return;
    for (const shard of this.#shards.list(table.id)) {
      if (shard.state === 'writing') continue;
      if (!(await this.#shards.rollBack(shard))) await this.#rewrite(shard, 'open');
    }
    this.#reconciled.add(table.id);
  }

  /** The rows that are still missing, once each, at unit length. */
  #wanted(
    table: KnownTable,
    rows: readonly { passage: number; vector: Float32Array }[],
  ): Map<number, Float32Array> {
    const wanted = new Map<number, Float32Array>();
    for (const { passage, vector } of rows) {
      if (passage > MAX_PASSAGE) throw new RangeError(`passage ${passage} is out of range`);
      const waiting = this.#database.get(
        'SELECT 1 FROM pending_vectors WHERE table_id = ? AND passage = ?',
        table.id,
        passage,
      );
      if (waiting !== undefined) wanted.set(passage, unitVector(vector, table.dimensions));
    }
    return wanted;
  }

  #openShard(table: KnownTable): Shard {
    const open = this.#shards
      .list(table.id)
      .find((shard) => shard.state === 'open' && shard.rows < SHARD_ROWS);
    if (open !== undefined) return open;
    const id = this.#shards.begin(table.id);
    return { ...table, tableId: table.id, id, state: 'writing', version: 0, rows: 0 };
  }

  /** The rows that count once they are written; the others were erased meanwhile. */
  async #append(
    shard: Shard,
    part: readonly (readonly [number, Float32Array])[],
  ): Promise<(readonly [number, Float32Array])[]> {
    const record = await this.#shards.append(shard, packRows(part, shard.dimensions));
    return this.#database.transaction(() => {
      record();
      this.#database.run(`UPDATE shards SET state = 'open' WHERE id = ?`, shard.id);
      return part.filter(([passage]) => this.#mark(shard, passage));
    });
  }

  /** Marks a written row; false, and marked dead, where its passage was erased meanwhile. */
  #mark(shard: Shard, passage: number): boolean {
    const alive = this.#database.get('SELECT 1 FROM passages WHERE id = ?', passage) !== undefined;
    this.#database.run(
      'INSERT OR REPLACE INTO vectors (table_id, passage, shard_id, dead) VALUES (?, ?, ?, ?)',
      shard.tableId,
      passage,
      shard.id,
      alive ? 0 : 1,
    );
    this.#database.run(
      'DELETE FROM pending_vectors WHERE table_id = ? AND passage = ?',
      shard.tableId,
      passage,
    );
    return alive;
  }

  /** Replaces a shard by one with only the rows that count; what is damaged is embedded again. */
  async #rewrite(shard: Shard, state: Shard['state']): Promise<void> {
    const rows = await this.#shards.read(shard).catch((error: unknown) => {
      // A full disk, a locked file: what was read well before will be again.
      if (error instanceof CarrelFailure && error.code !== 'store-damaged') throw error;
      return undefined;
    });
    await this.#replace(shard, state, rows === undefined ? [] : this.#survivors(shard, rows));
  }

  /** What is not among the rows that are kept, and still counts, waits to be embedded. */
  async #replace(
    shard: Shard,
    state: Shard['state'],
    kept: readonly (readonly [number, Float32Array])[],
  ): Promise<void> {
    const next = { ...shard, id: this.#shards.begin(shard.tableId), rows: 0 };
    const record =
      kept.length === 0
        ? undefined
        : await this.#shards.append(next, packRows(kept, shard.dimensions));
    this.#database.transaction(() => {
      record?.();
      this.#database.run('UPDATE shards SET state = ? WHERE id = ?', state, next.id);
      for (const [passage] of kept) this.#mark(next, passage);
      this.#database.run(
        `INSERT OR IGNORE INTO pending_vectors (table_id, passage, content_id)
         SELECT v.table_id, p.id, p.content_id FROM vectors v
         JOIN passages p ON p.id = v.passage
         JOIN vector_tables t ON t.id = v.table_id AND ${IS_FILLED} WHERE v.shard_id = ?`,
        shard.id,
      );
      this.#database.run('DELETE FROM vectors WHERE shard_id = ?', shard.id);
      this.#database.run('DELETE FROM shards WHERE id = ?', shard.id);
      if (kept.length === 0) this.#database.run('DELETE FROM shards WHERE id = ?', next.id);
    });
    await this.#shards.discard(shard.id);
  }

  /** Rows of living passages that this shard was marked to hold, or that still wait for a vector. */
  #survivors(shard: Shard, rows: VectorRows): [number, Float32Array][] {
    const kept = new Map<number, Float32Array>();
    for (const [index, passage] of rows.passages.entries()) {
      const counts = this.#database.get(
        `SELECT 1 FROM vectors WHERE table_id = ?1 AND passage = ?2 AND shard_id = ?3 AND dead = 0
         UNION ALL SELECT 1 FROM pending_vectors WHERE table_id = ?1 AND passage = ?2`,
        shard.tableId,
        passage,
        shard.id,
      );
      if (counts === undefined) continue;
      const start = index * shard.dimensions;
      kept.set(passage, rows.vectors.subarray(start, start + shard.dimensions));
    }
    return [...kept];
  }
}
