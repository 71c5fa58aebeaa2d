import { expect, test } from 'vitest';
import { boxesOf } from '../../src/store/boxes.ts';
import type { StoredPage } from '../../src/store/types/passages.ts';

/** Letters of half an em's width, an em of ten points, lines sixteen points apart. */
const LETTER = 5;
const HEIGHT = 10;
const LEADING = 16;
const SIZE = { width: 400, height: 300 };

type Place = readonly [left: number, top: number, width: number, height: number];

/** Words as they are stored of lines on a page that is shown turned clockwise by `rotation`. */
function pageOf(lines: readonly string[], rotation: number): StoredPage {
  const words: number[] = [];
  let offset = 0;
  lines.forEach((line, row) => {
    let along = 40;
    for (const word of line.split(' ')) {
      const long = word.length * LETTER;
      const place = unturned([along, 30 + row * LEADING, long, HEIGHT], rotation);
      words.push(offset, offset + word.length, ...place);
      offset += word.length + 1;
      along += long + LETTER;
    }
  });
  const page = { number: 1, text: lines.join('\n'), ...SIZE, rotation, confidences: null };
  return { ...page, words: Float32Array.from(words), cells: new Uint32Array(0) };
}

function unturned([left, top, width, height]: Place, rotation: number): Place {
  if (rotation === 90) return [top, SIZE.height - left - width, height, width];
  if (rotation === 180)
    return [SIZE.width - left - width, SIZE.height - top - height, width, height];
  if (rotation === 270) return [SIZE.width - top - height, left, height, width];
  return [left, top, width, height];
}

test.each([0, 90, 180, 270])('one box a line, on pages turned by %i degrees', (rotation) => {
  const lines = ['Ladders of a length', 'and kind as I like', 'it'];
  const page = pageOf(lines, rotation);
  const span = { page: 1, start: 0, end: page.text.length };
  const boxes = boxesOf([span], () => page);
  expect(boxes.map(({ left, top, width, height }) => [left, top, width, height])).toEqual(
    lines.map((line, row) =>
      unturned([40, 30 + row * LEADING, line.length * LETTER, HEIGHT], rotation),
    ),
  );
});

test('one word a line stays a box a word', () => {
  const page = pageOf(['ill', 'it', 'lettuce'], 0);
  const boxes = boxesOf([{ page: 1, start: 0, end: page.text.length }], () => page);
  expect(boxes.map(({ width }) => width)).toEqual([15, 10, 35]);
});

test('a line that leans is marked word by word, without gaps', () => {
  const level = pageOf(['a line that goes up', 'and another below it'], 0);
  const words = level.words.map((value, at) =>
    // Every point further right lies a tenth of a point higher.
    at % 6 === 3 ? value - 0.1 * (level.words[at - 1] ?? 0) : value,
  );
  const page = { ...level, words };
  const boxes = boxesOf([{ page: 1, start: 0, end: page.text.length }], () => page);
  expect(boxes.map(({ height }) => height)).toEqual(Array.from({ length: 9 }, () => HEIGHT));
  const [first, second, third] = boxes;
  expect([first?.left, second?.left, third?.left]).toEqual([40, 50, 75]);
  expect([first?.width, second?.width]).toEqual([10, 25]);
});

test.each([90, 180, 270])('so is one on a page turned by %i degrees', (rotation) => {
  const level = pageOf(['a line that goes up'], rotation);
  const [along, aside] = rotation === 180 ? [2, 3] : [3, 2];
  const words = level.words.map((value, at) =>
    at % 6 === aside ? value - 0.1 * (level.words[at - aside + along] ?? 0) : value,
  );
  const page = { ...level, words };
  const boxes = boxesOf([{ page: 1, start: 0, end: page.text.length }], () => page);
  expect(boxes).toHaveLength(5);
  const ends = boxes.map(({ left, top, width, height }) =>
    rotation === 180 ? [left, left + width] : [top, top + height],
  );
  const [low, high] = [Math.min(...ends.flat()), Math.max(...ends.flat())];
  expect(ends.reduce((sum, [from = 0, to = 0]) => sum + to - from, 0)).toBeCloseTo(high - low, 3);
});
