/** Ranges of two lists that differ, between stretches that are the same. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

/** Comparisons of one stretch; beyond it, a stretch counts as different as a whole. */
const MOST_CELLS = 4_000_000;

/**
 * Where two lists of texts differ, in order. Stretches are parted at texts that stand once in both
 * (patience diff, Bram Cohen); what is left is aligned by the longest common subsequence.
 */
export function align(left: readonly string[], right: readonly string[]): Gap[] {
  const same: [number, number][] = [];
  match(left, right, { from: 0, to: left.length, otherFrom: 0, otherTo: right.length }, same);
  const gaps: Gap[] = [];
  let [from, otherFrom] = [0, 0];
  for (const [at, other] of [...same, [left.length, right.length] as const]) {
    if (at > from || other > otherFrom) gaps.push({ from, to: at, otherFrom, otherTo: other });
    [from, otherFrom] = [at + 1, other + 1];
  }
  return gaps;
}

function match(
  left: readonly string[],
  right: readonly string[],
  range: Gap,
  same: [number, number][],
): void {
  let { from, to, otherFrom, otherTo } = range;
  while (from < to && otherFrom < otherTo && left[from] === right[otherFrom]) {
    same.push([from, otherFrom]);
    from += 1;
    otherFrom += 1;
  }
  const tail: [number, number][] = [];
  while (from < to && otherFrom < otherTo && left[to - 1] === right[otherTo - 1]) {
    to -= 1;
    otherTo -= 1;
    tail.push([to, otherTo]);
  }
  if (from < to && otherFrom < otherTo) {
    const anchors = anchorsOf(left, right, { from, to, otherFrom, otherTo });
    if (anchors.length === 0) common(left, right, { from, to, otherFrom, otherTo }, same);
    for (const [at, other] of anchors) {
      match(left, right, { from, to: at, otherFrom, otherTo: other }, same);
      same.push([at, other]);
      [from, otherFrom] = [at + 1, other + 1];
    }
    if (anchors.length > 0) match(left, right, { from, to, otherFrom, otherTo }, same);
  }
  same.push(...tail.toReversed());
}

/** Texts that stand once in both ranges, as many as keep their order. */
function anchorsOf(
  left: readonly string[],
  right: readonly string[],
  range: Gap,
): [number, number][] {
  const once = (list: readonly string[], from: number, to: number): Map<string, number> => {
    const places = new Map<string, number>();
    for (let at = from; at < to; at += 1) {
      const text = list[at] ?? '';
      places.set(text, places.has(text) ? -1 : at);
    }
    return places;
  };
  const others = once(right, range.otherFrom, range.otherTo);
  const pairs = [...once(left, range.from, range.to)].flatMap(([text, at]): [number, number][] => {
    const other = others.get(text) ?? -1;
    return at >= 0 && other >= 0 ? [[at, other]] : [];
  });
  return rising(pairs);
}

/** The longest run of pairs whose second numbers rise (patience sorting). */
function rising(pairs: readonly [number, number][]): [number, number][] {
  const tops: number[] = [];
  const before: number[] = [];
  for (const [index, [, other]] of pairs.entries()) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < other) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (tops[low - 1] ?? -1);
    tops[low] = index;
  }
  const run: [number, number][] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) run.push(pair);
  }
  return run.toReversed();
}

/** Longest common subsequence of a stretch without anchors. */
function common(
  left: readonly string[],
  right: readonly string[],
  { from, to, otherFrom, otherTo }: Gap,
  same: [number, number][],
): void {
  const [height, width] = [to - from, otherTo - otherFrom];
  if (height * width > MOST_CELLS) return;
  const row = width + 1;
  const lengths = new Uint16Array((height + 1) * row);
  for (let i = height - 1; i >= 0; i -= 1) {
    for (let j = width - 1; j >= 0; j -= 1) {
      lengths[i * row + j] =
        left[from + i] === right[otherFrom + j]
          ? (lengths[(i + 1) * row + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * row + j] ?? 0, lengths[i * row + j + 1] ?? 0);
    }
  }
  for (let [i, j] = [0, 0]; i < height && j < width;) {
    if (left[from + i] === right[otherFrom + j]) {
      same.push([from + i, otherFrom + j]);
      i += 1;
      j += 1;
    } else if ((lengths[(i + 1) * row + j] ?? 0) >= (lengths[i * row + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
}
