import type { RecognisedLine } from './recogniser.ts';

/** How far letters of one size reach above and below their baseline, in pixels. */
interface Reach {
  readonly up: number;
  readonly down: number;
}

/** Fewer words tell nothing of the others. */
const MIN_WORDS = 8;
/** Part of a line's height from which a word has letters below the baseline. */
const DESCENDS = 0.12;

/**
 * Between what heights the words of each line stand. What is left of specks makes single words higher than
 * letters of their size are: none counts beyond where those of its size commonly end.
 *
 * @param sizes of the lines, equal for those of one size
 */
export function bandsOf(
  lines: readonly RecognisedLine[],
  sizes: readonly number[],
): readonly (readonly [top: number, bottom: number])[] {
  const bySize = Map.groupBy(lines, (_, index) => sizes[index] ?? 0);
  const reaches = new Map([...bySize].map(([size, group]) => [size, reachOf(group)]));
  return lines.map(({ words, baseline }, index) => {
    const { up, down } = reaches.get(sizes[index] ?? 0) ?? { up: Infinity, down: Infinity };
    const top = Math.min(...words.map((word) => word.top));
    const bottom = Math.max(...words.map((word) => word.bottom));
    return [Math.max(top, baseline - up), Math.min(bottom, baseline + down)];
  });
}

function reachOf(lines: readonly RecognisedLine[]): Reach {
  const ups = lines.flatMap(({ words, baseline }) => words.map(({ top }) => baseline - top));
  if (ups.length < MIN_WORDS) return { up: Infinity, down: Infinity };
  const downs = lines.flatMap(({ words, baseline, height }) =>
    words.flatMap(({ bottom }) => {
      const down = bottom - baseline;
      return down > DESCENDS * height ? down : [];
    }),
  );
  // Most words have a letter that reaches up; of those that reach down every one does.
  return { up: part(ups, 2 / 3), down: downs.length === 0 ? Infinity : part(downs, 1 / 2) };
}

/** The value below which a part of all lies. */
function part(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Infinity;
}
