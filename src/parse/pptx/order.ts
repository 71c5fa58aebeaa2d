/** Where something stands on a slide, in any one unit. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** More shapes than this are a drawing, not something with an order. */
const MAX_CUT = 500;

interface Placed {
  readonly frame: Frame;
}

/**
 * Reading order by recursive cuts ("XY cut", Nagy and Seth 1984): the widest gap that runs across
 * the whole group, level or upright, divides it, and each half is ordered in the same way. What
 * cannot be cut is read from the top, then from the left.
 */
export function readingOrder<T extends Placed>(items: readonly T[]): T[] {
  if (items.length < 2) return [...items];
  if (items.length > MAX_CUT) return byPlace(items);
  const level = widestGap(items, (frame) => [frame.top, frame.top + frame.height]);
  const upright = widestGap(items, (frame) => [frame.left, frame.left + frame.width]);
  if (level === undefined && upright === undefined) return byPlace(items);
  // Rows win over columns unless the columns stand clearly further apart.
  const byRows = upright === undefined || (level !== undefined && level.size * 1.5 >= upright.size);
  const at = byRows ? (level?.at ?? 0) : upright.at;
  const before = items.filter(({ frame }) => (byRows ? frame.top : frame.left) < at);
  const after = items.filter(({ frame }) => (byRows ? frame.top : frame.left) >= at);
  return [...readingOrder(before), ...readingOrder(after)];
}

function byPlace<T extends Placed>(items: readonly T[]): T[] {
  return items.toSorted(
    (one, other) => one.frame.top - other.frame.top || one.frame.left - other.frame.left,
  );
}

/** The widest stretch that no item covers, between items; `at` is where the next one starts. */
function widestGap(
  items: readonly Placed[],
  sides: (frame: Frame) => readonly [number, number],
): { size: number; at: number } | undefined {
  const ranges = items.map(({ frame }) => sides(frame)).toSorted((one, other) => one[0] - other[0]);
  const [first, firstEnd] = ranges[0] ?? [0, 0];
  let end = firstEnd;
  let widest: { size: number; at: number } | undefined;
  for (const [start, stop] of ranges.slice(1)) {
    // Frames that touch are apart; those that start at the very first place cannot be cut off.
    const size = start - end;
    if (size >= 0 && start > first && (widest === undefined || size > widest.size))
      widest = { size, at: start };
    end = Math.max(end, stop);
  }
  return widest;
}
