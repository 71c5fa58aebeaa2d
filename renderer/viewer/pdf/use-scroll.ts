import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Position } from '../document/positions.ts';
import { useViewer, useViewerStore, zoomBy } from '../viewer-store.ts';
import { type Anchor, anchorAt, extentOf, scrollTopOf } from './anchor.ts';
import { PAGE_GAP, type PageLayout, type PageShape } from './page-layout.ts';

/** Where in the view's height a mark is brought that was not in sight. */
const MARK_AT = 0.3;
/** Where in the view's height the page looked at is taken. */
const LOOK_AT = 0.4;

/** Pages drawn: those in sight and as much again on each side. */
export interface PageRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Scrolls the pages: keeps the reader's place while sizes change, goes to the store's goals, and
 * tells which pages are to be drawn.
 */
export function useScroll(
  scroller: RefObject<HTMLDivElement | null>,
  layout: PageLayout | null,
  shapeOf: (page: number) => PageShape,
  start: Position,
  onMoved: (position: Position) => void,
): { readonly range: PageRange; readonly onScroll: () => void } {
  const store = useViewerStore();
  const goal = useViewer((state) => state.goal);
  const turn = useViewer((state) => state.turn);
  const anchor = useRef<Anchor>({ ...start, offset: 0 });
  const reached = useRef<{ readonly goal: unknown; readonly rotation: number } | null>(null);
  const [range, setRange] = useState<PageRange>({ first: start.page, last: start.page });

  const follow = useCallback(() => {
    const { current } = scroller;
    if (current === null || layout === null) return;
    const { scrollTop, clientHeight } = current;
    const first = layout.pageAt(Math.max(0, scrollTop - clientHeight));
    const last = layout.pageAt(scrollTop + 2 * clientHeight);
    setRange((old) => (old.first === first && old.last === last ? old : { first, last }));
    const page = layout.pageAt(scrollTop + clientHeight * LOOK_AT);
    if (store.getState().page !== page) store.setState({ page });
  }, [scroller, layout, store]);

  useLayoutEffect(() => {
    const { current } = scroller;
    if (current === null || layout === null) return;
    const rotation = goal === null ? 0 : shapeOf(goal.page).rotation;
    // A page that turns out to lie otherwise than was likely has its marks elsewhere.
    const before = reached.current;
    if (goal !== null && (before?.goal !== goal || before.rotation !== rotation)) {
      reached.current = { goal, rotation };
      const size = layout.size(goal.page);
      const extent = extentOf(
        (goal.boxes ?? []).filter((box) => box.page === goal.page),
        shapeOf(goal.page),
        turn,
        size,
      );
      if (extent === null) {
        anchor.current = { page: goal.page, fraction: goal.fraction ?? 0, offset: PAGE_GAP };
      } else {
        const top = layout.top(goal.page) + extent.top;
        const bottom = layout.top(goal.page) + extent.bottom;
        const { scrollTop, clientHeight } = current;
        const seen = top >= scrollTop && bottom <= scrollTop + clientHeight;
        if (!seen) {
          const offset = clientHeight * MARK_AT;
          anchor.current = { page: goal.page, fraction: extent.top / size.height, offset };
        }
        const left = Math.max(0, (current.clientWidth - size.width) / 2) + extent.left;
        if (left < current.scrollLeft || left > current.scrollLeft + current.clientWidth) {
          current.scrollTo({ left: left - PAGE_GAP });
        }
      }
    }
    current.scrollTo({ top: scrollTopOf(layout, anchor.current) });
    // What is on the screen follows from where this has scrolled to.
    // oxlint-disable-next-line react/set-state-in-effect
    follow();
  }, [scroller, layout, shapeOf, goal, turn, follow]);

  useEffect(() => {
    const { current } = scroller;
    if (current === null || layout === null) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const offset = event.clientY - current.getBoundingClientRect().top;
      anchor.current = anchorAt(layout, current.scrollTop, offset);
      zoomBy(store, Math.exp(-event.deltaY / 300));
    };
    current.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      current.removeEventListener('wheel', onWheel);
    };
  }, [scroller, layout, store]);

  const onScroll = useCallback(() => {
    const { current } = scroller;
    if (current === null || layout === null) return;
    // What was scrolled to by an anchor stays anchored there, up to rounding.
    if (Math.abs(scrollTopOf(layout, anchor.current) - current.scrollTop) > 2) {
      anchor.current = anchorAt(layout, current.scrollTop);
    }
    const { page, fraction } = anchorAt(layout, current.scrollTop);
    onMoved({ page, fraction: Math.min(1, Math.max(0, fraction)) });
    follow();
  }, [scroller, layout, onMoved, follow]);

  return { range, onScroll };
}
