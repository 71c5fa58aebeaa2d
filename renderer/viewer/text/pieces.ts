import type { TextRange } from './page-blocks.ts';

/** How a range of text is marked; a later look is drawn over an earlier one. */
export type Look = 'found' | 'quoted' | 'current';
const order: readonly Look[] = ['found', 'quoted', 'current'];

export interface MarkedRange extends TextRange {
  readonly look: Look;
}

export interface Piece extends TextRange {
  readonly look: Look | null;
}

/** A range cut where marks begin and end, each piece with its uppermost look. */
export function piecesOf({ start, end }: TextRange, marks: readonly MarkedRange[]): Piece[] {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  if (inside.length === 0) return [{ start, end, look: null }];
  const edges = new Set([start, end]);
  for (const mark of inside) {
    edges.add(Math.max(start, mark.start));
    edges.add(Math.min(end, mark.end));
  }
  const sorted = [...edges].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? end;
    const looks = inside.filter((mark) => mark.start <= from && mark.end >= to);
    const look = order.findLast((candidate) => looks.some((mark) => mark.look === candidate));
    return { start: from, end: to, look: look ?? null };
  });
}
