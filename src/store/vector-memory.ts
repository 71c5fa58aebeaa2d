import type { PassageFilter } from './passage-filter.ts';
import { bestRows, signCodes, type SignCodes } from './sign-codes.ts';
import { BestPassages } from './top-passages.ts';
import type { PassagePredicate, ScoredPassage } from './types/search.ts';

/** Rows a block holds: bounds what growing allocates at once. */
const BLOCK = 8192;
/** Up to this many rows every vector is compared: about 7 ms for 20,000 of 384 dimensions. */
export const EXACT_ROWS = 20_000;
/**
 * Beyond, this many are compared exactly, chosen by their sign codes, or this share of them. Of
 * 100,000 real vectors, perturbed, they held .997 of the hundred nearest; half as many held .976.
 */
const CANDIDATES = 4_000;
const CANDIDATE_SHARE = 0.04;

/** Bytes of vectors kept: 350,000 of 384 numbers. Beyond, only their codes are, 32 times smaller. */
const MAX_BYTES = 512 * 1024 * 1024;

/** The unit vectors of one table, searched in memory. */
export class VectorMemory {
  readonly dimensions: number;
  readonly #maxBytes: number;
  #blocks: Float32Array[] = [];
  #whole = true;
  readonly #passages: number[] = [];
  readonly #rowOf = new Map<number, number>();
  #codes: SignCodes | undefined;

  constructor(dimensions: number, maxBytes = MAX_BYTES) {
    this.dimensions = dimensions;
    this.#maxBytes = maxBytes;
  }

  /** False once the vectors are too many to keep: candidates must then be scored from the disk. */
  get whole(): boolean {
    return this.#whole;
  }

  get size(): number {
    return this.#passages.length;
  }

  /** Adds a unit vector; a passage that is there already keeps the one it has. */
  add(passage: number, vector: Float32Array): void {
    if (this.#rowOf.has(passage)) return;
    const row = this.#passages.length;
    if (this.#whole && (row + 1) * this.dimensions * 4 > this.#maxBytes) this.#keepCodesOnly();
    this.#passages.push(passage);
    this.#rowOf.set(passage, row);
    this.#codes?.set(row, vector);
    if (!this.#whole) return;
    if (row % BLOCK === 0 && row / BLOCK === this.#blocks.length) {
      this.#blocks.push(new Float32Array(BLOCK * this.dimensions));
    }
    this.#vector(row).set(vector);
  }

  /** Takes passages out; the last row moves into the gap and its old place is overwritten. */
  remove(passages: readonly number[]): void {
    for (const passage of passages) {
      const row = this.#rowOf.get(passage);
      if (row === undefined) continue;
      const last = this.#passages.length - 1;
      const moved = this.#passages[last];
      this.#rowOf.delete(passage);
      if (row !== last && moved !== undefined) {
        if (this.#whole) this.#vector(row).set(this.#vector(last));
        this.#codes?.copy(last, row);
        this.#passages[row] = moved;
        this.#rowOf.set(moved, row);
      }
      if (this.#whole) this.#vector(last).fill(0);
      this.#passages.pop();
    }
  }

  /**
   * The best by cosine, of all or of the allowed ones, and as many of those that `apart` tells. Approximate
   * above `EXACT_ROWS`.
   */
  search(
    query: Float32Array,
    allowed: PassageFilter | undefined,
    limit: number,
    apart?: PassagePredicate,
  ): ScoredPassage[] {
    return this.#best(query, this.#compared(query, allowed, limit, apart), limit, apart);
  }

  /** Rows that are compared exactly. */
  #compared(
    query: Float32Array,
    allowed: PassageFilter | undefined,
    limit: number,
    apart: PassagePredicate | undefined,
  ): Iterable<number> {
    const only = allowed?.except === false ? allowed.ids : undefined;
    if (only !== undefined && (only.length <= CANDIDATES || this.size <= EXACT_ROWS)) {
      return this.#rowsOf(only);
    }
    if (this.size <= EXACT_ROWS) {
      if (allowed === undefined) return this.#passages.keys();
      return this.#passages.keys().filter((row) => allowed.has(this.#passages[row] ?? 0));
    }
    const count = Math.max(CANDIDATES, CANDIDATE_SHARE * this.size, 4 * limit);
    return this.#candidateRows(query, allowed, count, apart);
  }

  /** Exact cosine of given passages; unknown ones are left out. */
  score(query: Float32Array, passages: readonly number[]): ScoredPassage[] {
    const scores: ScoredPassage[] = [];
    for (const passage of passages) {
      const row = this.#rowOf.get(passage);
      if (row === undefined) continue;
      const block = this.#blocks[Math.floor(row / BLOCK)];
      if (block === undefined) continue;
      scores.push({ passage, score: dot(block, (row % BLOCK) * this.dimensions, query) });
    }
    return scores;
  }

  /** The best rows by exact cosine. */
  #best(
    query: Float32Array,
    rows: Iterable<number>,
    limit: number,
    apart: PassagePredicate | undefined,
  ): ScoredPassage[] {
    const best = new BestPassages(limit, apart);
    for (const row of rows) {
      const block = this.#blocks[Math.floor(row / BLOCK)];
      if (block === undefined) continue;
      const cosine = dot(block, (row % BLOCK) * this.dimensions, query);
      best.offer(this.#passages[row] ?? 0, cosine);
    }
    return best.sorted();
  }

  /** Rows in the order they lie in memory, which is read faster that way. */
  #rowsOf(passages: readonly number[]): Uint32Array {
    const rows = new Uint32Array(passages.length);
    let count = 0;
    for (const passage of passages) {
      const row = this.#rowOf.get(passage);
      if (row !== undefined) rows[count++] = row;
    }
    return rows.subarray(0, count).sort();
  }

  /** At least `limit` passages, where there are, among which the best by cosine nearly surely are. */
  candidates(
    query: Float32Array,
    allowed: PassageFilter | undefined,
    limit: number,
    apart?: PassagePredicate,
  ): number[] {
    const rows = this.#candidateRows(query, allowed, limit, apart);
    return [...rows].map((row) => this.#passages[row] ?? 0);
  }

  #candidateRows(
    query: Float32Array,
    allowed: PassageFilter | undefined,
    limit: number,
    apart: PassagePredicate | undefined,
  ): Iterable<number> {
    const scores = this.#encoded().scan(query, this.size);
    if (allowed !== undefined) {
      for (let row = 0; row < scores.length; row += 1) {
        if (!allowed.has(this.#passages[row] ?? 0)) scores[row] = Number.NEGATIVE_INFINITY;
      }
    }
    const best = bestRows(scores, limit);
    if (apart === undefined) return best;
    for (let row = 0; row < scores.length; row += 1) {
      if (!apart(this.#passages[row] ?? 0)) scores[row] = Number.NEGATIVE_INFINITY;
    }
    return new Set([...best, ...bestRows(scores, limit)]);
  }

  #encoded(): SignCodes {
    this.#codes ??= signCodes(this.dimensions, this.size, (row) => this.#vector(row));
    return this.#codes;
  }

  #keepCodesOnly(): void {
    this.#encoded();
    this.#whole = false;
    this.#blocks = [];
  }

  #vector(row: number): Float32Array {
    const start = (row % BLOCK) * this.dimensions;
    const block = this.#blocks[Math.floor(row / BLOCK)];
    if (block === undefined) throw new RangeError(`no vector in row ${row}`);
    return block.subarray(start, start + this.dimensions);
  }
}

/** The dot product in four partial sums, which the processor adds in parallel: twice as fast as one. */
export function dot(block: Float32Array, offset: number, query: Float32Array): number {
  const length = query.length;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    a += (block[offset + i] ?? 0) * (query[i] ?? 0);
    b += (block[offset + i + 1] ?? 0) * (query[i + 1] ?? 0);
    c += (block[offset + i + 2] ?? 0) * (query[i + 2] ?? 0);
    d += (block[offset + i + 3] ?? 0) * (query[i + 3] ?? 0);
  }
  for (; i < length; i += 1) a += (block[offset + i] ?? 0) * (query[i] ?? 0);
  return a + b + c + d;
}
