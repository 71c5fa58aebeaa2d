export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How far two sets of rectangles cover the same area; overlapping ones of a set count once. */
export function coverage(
  first: readonly Rectangle[],
  second: readonly Rectangle[],
): { readonly ofBoth: number; readonly ofSecond: number } {
  const all = [...first, ...second];
  const across = edges(all.flatMap(({ left, right }) => [left, right]));
  const down = edges(all.flatMap(({ top, bottom }) => [top, bottom]));
  let shared = 0;
  let either = 0;
  let inSecond = 0;
  for (const [left, right] of across) {
    for (const [top, bottom] of down) {
      const cell = { left, top, right, bottom };
      const area = (right - left) * (bottom - top);
      const one = first.some((rectangle) => holds(rectangle, cell));
      const other = second.some((rectangle) => holds(rectangle, cell));
      if (one && other) shared += area;
      if (one || other) either += area;
      if (other) inSecond += area;
    }
  }
  return {
    ofBoth: either === 0 ? 0 : shared / either,
    ofSecond: inSecond === 0 ? 0 : shared / inSecond,
  };
}

/** Neighbouring pairs of distinct values. */
function edges(values: readonly number[]): (readonly [number, number])[] {
  const sorted = [...new Set(values)].toSorted((one, other) => one - other);
  return sorted.slice(1).map((value, index) => [sorted[index] ?? value, value]);
}

function holds(outer: Rectangle, inner: Rectangle): boolean {
  return (
    outer.left <= inner.left &&
    outer.right >= inner.right &&
    outer.top <= inner.top &&
    outer.bottom >= inner.bottom
  );
}
