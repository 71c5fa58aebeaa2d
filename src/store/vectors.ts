import { CarrelFailure } from '../contract/errors.ts';
import type { Database } from './database.ts';
import type { VectorRows } from './lance.ts';
import { number } from './row.ts';
import { SHARD_ROWS, type Shard, type Shards } from './shards.ts';
import type { ScoredPassage, VectorTable } from './types.ts';
import { dot, VectorMemory } from './vector-memory.ts';

/** Largest id an Arrow Int32 column holds. */
const MAX_PASSAGE = 2 ** 31 - 1;
const MAX_DIMENSIONS = 8192;
/** Candidates read from the disk, about 2 ms a shard that holds one. */
const STORED_CANDIDATES = 500;

interface ActiveTable {
  readonly id: number;
  readonly dimensions: number;
}

/**
 * Vectors on disk and in memory. LanceDB keeps them, the catalogue says which of them count: rows
 * are written, forced onto the disk, then marked. One writer at a time; searches read memory only.
 */
export class Vectors {
  readonly #database: Database;
  readonly #shards: Shards;
  /** Bytes of vectors held in memory. */
  readonly #maxMemory: number | undefined;
  #memory: VectorMemory | undefined;
  #loading: Promise<VectorMemory | undefined> | undefined;
  /** Embedder tables whose shards were compared with the catalogue since opening. */
  readonly #reconciled = new Set<number>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(database: Database, shards: Shards, maxMemory?: number) {
    this.#database = database;
    this.#shards = shards;
    this.#maxMemory = maxMemory;
  }

  /** Clears up after a crash; loads LanceDB only when something is left to erase. */
  async open(): Promise<void> {
    await this.#exclusive(async () => {
      await this.#shards.tidy();
      await this.#eraseDead();
    });
  }

  async use(table: VectorTable): Promise<void> {
    if (!(table.dimensions > 0 && table.dimensions <= MAX_DIMENSIONS)) {
      throw new CarrelFailure('invalid-input', 'The embedder gives vectors of an impossible size.');
    }
    await this.#exclusive(async () => {
      const before = this.active();
      this.#database.transaction(() => {
        this.#activate(table);
      });
      if (this.active()?.id !== before?.id) {
        this.#memory = undefined;
        this.#loading = undefined;
      }
      await this.#reconcile();
    });
  }

  /** The table in use. */
  active(): ActiveTable | undefined {
    const row = this.#database.get('SELECT id, dimensions FROM vector_tables WHERE active = 1');
    return row === undefined
      ? undefined
      : { id: number(row, 'id'), dimensions: number(row, 'dimensions') };
  }

  async write(rows: readonly { passage: number; vector: Float32Array }[]): Promise<void> {
    if (rows.length === 0) return;
    await this.#exclusive(async () => {
      const table = this.active();
      if (table === undefined)
        throw new Error('no embedder was chosen before vectors were written');
      await this.#reconcile();
      const wanted = this.#wanted(table, rows);
      for (let from = 0; from < wanted.size;) {
        const shard = this.#openShard(table);
        const part = [...wanted].slice(from, from + SHARD_ROWS - shard.rows);
        await this.#append(shard, part);
        from += part.length;
        if (shard.rows + part.length >= SHARD_ROWS) {
          await this.#rewrite({ ...shard, rows: shard.rows + part.length }, 'sealed');
        }
      }
      if (!this.#isWaiting(table)) await this.#eraseDead();
    });
  }

  /** Takes passages out of memory at once; `erase` takes them off the disk. */
  forget(passages: readonly number[]): void {
    this.#memory?.remove(passages);
  }

  /** Rewrites every shard that holds vectors of erased passages. */
  async erase(): Promise<void> {
    await this.#exclusive(() => this.#eraseDead());
  }

  async search(
    vector: Float32Array,
    allowed: ReadonlySet<number> | undefined,
    limit: number,
  ): Promise<ScoredPassage[]> {
    const memory = await this.#load();
    if (memory === undefined) return [];
    const query = this.#unit(vector, memory.dimensions);
    if (memory.whole) return memory.search(query, allowed, limit);
    const candidates = memory.candidates(query, allowed, Math.max(STORED_CANDIDATES, limit));
    return (await this.#scoreStored(query, candidates))
      .sort((a, b) => b.score - a.score || a.passage - b.passage)
      .slice(0, limit);
  }

  async score(vector: Float32Array, passages: readonly number[]): Promise<ScoredPassage[]> {
    const memory = await this.#load();
    if (memory === undefined) return [];
    const query = this.#unit(vector, memory.dimensions);
    return memory.whole ? memory.score(query, passages) : this.#scoreStored(query, passages);
  }

  /** Exact cosine from the disk, for stores too large for memory. */
  #scoreStored(query: Float32Array, passages: readonly number[]): Promise<ScoredPassage[]> {
    return this.#exclusive(async () => {
      const table = this.active();
      if (table === undefined) return [];
      const byShard = new Map<number, number[]>();
      const rows = this.#database.all(
        `SELECT passage, shard_id FROM vectors WHERE table_id = ? AND dead = 0
           AND passage IN (SELECT value FROM json_each(?))`,
        table.id,
        JSON.stringify(passages),
      );
      for (const row of rows) {
        const shard = number(row, 'shard_id');
        byShard.set(shard, [...(byShard.get(shard) ?? []), number(row, 'passage')]);
      }
      const scores: ScoredPassage[] = [];
      for (const shard of this.#shards.list(table.id)) {
        const wanted = byShard.get(shard.id);
        if (wanted === undefined) continue;
        const found = await this.#shards.read(shard, wanted);
        for (const [index, passage] of found.passages.entries()) {
          const start = index * shard.dimensions;
          scores.push({ passage, score: dot(found.vectors, start, query) });
        }
      }
      return scores;
    });
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#shards.close();
  }

  #activate(table: VectorTable): void {
    const known = this.#database.get(
      'SELECT id, dimensions FROM vector_tables WHERE embedder = ?',
      table.embedder,
    );
    if (known !== undefined && number(known, 'dimensions') !== table.dimensions) {
      throw new CarrelFailure('invalid-input', 'The embedder changed the size of its vectors.');
    }
    this.#database.run(
      'INSERT OR IGNORE INTO vector_tables (embedder, dimensions, active) VALUES (?, ?, 0)',
      table.embedder,
      table.dimensions,
    );
    this.#database.run('UPDATE vector_tables SET active = (embedder = ?)', table.embedder);
    this.#database.run('DELETE FROM pending_vectors');
    this.#database.run(
      `INSERT INTO pending_vectors (table_id, passage, content_id)
       SELECT t.id, p.id, p.content_id FROM passages p JOIN vector_tables t ON t.active = 1
       WHERE NOT EXISTS
         (SELECT 1 FROM vectors v WHERE v.table_id = t.id AND v.passage = p.id)`,
    );
  }

  /** The rows that are still missing, once each, at unit length. */
  #wanted(
    table: ActiveTable,
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
      if (waiting !== undefined) wanted.set(passage, this.#unit(vector, table.dimensions));
    }
    return wanted;
  }

  #openShard(table: ActiveTable): Shard {
    const open = this.#shards
      .list(table.id)
      .find((shard) => shard.state === 'open' && shard.rows < SHARD_ROWS);
    if (open !== undefined) return open;
    const id = this.#shards.begin(table.id);
    return { ...table, tableId: table.id, id, state: 'writing', version: 0, rows: 0 };
  }

  async #append(shard: Shard, part: readonly (readonly [number, Float32Array])[]): Promise<void> {
    const record = await this.#shards.append(shard, pack(part, shard.dimensions));
    const live = this.#database.transaction(() => {
      record();
      this.#database.run(`UPDATE shards SET state = 'open' WHERE id = ?`, shard.id);
      return part.filter(([passage]) => this.#mark(shard, passage));
    });
    for (const [passage, vector] of live) this.#memory?.add(passage, vector);
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

  #isWaiting(table: ActiveTable): boolean {
    return (
      this.#database.get('SELECT 1 FROM pending_vectors WHERE table_id = ? LIMIT 1', table.id) !==
      undefined
    );
  }

  async #eraseDead(): Promise<void> {
    const dead = new Set(
      this.#database
        .all('SELECT DISTINCT shard_id FROM vectors WHERE dead = 1')
        .map((row) => number(row, 'shard_id')),
    );
    for (const shard of this.#shards.list()) {
      if (dead.has(shard.id)) await this.#rewrite(shard, shard.state);
    }
  }

  /**
   * A crash may come between LanceDB's commit and the catalogue's. A shard with other
   * files than were recorded is written anew with the rows that count, each once.
   */
  async #reconcile(): Promise<void> {
    const table = this.active();
    if (table === undefined || this.#reconciled.has(table.id)) return;
    for (const shard of this.#shards.list(table.id)) {
      if (shard.state === 'writing') continue;
      if (!(await this.#shards.isSettled(shard))) await this.#rewrite(shard, 'open');
    }
    this.#reconciled.add(table.id);
  }

  /** Replaces a shard by one with only the rows that count; what cannot be read is embedded again. */
  async #rewrite(shard: Shard, state: Shard['state']): Promise<void> {
    const rows = await this.#shards.read(shard).catch(() => undefined);
    const kept = rows === undefined ? [] : this.#survivors(shard, rows);
    const next = { ...shard, id: this.#shards.begin(shard.tableId), rows: 0 };
    const record =
      kept.length === 0 ? undefined : await this.#shards.append(next, pack(kept, shard.dimensions));
    this.#database.transaction(() => {
      record?.();
      this.#database.run('UPDATE shards SET state = ? WHERE id = ?', state, next.id);
      for (const [passage] of kept) this.#mark(next, passage);
      this.#database.run(
        `INSERT OR IGNORE INTO pending_vectors (table_id, passage, content_id)
         SELECT v.table_id, p.id, p.content_id FROM vectors v
         JOIN passages p ON p.id = v.passage
         JOIN vector_tables t ON t.id = v.table_id AND t.active = 1 WHERE v.shard_id = ?`,
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

  async #load(): Promise<VectorMemory | undefined> {
    if (this.#memory !== undefined) return this.#memory;
    this.#loading ??= this.#exclusive(() => this.#readAll()).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #readAll(): Promise<VectorMemory | undefined> {
    const table = this.active();
    if (table === undefined) return undefined;
    await this.#reconcile();
    const memory = new VectorMemory(table.dimensions, this.#maxMemory);
    for (const shard of this.#shards.list(table.id)) {
      if (shard.state === 'writing') continue;
      const { passages, vectors } = await this.#shards.read(shard);
      for (const [index, passage] of passages.entries()) {
        const start = index * table.dimensions;
        memory.add(passage, vectors.subarray(start, start + table.dimensions));
      }
    }
    // Passages erased while the shards were read, and those waiting to be.
    memory.remove(
      this.#database
        .all('SELECT passage FROM vectors WHERE table_id = ? AND dead = 1', table.id)
        .map((row) => number(row, 'passage')),
    );
    this.#memory = memory;
    return memory;
  }

  #unit(vector: Float32Array, dimensions: number): Float32Array {
    let square = 0;
    for (const value of vector) square += value * value;
    if (vector.length !== dimensions || !Number.isFinite(square) || square === 0) {
      throw new CarrelFailure('embed-failed', 'The embedding model gave an unusable vector.');
    }
    const length = Math.sqrt(square);
    return vector.map((value) => value / length);
  }

  /** LanceDB doubles rows when two writers meet: one change at a time. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work, work);
    this.#last = run.catch(() => undefined);
    return run;
  }
}

function pack(rows: readonly (readonly [number, Float32Array])[], dimensions: number): VectorRows {
  const passages = new Int32Array(rows.length);
  const vectors = new Float32Array(rows.length * dimensions);
  for (const [index, [passage, vector]] of rows.entries()) {
    passages[index] = passage;
    vectors.set(vector, index * dimensions);
  }
  return { passages, vectors };
}
