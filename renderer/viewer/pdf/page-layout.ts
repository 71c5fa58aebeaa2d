import { type PageSize, turnedSize } from './box-geometry.ts';

/** Pixels between pages and around them. */
export const PAGE_GAP = 12;

/** A page's size and its own rotation in clockwise degrees. */
export interface PageShape extends PageSize {
  readonly rotation: number;
}

/** Pages one below the other; all numbers in CSS pixels. Pages are 1-based. */
export interface PageLayout {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  readonly top: (page: number) => number;
  readonly size: (page: number) => PageSize;
  /** The page at a distance from the top; the gap below a page belongs to it. */
  readonly pageAt: (offset: number) => number;
}

/**
 * Lays out pages. `shapeOf` gives what is known of a page and a likely shape for the others;
 * `scale` is CSS pixels a point.
 */
export function layOut(
  pages: number,
  shapeOf: (page: number) => PageShape,
  scale: number,
  turn: number,
): PageLayout {
  const tops = new Float64Array(pages + 2);
  const widths = new Float64Array(pages + 2);
  const heights = new Float64Array(pages + 2);
  let at = PAGE_GAP;
  let widest = 0;
  for (let page = 1; page <= pages; page += 1) {
    const shape = shapeOf(page);
    const { width, height } = turnedSize(shape, shape.rotation + turn);
    tops[page] = at;
    widths[page] = Math.floor(width * scale);
    heights[page] = Math.floor(height * scale);
    widest = Math.max(widest, widths[page] ?? 0);
    at += (heights[page] ?? 0) + PAGE_GAP;
  }
  const top = (page: number): number => tops[page] ?? 0;
  return {
    pages,
    width: widest,
    height: at,
    top,
    size: (page) => ({ width: widths[page] ?? 0, height: heights[page] ?? 0 }),
    pageAt: (offset) => {
      let low = 1;
      let high = pages;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (top(middle) <= offset) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}
