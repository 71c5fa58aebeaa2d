import { expect, test } from 'vitest';
import type { Grey } from '../../src/ocr/grey.ts';
import { withoutSpecks } from '../../src/ocr/specks.ts';

/** A white sheet with black squares: [left, top, side]. */
function sheetOf(squares: readonly (readonly [number, number, number])[]): Grey {
  const [width, height] = [200, 120];
  const data = new Uint8Array(width * height).fill(255);
  for (const [left, top, side] of squares) {
    for (let y = top; y < top + side; y += 1)
      data.fill(0, y * width + left, y * width + left + side);
  }
  return { width, height, data };
}

const letters = Array.from({ length: 10 }, (_, at) => [10 + at * 18, 50, 12] as const);
const stop = [195, 58, 3] as const;

test('specks smaller than a full stop go, and the full stop stays', () => {
  const specks = [
    [30, 20, 2],
    [90, 100, 1],
    [150, 40, 2],
    [0, 0, 1],
    [199, 119, 1],
  ] as const;
  const cleaned = withoutSpecks(sheetOf([...letters, stop, ...specks]), 300);
  expect(cleaned).toEqual(sheetOf([...letters, stop]));
});

test('at half the resolution a full stop is a quarter of the pixels', () => {
  const small = [195, 58, 2] as const;
  const specks = [
    [30, 20, 1],
    [90, 100, 1],
    [150, 40, 1],
  ] as const;
  const cleaned = withoutSpecks(sheetOf([...letters, small, ...specks]), 150);
  expect(cleaned).toEqual(sheetOf([...letters, small]));
});

test('a clean sheet with a few dots of fine print is left alone', () => {
  const many = letters.flatMap(
    ([left, top, side]) =>
      [
        [left, top, side],
        [left, top - 40, side],
      ] as const,
  );
  const dots = sheetOf([...many, [60, 90, 2]]);
  expect(withoutSpecks(dots, 300)).toBe(dots);
});
