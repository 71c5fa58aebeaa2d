import { CarrelFailure } from '../contract/errors.ts';
import type { VectorRows } from './lance.ts';

/** A copy at unit length. Throws `embed-failed` for another size, and where there is no direction. */
export function unitVector(vector: Float32Array, dimensions: number): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  if (vector.length !== dimensions || !Number.isFinite(square) || square === 0) {
    throw new CarrelFailure('embed-failed', 'The embedding model gave an unusable vector.');
  }
  const length = Math.sqrt(square);
  return vector.map((value) => value / length);
}

/** Passages with their vectors, laid out as LanceDB takes them. */
export function packRows(
  rows: readonly (readonly [number, Float32Array])[],
  dimensions: number,
): VectorRows {
  const passages = new Int32Array(rows.length);
  const vectors = new Float32Array(rows.length * dimensions);
  for (const [index, [passage, vector]] of rows.entries()) {
    passages[index] = passage;
    vectors.set(vector, index * dimensions);
  }
  return { passages, vectors };
}
