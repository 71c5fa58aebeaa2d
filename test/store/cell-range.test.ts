import { expect, test } from 'vitest';
import { cellRange } from '../../src/store/cell-range.ts';

// "Tea\t\t3\nMilk\t1\t2", below each other in columns Z, AA and AB of rows 9 and 10.
const cells = Uint32Array.of(0, 8, 25, 5, 8, 27, 7, 9, 25, 12, 9, 26, 14, 9, 27);
const range = (...spans: [number, number][]): string =>
  cellRange(
    spans.map(([start, end]) => ({ page: 1, start, end })),
    (page) => (page === 1 ? cells : undefined),
  );

test.each([
  [[[0, 3]], 'Z9'],
  [[[1, 2]], 'Z9'],
  [[[0, 6]], 'Z9:AB9'],
  [[[7, 15]], 'Z10:AB10'],
  [[[5, 13]], 'Z9:AB10'],
  [[[12, 13]], 'AA10'],
  [[[6, 7]], ''],
  [
    [
      [0, 6],
      [12, 15],
    ],
    'Z9:AB9, AA10:AB10',
  ],
] as [[number, number][], string][])('%j lies in %s', (spans, expected) => {
  expect(range(...spans)).toBe(expected);
});

test('there is none on a page without cells', () => {
  expect(cellRange([{ page: 2, start: 0, end: 9 }], () => undefined)).toBe('');
});
