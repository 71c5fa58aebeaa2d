import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box } from '../../../src/contract/place.ts';
import { type DoorClient, useClient } from '../../engine/client.ts';
import { type PageSize, type PercentBox, placeBox, turnedSize } from './box-geometry.ts';
import styles from './cut-out.module.css';
import { drawPage, release, shapeOf } from './draw-page.ts';
import { openPdf, readPage } from './open-pdf.ts';

/** Points of paper shown around the words. */
const MARGIN = 6;
/** Most points of height as it is seen: about ten lines. */
const MAX_HEIGHT = 140;
/** CSS pixels of its width, and the most that a point is enlarged to. */
const WIDTH = 520;
const MAX_SCALE = 2;

interface Drawn {
  readonly canvas: HTMLCanvasElement;
  /** CSS pixels. */
  readonly width: number;
  readonly marks: readonly PercentBox[];
}

type State = 'drawing' | 'failed' | Drawn;

/**
 * What a scanned page looks like where it was quoted, upright, the words marked: the evidence that
 * recognised words are compared with. The boxes are those of the quote; its first page is shown.
 */
export function CutOut({
  documentId,
  boxes,
}: {
  readonly documentId: string;
  readonly boxes: readonly Box[];
}) {
  const { t } = useTranslation('viewer');
  const client = useClient();
  const [state, setState] = useState<State>('drawing');
  const host = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const drawing = new AbortController();
    let canvas: HTMLCanvasElement | null = null;
    const draw = async (): Promise<void> => {
      const drawn = await drawCutOut(client, documentId, boxes, drawing.signal);
      canvas = drawn?.canvas ?? null;
      if (drawing.signal.aborted) {
        if (canvas !== null) release(canvas);
      } else setState(drawn ?? 'failed');
    };
    void draw();
    return () => {
      drawing.abort();
      if (canvas !== null) release(canvas);
    };
  }, [client, documentId, boxes]);

  const drawn = typeof state === 'string' ? null : state;
  useEffect(() => {
    if (drawn !== null) host.current?.replaceChildren(drawn.canvas);
  }, [drawn]);

  if (state === 'failed') return <p className={styles['failed']}>{t('cut-out.failed')}</p>;
  return (
    <div
      className={styles['cut-out']}
      data-cut-out={drawn === null ? 'drawing' : 'drawn'}
      style={
        drawn === null ? { width: WIDTH, height: likelyHeight(boxes) } : { width: drawn.width }
      }
    >
      <div ref={host} className={styles['picture']} />
      {drawn?.marks.map(({ left, top, width, height }, index) => (
        <div
          // Boxes have no identity of their own; the list is replaced as a whole.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          className={styles['mark']}
          data-mark="quoted"
          style={{ left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` }}
        />
      ))}
    </div>
  );
}

/** Null where the file cannot be shown as it was read, or `signal` aborted. */
async function drawCutOut(
  client: DoorClient,
  documentId: string,
  boxes: readonly Box[],
  signal: AbortSignal,
): Promise<Drawn | null> {
  const number = boxes[0]?.page;
  if (number === undefined) return null;
  const opened = await openPdf(client, documentId);
  if (!opened.ok) return null;
  const { close } = opened.value;
  try {
    const [page, recognised] = await readPage(opened.value, number);
    const shape = shapeOf(page, recognised);
    const { rotation } = shape;
    const seen = turnedSize(shape, rotation);
    const placed = boxes
      .filter((box) => box.page === number)
      .map((box) => inPoints(placeBox(box, shape, rotation), seen));
    const part = around(placed);
    const scale = Math.min(MAX_SCALE, WIDTH / part.width);
    const canvas = await drawPage(page, { scale, rotation, signal, part: inPercent(part, seen) });
    if (canvas === null) return null;
    const marks = placed.map((box) =>
      inPercent({ ...box, left: box.left - part.left, top: box.top - part.top }, part),
    );
    return { canvas, width: part.width * scale, marks };
  } catch {
    // Its words and their doubts are still shown, and the viewer says what is wrong with the file.
    return null;
  } finally {
    await close();
  }
}

/** The part of the page around boxes, from the first of them as far down as is shown. */
function around(boxes: readonly PercentBox[]): PercentBox {
  const left = Math.min(...boxes.map((box) => box.left)) - MARGIN;
  const top = Math.min(...boxes.map((box) => box.top)) - MARGIN;
  const right = Math.max(...boxes.map((box) => box.left + box.width)) + MARGIN;
  const bottom = Math.max(...boxes.map((box) => box.top + box.height)) + MARGIN;
  return { left, top, width: right - left, height: Math.min(MAX_HEIGHT, bottom - top) };
}

function likelyHeight(boxes: readonly Box[]): number {
  const { width, height } = around(boxes.filter(({ page }) => page === boxes[0]?.page));
  return Math.min(MAX_SCALE, WIDTH / width) * height;
}

function inPoints(box: PercentBox, { width, height }: PageSize): PercentBox {
  return {
    left: (box.left / 100) * width,
    top: (box.top / 100) * height,
    width: (box.width / 100) * width,
    height: (box.height / 100) * height,
  };
}

function inPercent(box: PercentBox, { width, height }: PageSize): PercentBox {
  return {
    left: (box.left / width) * 100,
    top: (box.top / height) * 100,
    width: (box.width / width) * 100,
    height: (box.height / height) * 100,
  };
}
