import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentDetail } from '../../../src/contract/library.ts';
import type { Span } from '../../../src/contract/place.ts';
import type { PageTexts } from '../document/page-texts.ts';
import type { Position } from '../document/positions.ts';
import { useViewer, useViewerStore } from '../viewer-store.ts';
import { nameOfPart, type Heading } from './page-blocks.ts';
import type { MarkedRange } from './pieces.ts';
import { TextPart } from './text-part.tsx';
import styles from './text-view.module.css';
import { usePageText } from './use-page-text.ts';

/** Pixels a part is taken to have until it is measured. */
const LIKELY_HEIGHT = 700;
/** Where in the view's height the part looked at is taken. */
const LOOK_AT = 0.4;

export interface TextViewProps {
  readonly detail: DocumentDetail;
  readonly texts: PageTexts;
  readonly quoted: readonly Span[];
  readonly found: readonly Span[];
  readonly current: Span | null;
  readonly start: Position;
  /** Beside an original it follows the page looked at; alone it tells where the reader is. */
  readonly follows: boolean;
  readonly onMoved: (position: Position) => void;
}

/** What Carrel read of a document, page by page; only the parts near the view are there. */
export function TextView(props: TextViewProps) {
  const { detail, start, follows, onMoved } = props;
  const { t } = useTranslation('viewer');
  const store = useViewerStore();
  const goal = useViewer((state) => state.goal);
  const page = useViewer((state) => state.page);
  const zoom = useViewer((state) => state.scale);
  const setZoom = useViewer((state) => state.zoom);
  const scroller = useRef<HTMLDivElement>(null);
  const begun = useRef(false);
  const virtual = useVirtualizer({
    count: detail.pages,
    getScrollElement: () => scroller.current,
    estimateSize: () => LIKELY_HEIGHT,
    overscan: 1,
  });

  useLayoutEffect(() => {
    if (follows) return;
    store.setState({ scale: typeof setZoom === 'number' ? setZoom : 1 });
  }, [follows, setZoom, store]);

  useLayoutEffect(() => {
    if (begun.current) return;
    begun.current = true;
    virtual.scrollToIndex(start.page - 1, { align: 'start' });
  }, [virtual, start]);

  useEffect(() => {
    if (goal !== null) virtual.scrollToIndex(goal.page - 1, { align: 'start' });
  }, [virtual, goal]);
  // Pages above are measured late; until the reader scrolls here, the page followed stays on top.
  const height = virtual.getTotalSize();
  const held = useRef(page);
  useLayoutEffect(() => {
    held.current = page;
  }, [page]);
  useLayoutEffect(() => {
    if (follows && held.current === page) virtual.scrollToIndex(page - 1, { align: 'start' });
  }, [virtual, follows, page, height]);

  const letGo = (): void => {
    held.current = 0;
  };

  const onScroll = (): void => {
    const { current } = scroller;
    if (current === null || follows) return;
    const { scrollTop, clientHeight } = current;
    const looked = virtual.getVirtualItemForOffset(scrollTop + clientHeight * LOOK_AT);
    if (looked !== undefined && looked.index + 1 !== page) {
      store.setState({ page: looked.index + 1 });
    }
    const top = virtual.getVirtualItemForOffset(scrollTop);
    if (top === undefined) return;
    const fraction = (scrollTop - top.start) / Math.max(1, top.size);
    onMoved({ page: top.index + 1, fraction: Math.min(1, Math.max(0, fraction)) });
  };

  return (
    // Scrolling by hand lets go of the place that was opened; the keys that scroll need the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={scroller}
      className={styles['scroller']}
      onScroll={onScroll}
      onWheel={letGo}
      onPointerDown={letGo}
      onKeyDown={letGo}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls by keyboard.
      tabIndex={0}
      role="region"
      aria-label={t('stored', { name: detail.entry.document })}
      style={{ '--text-zoom': follows ? 1 : zoom }}
      {...(follows ? {} : { 'data-scroller': true })}
    >
      <div className={styles['content']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            className={styles['part']}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <Part {...props} page={item.index + 1} />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The headings of a page; the document's title, where it stands there, is above them. */
function headingsOn({ title, outline }: DocumentDetail, page: number): readonly Heading[] {
  const headings = outline.filter((heading) => heading.page === page);
  if (page > 1 || title === '' || outline.some(({ heading }) => heading === title)) return headings;
  return [{ heading: title, level: 0 }, ...headings];
}

function Part({
  page,
  detail,
  texts,
  quoted,
  found,
  current,
  start,
  follows,
}: TextViewProps & { readonly page: number }) {
  const { t } = useTranslation('viewer');
  const goal = useViewer((state) => state.goal);
  const read = usePageText(texts, page);
  const part = useRef<HTMLElement>(null);
  const reached = useRef<unknown>(null);
  const isRead = read.state === 'read';

  const marks = useMemo((): readonly MarkedRange[] => {
    const here = (spans: readonly Span[], look: MarkedRange['look']): MarkedRange[] =>
      spans
        .filter((span) => span.page === page)
        .map((span) => ({ start: span.start, end: span.end, look }));
    return [
      ...here(quoted, 'quoted'),
      ...here(found, 'found'),
      ...here(current === null ? [] : [current], 'current'),
    ];
  }, [quoted, found, current, page]);
  const headings = useMemo(() => headingsOn(detail, page), [detail, page]);
  const name = useMemo(
    () =>
      detail.unit === 'part' && read.state === 'read'
        ? nameOfPart(
            read.text,
            detail.outline.filter((heading) => heading.page === page),
          )
        : '',
    [detail, page, read],
  );

  const starting = !follows && goal === null && start.page === page;
  useEffect(() => {
    if (!isRead || part.current === null) return;
    if (goal?.page === page && goal.span !== undefined && reached.current !== goal) {
      const at = part.current.querySelector(`[data-at="${goal.span.start}"]`);
      if (at === null) return;
      reached.current = goal;
      at.scrollIntoView({ block: 'center', inline: 'nearest' });
    } else if (starting && start.fraction > 0 && reached.current !== start) {
      reached.current = start;
      const scroller = part.current.closest('[data-scroller]');
      if (scroller !== null) scroller.scrollTop += start.fraction * part.current.offsetHeight;
    }
  }, [isRead, goal, page, marks, starting, start]);

  return (
    <section ref={part} data-page={page} className={styles['page']} aria-label={label()}>
      {detail.unit === 'part' ? null : <h3 className={styles['label']}>{label()}</h3>}
      {name === '' ? null : (
        <h3 className={styles['name']}>
          <bdi>{name}</bdi>
        </h3>
      )}
      {read.state === 'read' ? (
        read.text === '' ? (
          <p className={styles['quiet']}>{t('page.empty')}</p>
        ) : (
          <TextPart text={read.text} headings={headings} marks={marks} />
        )
      ) : read.state === 'failed' ? (
        <p className={styles['quiet']}>{t('page.unread')}</p>
      ) : (
        <div className={styles['waiting']} aria-hidden />
      )}
    </section>
  );

  function label(): string {
    return t(detail.unit === 'slide' ? 'slide.label' : 'page.label', { page });
  }
}
