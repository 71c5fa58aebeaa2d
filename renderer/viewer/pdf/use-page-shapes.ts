import { useCallback, useRef, useState } from 'react';
import type { PageShape } from './page-layout.ts';

/** A4 in points, while nothing is known. */
const A4: PageShape = { width: 595, height: 842, rotation: 0 };

export interface PageShapes {
  /** What is known of a page, else the likely shape. */
  readonly shapeOf: (page: number) => PageShape;
  readonly learn: (page: number, shape: PageShape) => void;
}

/** Shapes of pages, learned one by one; pages not yet seen are taken to be like `likely`. */
export function usePageShapes(likely: PageShape | null): PageShapes {
  const known = useRef(new Map<number, PageShape>());
  const [version, setVersion] = useState(0);
  const learn = useCallback(
    (page: number, shape: PageShape) => {
      const last = known.current.get(page) ?? likely ?? A4;
      known.current.set(page, shape);
      if (!same(last, shape)) setVersion((count) => count + 1);
    },
    [likely],
  );
  const shapeOf = useCallback(
    (page: number) => known.current.get(page) ?? likely ?? A4,
    // A new function for each version, so that what is laid out by it is laid out again.
    // oxlint-disable-next-line react/exhaustive-deps
    [likely, version],
  );
  return { shapeOf, learn };
}

function same(one: PageShape, other: PageShape): boolean {
  return (
    one.width === other.width && one.height === other.height && one.rotation === other.rotation
  );
}
