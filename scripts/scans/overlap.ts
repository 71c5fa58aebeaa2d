import type { Box } from '../../src/contract/place.ts';
import type { DrawnWord, WrittenScan } from './render.ts';

/** Cells of this many points are counted as a whole. */
const CELL = 0.5;

/**
 * The words that lie half or more under some boxes, joined by line as marks are, beside the
 * boxes: common area by that of both together.
 */
export function overlapOf({ words, scanned }: WrittenScan, boxes: readonly Box[]): number {
  const { toScan } = scanned;
  const inBoxes = (x: number, y: number): boolean => boxes.some((box) => holds(box, x, y));
  const meant = words.filter((word) => inBoxes(...toScan(...middle(word))));
  const lines = [...Map.groupBy(meant, ({ line }) => line).values()].map(around);
  const inLines = (x: number, y: number): boolean =>
    lines.some((line) =>
      insideOf(
        corners(line).map(([a, b]) => toScan(a, b)),
        x,
        y,
      ),
    );
  let both = 0;
  let either = 0;
  for (let y = 0; y < scanned.pointsHigh; y += CELL) {
    for (let x = 0; x < scanned.pointsWide; x += CELL) {
      const [one, other] = [inBoxes(x, y), inLines(x, y)];
      if (one && other) both += 1;
      if (one || other) either += 1;
    }
  }
  return either === 0 ? 0 : both / either;
}

function holds(box: Box, x: number, y: number): boolean {
  return x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height;
}

type Rectangle = Pick<DrawnWord, 'left' | 'right' | 'top' | 'bottom'>;

function middle({ left, right, top, bottom }: Rectangle): readonly [number, number] {
  return [(left + right) / 2, (top + bottom) / 2];
}

function around(words: readonly Rectangle[]): Rectangle {
  return {
    left: Math.min(...words.map(({ left }) => left)),
    right: Math.max(...words.map(({ right }) => right)),
    top: Math.min(...words.map(({ top }) => top)),
    bottom: Math.max(...words.map(({ bottom }) => bottom)),
  };
}

function corners({ left, right, top, bottom }: Rectangle): readonly (readonly [number, number])[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** Whether a point lies within a convex outline. */
function insideOf(outline: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let sign = 0;
  for (const [index, [ax, ay]] of outline.entries()) {
    const [bx, by] = outline[(index + 1) % outline.length] ?? [ax, ay];
    const side = Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
    if (side !== 0 && sign !== 0 && side !== sign) return false;
    if (side !== 0) sign = side;
  }
  return true;
}
