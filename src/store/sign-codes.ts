/** Rows whose mean the codes are centred on; more would not move it. */
const SAMPLE = 5_000;
const BINS = 4096;

/** Binary codes of vectors: one bit a dimension, on which side of the mean it lies; a 32nd of their size. */
export interface SignCodes {
  set(row: number, vector: Float32Array): void;
  /** Gives a row another row's code. */
  copy(from: number, to: number): void;
  /** An estimate of the cosine, to rank by, for each of the first `rows` rows. */
  scan(query: Float32Array, rows: number): Float32Array;
}

/**
 * Codes of `rows` vectors. Embedders crowd their vectors around a mean; what tells two of them
 * apart is the deviation from it. A vector is taken as mean + sign * mean deviation in each
 * number, so that the estimate of its product with the query is a sum of one table look-up a byte
 * (the asymmetric distance of product quantisation, Jegou et al. 2011, with one bit a number).
 */
export function signCodes(
  dimensions: number,
  rows: number,
  vectorOf: (row: number) => Float32Array,
): SignCodes {
  const { mean, deviation } = statistics(dimensions, rows, vectorOf);
  const width = 4 * Math.ceil(dimensions / 32);
  let codes = new Uint8Array(width * Math.max(1024, rows));

  function set(row: number, vector: Float32Array): void {
    if ((row + 1) * width > codes.length) {
      const grown = new Uint8Array(Math.max(2 * codes.length, (row + 1) * width));
      grown.set(codes);
      codes = grown;
    }
    for (let byte = 0; byte < width; byte += 1) {
      let bits = 0;
      for (let bit = 0; bit < 8; bit += 1) {
        const i = byte * 8 + bit;
        if ((vector[i] ?? 0) > (mean[i] ?? 0)) bits |= 1 << bit;
      }
      codes[row * width + byte] = bits;
    }
  }

  // Four sums side by side: one alone waits for each addition, three times slower.
  function scan(query: Float32Array, count: number): Float32Array {
    const tables = lookUpTables(query, deviation, width);
    const scores = new Float32Array(count);
    for (let row = 0, at = 0; row < count; row += 1) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let table = 0; table < width << 8; table += 1024, at += 4) {
        a += tables[table + (codes[at] ?? 0)] ?? 0;
        b += tables[table + 256 + (codes[at + 1] ?? 0)] ?? 0;
        c += tables[table + 512 + (codes[at + 2] ?? 0)] ?? 0;
        d += tables[table + 768 + (codes[at + 3] ?? 0)] ?? 0;
      }
      scores[row] = a + b + c + d;
    }
    return scores;
  }

  for (let row = 0; row < rows; row += 1) set(row, vectorOf(row));
  function copy(from: number, to: number): void {
    codes.copyWithin(to * width, from * width, (from + 1) * width);
  }
  return { set, copy, scan };
}

function statistics(
  dimensions: number,
  rows: number,
  vectorOf: (row: number) => Float32Array,
): { mean: Float32Array; deviation: Float32Array } {
  const step = Math.max(1, Math.floor(rows / SAMPLE));
  const mean = new Float32Array(dimensions);
  const deviation = new Float32Array(dimensions);
  let count = 0;
  for (let row = 0; row < rows; row += step, count += 1) {
    for (const [i, value] of vectorOf(row).entries()) mean[i] = (mean[i] ?? 0) + value;
  }
  for (let i = 0; i < dimensions; i += 1) mean[i] = (mean[i] ?? 0) / Math.max(1, count);
  for (let row = 0; row < rows; row += step) {
    for (const [i, value] of vectorOf(row).entries()) {
      deviation[i] = (deviation[i] ?? 0) + Math.abs(value - (mean[i] ?? 0)) / count;
    }
  }
  return { mean, deviation };
}

/**
 * Rows of the best scores, in the order of rows: at least `limit`, and all that share the last one's bin of a
 * histogram. One pass in place of a heap, which at thousands of candidates took longer than the
 * scan. Scores of minus infinity never count.
 */
export function bestRows(scores: Float32Array, limit: number): Uint32Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] ?? 0;
    if (score > high) high = score;
    if (score < low && score !== Number.NEGATIVE_INFINITY) low = score;
  }
  const scale = high > low ? (BINS - 1) / (high - low) : 0;
  const bins = new Uint32Array(BINS);
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] ?? 0;
    if (score < low) continue;
    const bin = ((score - low) * scale) | 0;
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  let last = BINS - 1;
  let count = bins[last] ?? 0;
  for (; count < limit && last > 0; count += bins[last] ?? 0) last -= 1;
  const rows = new Uint32Array(count);
  let at = 0;
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] ?? 0;
    if (score >= low && (((score - low) * scale) | 0) >= last) rows[at++] = row;
  }
  return rows;
}

/** For every byte of a code and every value of it, its share of the estimate. */
function lookUpTables(query: Float32Array, deviation: Float32Array, width: number): Float32Array {
  const tables = new Float32Array(width * 256);
  for (let byte = 0; byte < width; byte += 1) {
    for (let value = 0; value < 256; value += 1) {
      let sum = 0;
      for (let bit = 0; bit < 8; bit += 1) {
        const i = byte * 8 + bit;
        const share = (query[i] ?? 0) * (deviation[i] ?? 0);
        sum += (value >> bit) & 1 ? share : -share;
      }
      tables[(byte << 8) | value] = sum;
    }
  }
  return tables;
}
