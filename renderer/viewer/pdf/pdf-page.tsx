import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box } from '../../../src/contract/place.ts';
import { classes } from '../../ui/classes.ts';
import { placeBox } from './box-geometry.ts';
import { drawPage, drawText, forget, release, shapeOf } from './draw-page.ts';
import { drawWords } from './draw-words.ts';
import { type OpenPdf, readPage } from './open-pdf.ts';
import type { PageShape } from './page-layout.ts';
import styles from './pdf-page.module.css';
import type { RenderQueue } from './render-queue.ts';

/** Boxes to draw over a page. */
export interface PageMarks {
  readonly quoted: readonly Box[];
  readonly found: readonly Box[];
  readonly current: readonly Box[];
}

export interface PdfPageProps {
  readonly opened: OpenPdf;
  readonly queue: RenderQueue;
  readonly page: number;
  readonly shape: PageShape;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** CSS pixels a point. */
  readonly scale: number;
  readonly turn: number;
  readonly marks: PageMarks;
  readonly onShape: (page: number, shape: PageShape) => void;
}

/** One page: its picture, selectable text over it, marks over both. */
export function PdfPage(props: PdfPageProps) {
  const { opened, queue, page, shape, scale, turn, onShape } = props;
  const { t } = useTranslation('viewer');
  const picture = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    const drawing = new AbortController();
    const { signal } = drawing;
    const run = async (): Promise<void> => {
      try {
        const [proxy, recognised] = await readPage(opened, page);
        if (signal.aborted) return;
        const drawnShape = shapeOf(proxy, recognised);
        onShape(page, drawnShape);
        const rotation = drawnShape.rotation + turn;
        const canvas = await drawPage(proxy, { scale, rotation, signal });
        if (canvas === null) return;
        for (const old of picture.current?.querySelectorAll('canvas') ?? []) release(old);
        picture.current?.replaceChildren(canvas);
        setFailed(false);
        setDrawn(true);
      } catch {
        if (!signal.aborted) setFailed(true);
      }
    };
    queue.add(page, run, signal);
    return () => {
      drawing.abort();
    };
  }, [opened, queue, page, scale, turn, onShape]);

  // The text scales with the page by itself and is laid out anew only when the page is turned.
  useEffect(() => {
    const drawing = new AbortController();
    const { signal } = drawing;
    const container = text.current;
    const run = async (): Promise<void> => {
      if (container === null) return;
      try {
        const [proxy, recognised] = await readPage(opened, page);
        if (signal.aborted) return;
        const seen = shapeOf(proxy, recognised);
        const rotation = seen.rotation + turn;
        if (recognised === null) await drawText(opened, proxy, container, { rotation, signal });
        else drawWords(recognised.words, seen, container, turn);
      } catch {
        // The picture's own failure is what is shown; a page without selectable text is legible.
      }
    };
    queue.add(page, run, signal);
    return () => {
      drawing.abort();
      container?.replaceChildren();
    };
  }, [opened, queue, page, turn]);

  useEffect(() => {
    const host = picture.current;
    return () => {
      for (const canvas of host?.querySelectorAll('canvas') ?? []) release(canvas);
      void forget(opened, page);
    };
  }, [opened, page]);

  const rotation = shape.rotation + turn;
  const { left, top, width, height, marks } = props;
  return (
    <div
      className={styles['page']}
      data-page={page}
      data-drawn={drawn}
      role="group"
      aria-label={t('page.label', { page })}
      style={{ left, top, width, height, '--total-scale-factor': scale }}
    >
      <div ref={picture} className={styles['picture']} aria-hidden />
      <div className={styles['marks']}>
        <Boxes boxes={marks.found} look="found" shape={shape} rotation={rotation} />
        <Boxes boxes={marks.current} look="current" shape={shape} rotation={rotation} />
        <Boxes boxes={marks.quoted} look="quoted" shape={shape} rotation={rotation} />
      </div>
      <div ref={text} className={styles['text']} />
      {failed ? <p className={styles['failed']}>{t('page.failed')}</p> : null}
    </div>
  );
}

function Boxes({
  boxes,
  look,
  shape,
  rotation,
}: {
  readonly boxes: readonly Box[];
  readonly look: 'quoted' | 'found' | 'current';
  readonly shape: PageShape;
  readonly rotation: number;
}) {
  const { t } = useTranslation('viewer');
  return boxes.map((box, index) => {
    const { left, top, width, height } = placeBox(box, shape, rotation);
    return (
      <div
        // Boxes have no identity of their own; the list is replaced as a whole.
        // oxlint-disable-next-line react/no-array-index-key
        key={index}
        className={classes(styles['box'], styles[look])}
        data-mark={look}
        style={{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }}
        {...(look === 'quoted' ? { role: 'mark', 'aria-description': t('quotedHere') } : {})}
      />
    );
  });
}
