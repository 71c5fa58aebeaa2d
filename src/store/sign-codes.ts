/** Rows whose mean the codes are centred on; more would not move it. */
const SAMPLE = 5_000;

/** One bit a number: on which side of the mean it lies. 32 times smaller than the vectors. */
export interface SignCodes {
  set(row: number, vector: Float32Array): void;
  /** An estimate of the cosine, to rank by, for each of the first `rows` rows. */
  scan(query: Float32Array, rows: number, visit: (row: number, score: number) => void): void;
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
  const width = Math.ceil(dimensions / 8);
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

  function scan(
    query: Float32Array,
    count: number,
    visit: (row: number, score: number) => void,
  ): void {
    const tables = lookUpTables(query, deviation, width);
    for (let row = 0, at = 0; row < count; row += 1) {
      let score = 0;
      for (let byte = 0; byte < width; byte += 1, at += 1) {
        score += tables[(byte << 8) | (codes[at] ?? 0)] ?? 0;
      }
      visit(row, score);
    }
  }

  for (let row = 0; row < rows; row += 1) set(row, vectorOf(row));
  return { set, scan };
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
