import type { Segment } from './lines.ts';

/** Height of a sheet by its width from which on it cannot hold two pages side by side. */
const MAX_RATIO = 0.9;
/** Part of the height, from either edge, where page numbers stand. */
const MARGIN = 0.14;

interface NumberAt {
  readonly number: number;
  readonly segment: Segment;
}

/**
 * Two pages of a book on one sheet: the segments of the left one and of the right one. They are told by
 * page numbers that follow each other on one line at the sheet's edge, and by nothing standing across
 * the fold. Null for any other sheet. Width and height in points as someone sees them who reads it.
 */
export function facingPages(
  segments: readonly Segment[],
  width: number,
  height: number,
): readonly [readonly Segment[], readonly Segment[]] | null {
  const fold = width / 2;
  if (height > MAX_RATIO * width) return null;
  if (segments.some(({ left, right }) => left < fold && right > fold)) return null;
  const numbers = segments.flatMap((segment): NumberAt[] => {
    const near = segment.baseline < MARGIN * height || segment.baseline > (1 - MARGIN) * height;
    return near && /^\d{1,3}$/u.test(segment.text)
      ? [{ number: Number(segment.text), segment }]
      : [];
  });
  if (!numbers.some((number) => isFirstOfPair(number, numbers, fold))) return null;
  return [
    segments.filter(({ right }) => right <= fold),
    segments.filter(({ left }) => left >= fold),
  ];
}

/** Whether the next number, and no other, stands on the same line of the other page. */
function isFirstOfPair(
  { number, segment }: NumberAt,
  all: readonly NumberAt[],
  fold: number,
): boolean {
  const [other, ...more] = all.filter(
    (each) =>
      each.segment !== segment &&
      Math.abs(each.segment.baseline - segment.baseline) < 0.3 * segment.size,
  );
  if (other === undefined || more.length > 0) return false;
  return segment.right < fold && other.segment.left > fold && other.number === number + 1;
}
