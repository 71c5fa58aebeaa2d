import type { Database } from './database.ts';
import type { PassageFilter } from './passage-filter.ts';
import { number } from './row.ts';
import type { Shards } from './shards.ts';
import { BestPassages } from './top-passages.ts';
import type { PassagePredicate, ScoredPassage } from './types/search.ts';
import type { VectorTable } from './types/vectors.ts';
import { HIDDEN_CONTENTS } from './unfinished.ts';
import { dot, VectorMemory } from './vector-memory.ts';
import { unitVector } from './vector-rows.ts';
import {
  activateTable,
  activeTable,
  adoptNext,
  cancelNext,
  filledTable,
  prepareTable,
  queueMissing,
} from './vector-table.ts';
import { findTwins, type Twin } from './vector-twins.ts';
import { VectorWriter } from './vector-writer.ts';

/** Candidates read from the disk, about 2 ms a shard that holds one. */
const STORED_CANDIDATES = 500;

/**
 * Vectors on disk and in memory. LanceDB keeps them, the catalogue says which of them count.
 * One writer at a time; searches read memory, and the disk where memory does not hold all.
 */
export class Vectors {
  readonly #database: Database;
  readonly #shards: Shards;
  readonly #writer: VectorWriter;
  /** Bytes of vectors held in memory. */
  readonly #maxMemory: number | undefined;
  #memory: VectorMemory | undefined;
  #loading: Promise<VectorMemory | undefined> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(database: Database, shards: Shards, maxMemory?: number) {
    this.#database = database;
    this.#shards = shards;
    this.#writer = new VectorWriter(database, shards);
    this.#maxMemory = maxMemory;
  }

  /** Clears up after a crash; loads LanceDB only when something is left to erase. */
  async open(): Promise<void> {
    await this.#exclusive(async () => {
      await this.#shards.tidy();
      await this.#writer.eraseDead();
    });
  }

  /** Chooses the table to fill and to search. Throws `invalid-input` for an impossible size. */
  async use(table: VectorTable): Promise<void> {
    await this.#exclusive(async () => {
      const before = activeTable(this.#database);
      activateTable(this.#database, table);
      const after = activeTable(this.#database);
      if (after?.id !== before?.id) this.#unload();
      if (after !== undefined) await this.#writer.reconcile(after);
    });
  }

  /** Begins to fill another table beside the one in use. Throws like `use`. */
  async prepare(table: VectorTable): Promise<void> {
    await this.#exclusive(async () => {
      prepareTable(this.#database, table);
      await this.#writer.eraseDead();
    });
  }

  /** Gives up the table that is being filled. */
  async cancel(): Promise<void> {
    await this.#exclusive(async () => {
      cancelNext(this.#database);
      await this.#writer.eraseDead();
    });
  }

  /** Puts the filled table into use and erases the other; false where it is not complete. */
  async adopt(also: (embedder: string) => void): Promise<boolean> {
    return await this.#exclusive(async () => {
      if (!adoptNext(this.#database, also)) return false;
      this.#unload();
      await this.#writer.eraseDead();
      return true;
    });
  }

  async write(
    rows: readonly { passage: number; vector: Float32Array }[],
    embedder?: string,
  ): Promise<void> {
    if (rows.length === 0) return;
    await this.#exclusive(async () => {
      const active = activeTable(this.#database);
      const table = embedder === undefined ? active : filledTable(this.#database, embedder);
      if (active === undefined)
        throw new Error('no embedder was chosen before vectors were written');
      // Its embedder was given up meanwhile.
      if (table === undefined) return;
      await this.#writer.write(table, rows, (passage, vector) => {
        if (table.id === active.id) this.#memory?.add(passage, vector);
      });
    });
  }

  /**
   * Gives waiting passages the vectors of others whose embedded text is the same; those that have
   * one then.
   */
  async copy(passages: readonly number[], embedder: string): Promise<Set<number>> {
    const table = filledTable(this.#database, embedder);
    if (table === undefined) return new Set();
    const twins = findTwins(this.#database, table, passages);
    if (twins.length === 0) return new Set();
    const rows = await this.#exclusive(() => this.#readTwins(table.id, twins));
    await this.write(rows, embedder);
    return new Set(rows.map(({ passage }) => passage));
  }

  async #readTwins(
    tableId: number,
    twins: readonly Twin[],
  ): Promise<{ passage: number; vector: Float32Array }[]> {
    const byShard = Map.groupBy(twins, ({ shard }) => shard);
    const rows: { passage: number; vector: Float32Array }[] = [];
    for (const shard of this.#shards.list(tableId)) {
      const wanted = byShard.get(shard.id);
      if (wanted === undefined || shard.state === 'writing') continue;
      const { passages, vectors } = await this.#shards.read(
        shard,
        wanted.map(({ twin }) => twin),
      );
      const at = new Map(
        Array.from(passages, (passage, index) => [passage, index * shard.dimensions] as const),
      );
      for (const { passage, twin } of wanted) {
        const start = at.get(twin);
        if (start === undefined) continue;
        rows.push({ passage, vector: vectors.subarray(start, start + shard.dimensions) });
      }
    }
    return rows;
  }

  #unload(): void {
    this.#memory = undefined;
    this.#loading = undefined;
  }

  /** Takes passages out of memory at once; `erase` takes them off the disk. */
  forget(passages: readonly number[]): void {
    this.#memory?.remove(passages);
  }

  /** Rewrites every shard that holds vectors of erased passages. */
  async erase(): Promise<void> {
    await this.#exclusive(() => this.#writer.eraseDead());
  }

  /** Embeds the passages of damaged shards again, and whatever has no vector and waits for none. */
  async embedAgain(shards: readonly number[]): Promise<void> {
    await this.#exclusive(async () => {
      this.#unload();
      await this.#writer.forsake(shards);
      this.#database.transaction(() => queueMissing(this.#database));
    });
  }

  /** Runs `work` while no vector file changes. */
  async still<T>(work: () => Promise<T>): Promise<T> {
    return await this.#exclusive(work);
  }

  async search(
    vector: Float32Array,
    allowed: PassageFilter | undefined,
    limit: number,
    apart?: PassagePredicate,
  ): Promise<ScoredPassage[]> {
    const memory = await this.#load();
    if (memory === undefined) return [];
    const query = unitVector(vector, memory.dimensions);
    if (memory.whole) return memory.search(query, allowed, limit, apart);
    const count = Math.max(STORED_CANDIDATES, limit);
    const candidates = memory.candidates(query, allowed, count, apart);
    const best = new BestPassages(limit, apart);
    for (const { passage, score } of await this.#scoreStored(query, candidates)) {
      best.offer(passage, score);
    }
    return best.sorted();
  }

  async score(vector: Float32Array, passages: readonly number[]): Promise<ScoredPassage[]> {
    const memory = await this.#load();
    if (memory === undefined) return [];
    const query = unitVector(vector, memory.dimensions);
    return memory.whole ? memory.score(query, passages) : this.#scoreStored(query, passages);
  }

  /** Exact cosine from the disk, for stores too large for memory. */
  #scoreStored(query: Float32Array, passages: readonly number[]): Promise<ScoredPassage[]> {
    return this.#exclusive(async () => {
      const table = activeTable(this.#database);
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

  async #load(): Promise<VectorMemory | undefined> {
    if (this.#memory !== undefined) return this.#memory;
    this.#loading ??= this.#exclusive(() => this.#readAll()).finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #readAll(): Promise<VectorMemory | undefined> {
    const table = activeTable(this.#database);
    if (table === undefined) return undefined;
    await this.#writer.reconcile(table);
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
        .all(
          `SELECT passage FROM vectors WHERE table_id = ? AND dead = 1
           UNION SELECT id FROM passages WHERE content_id IN ${HIDDEN_CONTENTS}`,
          table.id,
        )
        .map((row) => number(row, 'passage')),
    );
    this.#memory = memory;
    return memory;
  }

  /** LanceDB doubles rows when two writers meet: one change at a time. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work, work);
    this.#last = run.catch(() => undefined);
    return run;
  }
}
