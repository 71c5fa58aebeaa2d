import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box } from '../../../src/contract/place.ts';
import type { Position } from '../document/positions.ts';
import { useViewer, useViewerStore, type Zoom } from '../viewer-store.ts';
import { type PageSize, turnedSize } from './box-geometry.ts';
import type { OpenPdf } from './open-pdf.ts';
import { layOut, PAGE_GAP, type PageShape } from './page-layout.ts';
import { PdfPage } from './pdf-page.tsx';
import styles from './pdf-view.module.css';
import { RenderQueue } from './render-queue.ts';
import { useBoxSize } from './use-box-size.ts';
import { usePageShapes } from './use-page-shapes.ts';
import { useScroll } from './use-scroll.ts';

/** CSS pixels a point at real size. */
const CSS_PER_POINT = 96 / 72;
/** Browsers cannot scroll farther than about 33 million pixels: very long documents zoom less. */
const MAX_HEIGHT = 30_000_000;

export interface PdfViewProps {
  readonly opened: OpenPdf;
  readonly name: string;
  /** The shape of the page opened first, or null. */
  readonly likely: PageShape | null;
  readonly start: Position;
  readonly quoted: readonly Box[];
  /** Boxes of matches in the pages asked for. */
  readonly found: readonly Box[];
  readonly current: readonly Box[];
  readonly onMoved: (position: Position) => void;
  readonly onRange: (first: number, last: number) => void;
}

/** The pages of a PDF, one below the other; only those near the view are drawn. */
export function PdfView(props: PdfViewProps) {
  const { opened, likely, start, onMoved, onRange } = props;
  const { t } = useTranslation('viewer');
  const store = useViewerStore();
  const zoom = useViewer((state) => state.zoom);
  const turn = useViewer((state) => state.turn);
  const goal = useViewer((state) => state.goal);
  const scroller = useRef<HTMLDivElement>(null);
  const box = useBoxSize(scroller);
  const { shapeOf, learn } = usePageShapes(likely);
  const [fitted, setFitted] = useState(start.page);
  if (goal !== null && goal.page !== fitted) setFitted(goal.page);
  const [queue] = useState(() => new RenderQueue(() => store.getState().page));
  const pages = opened.document.numPages;

  const scale =
    box === null
      ? null
      : Math.min(
          scaleOf(zoom, box, shapeOf(fitted), turn),
          MAX_HEIGHT /
            (pages * turnedSize(shapeOf(fitted), shapeOf(fitted).rotation + turn).height),
        );
  const layout = useMemo(
    () => (scale === null ? null : layOut(pages, shapeOf, scale, turn)),
    [pages, shapeOf, scale, turn],
  );
  const { range, onScroll } = useScroll(scroller, layout, shapeOf, start, onMoved);

  useEffect(() => {
    if (scale !== null) store.setState({ scale: scale / CSS_PER_POINT });
  }, [scale, store]);
  useEffect(() => {
    onRange(range.first, range.last);
  }, [range, onRange]);

  const width = Math.max(box?.width ?? 0, (layout?.width ?? 0) + 2 * PAGE_GAP);
  const shown = Array.from(
    { length: Math.max(0, Math.min(range.last, pages) - range.first + 1) },
    (_, index) => range.first + index,
  );
  return (
    <div
      ref={scroller}
      className={styles['scroller']}
      onScroll={onScroll}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls by keyboard.
      tabIndex={0}
      role="region"
      aria-label={t('document', { name: props.name })}
      data-scroller
    >
      {layout === null || scale === null ? null : (
        <div className={styles['content']} style={{ width, height: layout.height }}>
          {shown.map((page) => {
            const size = layout.size(page);
            return (
              <PdfPage
                key={page}
                opened={opened}
                queue={queue}
                page={page}
                shape={shapeOf(page)}
                left={Math.max(PAGE_GAP, Math.floor((width - size.width) / 2))}
                top={layout.top(page)}
                width={size.width}
                height={size.height}
                scale={scale}
                turn={turn}
                marks={{
                  quoted: onPage(props.quoted, page),
                  found: onPage(props.found, page),
                  current: onPage(props.current, page),
                }}
                onShape={learn}
              />
            );
          })}
        </div>
      )}
    </div>
  );
}

function onPage(boxes: readonly Box[], page: number): readonly Box[] {
  return boxes.filter((box) => box.page === page);
}

/** CSS pixels a point for a zoom in a pane. */
function scaleOf(zoom: Zoom, pane: PageSize, shape: PageShape, turn: number): number {
  if (typeof zoom === 'number') return zoom * CSS_PER_POINT;
  const { width, height } = turnedSize(shape, shape.rotation + turn);
  const across = Math.max(40, pane.width - 2 * PAGE_GAP) / width;
  if (zoom === 'fit-width') return across;
  return Math.min(across, Math.max(40, pane.height - 2 * PAGE_GAP) / height);
}
