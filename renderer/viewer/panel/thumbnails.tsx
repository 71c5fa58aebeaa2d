import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drawPage, release, shapeOf } from '../pdf/draw-page.ts';
import { turnedSize } from '../pdf/box-geometry.ts';
import { type OpenPdf, readPage } from '../pdf/open-pdf.ts';
import type { PageShape } from '../pdf/page-layout.ts';
import { RenderQueue } from '../pdf/render-queue.ts';
import { goToPage, useViewer, useViewerStore } from '../viewer-store.ts';
import styles from './panel.module.css';

/** Pixels: a thumbnail's width, and the line with its number. */
const WIDTH = 112;
const LINE = 32;
const A4_RATIO = Math.SQRT2;

/** Small pictures of the pages, drawn when they come into sight. */
export function Thumbnails({
  opened,
  likely,
}: {
  readonly opened: OpenPdf;
  readonly likely: PageShape | null;
}) {
  const store = useViewerStore();
  const page = useViewer((state) => state.page);
  const turn = useViewer((state) => state.turn);
  const scroller = useRef<HTMLDivElement>(null);
  const [queue] = useState(() => new RenderQueue(() => store.getState().page));
  const size = likely === null ? null : turnedSize(likely, likely.rotation + turn);
  const height = Math.min(2 * WIDTH, WIDTH * (size === null ? A4_RATIO : size.height / size.width));
  const virtual = useVirtualizer({
    count: opened.document.numPages,
    getScrollElement: () => scroller.current,
    estimateSize: () => height + LINE,
    overscan: 2,
  });
  useEffect(() => {
    virtual.scrollToIndex(page - 1, { align: 'auto' });
  }, [virtual, page]);
  // The list is one stop of Tab; arrows go from page to page, and the focus goes along.
  const moved = useRef(false);
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    scroller.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [page]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = page + by;
    if (by === 0 || next < 1 || next > opened.document.numPages) return;
    event.preventDefault();
    moved.current = true;
    goToPage(store, next);
  };
  return (
    <div ref={scroller} className={styles['scroller']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ol
        className={styles['thumbnails']}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map((item) => (
          <li
            key={item.key}
            className={styles['thumbnail']}
            style={{ height: item.size, transform: `translateY(${item.start}px)` }}
          >
            <Thumbnail
              opened={opened}
              queue={queue}
              page={item.index + 1}
              height={height}
              current={item.index + 1 === page}
              onOpen={() => {
                goToPage(store, item.index + 1);
              }}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Thumbnail({
  opened,
  queue,
  page,
  height,
  current,
  onOpen,
}: {
  readonly opened: OpenPdf;
  readonly queue: RenderQueue;
  readonly page: number;
  readonly height: number;
  readonly current: boolean;
  readonly onOpen: () => void;
}) {
  const { t } = useTranslation('viewer');
  const turn = useViewer((state) => state.turn);
  const picture = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const drawing = new AbortController();
    const { signal } = drawing;
    const host = picture.current;
    const run = async (): Promise<void> => {
      try {
        const [proxy, recognised] = await readPage(opened, page);
        if (signal.aborted) return;
        const shape = shapeOf(proxy, recognised);
        const rotation = shape.rotation + turn;
        const turned = turnedSize(shape, rotation);
        const scale = Math.min(WIDTH / turned.width, height / turned.height);
        const canvas = await drawPage(proxy, { scale, rotation, signal });
        if (canvas !== null) host?.replaceChildren(canvas);
      } catch {
        // The page itself says so when it is opened.
      }
    };
    queue.add(page, run, signal);
    return () => {
      drawing.abort();
      for (const canvas of host?.querySelectorAll('canvas') ?? []) release(canvas);
      host?.replaceChildren();
    };
  }, [opened, queue, page, turn, height]);
  return (
    <button
      type="button"
      className={styles['open']}
      aria-label={t('page.label', { page })}
      aria-current={current ? 'page' : undefined}
      tabIndex={current ? 0 : -1}
      onClick={onOpen}
    >
      <span ref={picture} className={styles['picture']} style={{ width: WIDTH, height }} />
      <span className={styles['pageNumber']}>{page}</span>
    </button>
  );
}
