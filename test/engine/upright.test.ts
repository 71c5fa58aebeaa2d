import { expect, test } from 'vitest';
import { shownRotation } from '../../src/engine/upright.ts';
import type { StoredPage } from '../../src/store/types/passages.ts';

/** Two lines of three words on a sheet of 300 by 200, its words turned clockwise by quarters. */
function pageOf(quarters: number): StoredPage {
  const words: number[] = [];
  [30, 60].forEach((top, line) => {
    [20, 90, 160].forEach((left, word) => {
      const place = turned([left, top, 60, 12], quarters);
      const start = (line * 3 + word) * 2;
      words.push(start, start + 1, ...place);
    });
  });
  return {
    number: 1,
    text: 'a b c\nd e f',
    width: 300,
    height: 200,
    rotation: 0,
    words: Float32Array.from(words),
    cells: new Uint32Array(0),
    confidences: new Uint8Array(6).fill(90),
  };
}

function turned(
  [left, top, width, height]: [number, number, number, number],
  quarters: number,
): number[] {
  if (quarters === 1) return [200 - top - height, left, height, width];
  if (quarters === 2) return [300 - left - width, 200 - top - height, width, height];
  return quarters === 3 ? [top, 300 - left - width, height, width] : [left, top, width, height];
}

test.each([
  [0, 0],
  [1, 270],
  [2, 180],
  [3, 90],
])('a sheet that lay turned by %i quarters is shown turned by %i degrees', (quarters, degrees) => {
  expect(shownRotation(pageOf(quarters))).toBe(degrees);
});

test('a page that was not recognised, or has no words, is shown as its document says', () => {
  expect(shownRotation({ ...pageOf(1), confidences: null, rotation: 90 })).toBe(90);
  const blank = { words: new Float32Array(0), confidences: new Uint8Array(0), rotation: 180 };
  expect(shownRotation({ ...pageOf(0), ...blank })).toBe(180);
});
