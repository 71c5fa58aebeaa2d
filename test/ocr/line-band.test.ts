import { expect, test } from 'vitest';
import { bandsOf } from '../../src/ocr/line-band.ts';
import type { RecognisedLine } from '../../src/ocr/recogniser.ts';

/** A line of words, each by how far it reaches above and below the baseline, in pixels. */
function line(
  baseline: number,
  ...reaches: readonly (readonly [up: number, down: number])[]
): RecognisedLine {
  const words = reaches.map(([up, down], at) => ({
    text: 'word',
    confidence: 95,
    left: at * 60,
    right: at * 60 + 50,
    top: baseline - up,
    bottom: baseline + down,
  }));
  return { words, area: 0, baseline, height: 42 };
}

test('a word that specks have made higher does not make its line higher', () => {
  const clean = line(100, [32, 0], [32, 10], [22, 0], [32, 0], [32, 10]);
  const specked = line(160, [32, 0], [36, 13], [32, 0], [22, 10], [32, 0]);
  const level = line(220, [32, 0], [22, 0], [32, 0]);
  expect(bandsOf([clean, specked, level], [10, 10, 10])).toEqual([
    [68, 110],
    [128, 170],
    [188, 220],
  ]);
});

test('larger print, and print too little to tell, stand as they were measured', () => {
  const text = line(100, ...Array.from({ length: 9 }, () => [32, 10] as const));
  const heading = line(40, [60, 18], [60, 0]);
  expect(bandsOf([heading, text], [18, 10])).toEqual([
    [-20, 58],
    [68, 110],
  ]);
});
