/** A PDF transformation `[a b c d e f]`, as in ISO 32000-2, 8.3.3. */
export type Matrix = readonly [number, number, number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

/** Moves the origin by `x`, `y` within `matrix`. */
export function translate(matrix: Matrix, x: number, y: number): Matrix {
  return [
    matrix[0],
    matrix[1],
    matrix[2],
    matrix[3],
    matrix[0] * x + matrix[2] * y + matrix[4],
    matrix[1] * x + matrix[3] * y + matrix[5],
  ];
}

/** A matrix from an operator's arguments, or null where they are not six finite numbers. */
export function toMatrix(value: unknown): Matrix | null {
  const list: unknown[] | null = Array.isArray(value)
    ? value
    : value instanceof Float32Array || value instanceof Float64Array
      ? [...value]
      : null;
  if (list === null || list.length < 6) return null;
  const numbers = list.slice(0, 6).map((item) => (typeof item === 'number' ? item : NaN));
  if (!numbers.every(Number.isFinite)) return null;
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers;
  return [a, b, c, d, e, f];
}
