import type { Box } from '../../../src/contract/place.ts';
import { placeBox } from './box-geometry.ts';
import type { PageLayout, PageShape } from './page-layout.ts';

/**
 * A point of the document held still while sizes change: a part of a page's height, and how far
 * below the view's top edge it stands, in CSS pixels.
 */
export interface Anchor {
  readonly page: number;
  readonly fraction: number;
  readonly offset: number;
}

/** The point that stands `offset` below the top of a view scrolled to `scrollTop`. */
export function anchorAt(layout: PageLayout, scrollTop: number, offset = 0): Anchor {
  const at = scrollTop + offset;
  const page = layout.pageAt(at);
  const { height } = layout.size(page);
  const fraction = height === 0 ? 0 : (at - layout.top(page)) / height;
  return { page, fraction, offset };
}

/** Where to scroll for the anchor to stand where it stood. */
export function scrollTopOf(layout: PageLayout, { page, fraction, offset }: Anchor): number {
  return layout.top(page) + fraction * layout.size(page).height - offset;
}

/** A rectangle in the scrolled content, CSS pixels. */
export interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What boxes of one page cover together, from the page's own top left corner, CSS pixels. */
export function extentOf(
  boxes: readonly Box[],
  shape: PageShape,
  turn: number,
  size: { readonly width: number; readonly height: number },
): Extent | null {
  const placed = boxes.map((box) => placeBox(box, shape, shape.rotation + turn));
  if (placed.length === 0) return null;
  return {
    left: (Math.min(...placed.map(({ left }) => left)) / 100) * size.width,
    right: (Math.max(...placed.map(({ left, width }) => left + width)) / 100) * size.width,
    top: (Math.min(...placed.map(({ top }) => top)) / 100) * size.height,
    bottom: (Math.max(...placed.map(({ top, height }) => top + height)) / 100) * size.height,
  };
}
