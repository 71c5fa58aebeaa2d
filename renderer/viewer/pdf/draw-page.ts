import type { PDFPageProxy } from 'pdfjs-dist';
import type { PercentBox } from './box-geometry.ts';
import type { OpenPdf, Recognised } from './open-pdf.ts';
import type { PageShape } from './page-layout.ts';

/** A larger canvas is drawn coarser: 16 million pixels are 64 MB. */
const MAX_CANVAS_PIXELS = 16 * 1024 * 1024;
/** Pixels of a side; browsers leave a canvas blank that is longer than 32,767. */
const MAX_CANVAS_SIDE = 16 * 1024;

/**
 * A page's shape in points, as the marks' boxes count them (user units left out), turned as it is
 * shown: a scan upright.
 */
export function shapeOf(page: PDFPageProxy, recognised: Recognised | null): PageShape {
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view;
  const rotation = recognised?.rotation ?? page.rotate;
  return { width: right - left, height: top - bottom, rotation };
}

/** How a page is drawn. */
export interface Drawn {
  /** CSS pixels a point. */
  readonly scale: number;
  /** All of it, clockwise degrees. */
  readonly rotation: number;
  readonly signal: AbortSignal;
  /** The part to draw, of the page as it is seen; all of it where absent. */
  readonly part?: PercentBox;
}

const WHOLE: PercentBox = { left: 0, top: 0, width: 100, height: 100 };

/** Draws a page, or a part of it, to a new canvas of its own; null where `signal` aborted. */
export async function drawPage(
  page: PDFPageProxy,
  { scale, rotation, signal, part = WHOLE }: Drawn,
): Promise<HTMLCanvasElement | null> {
  const { width, height } = shapeOf(page, null);
  const wanted = scale * devicePixelRatio;
  const sharp = Math.min(
    wanted,
    Math.sqrt(MAX_CANVAS_PIXELS / (width * height)),
    MAX_CANVAS_SIDE / Math.max(width, height),
  );
  const whole = page.getViewport({ scale: sharp / page.userUnit, rotation });
  const viewport = whole.clone({
    offsetX: (-part.left / 100) * whole.width,
    offsetY: (-part.top / 100) * whole.height,
  });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor((part.width / 100) * whole.width));
  canvas.height = Math.max(1, Math.floor((part.height / 100) * whole.height));
  const task = page.render({ canvas, viewport });
  const cancel = (): void => {
    task.cancel();
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    await task.promise;
    return canvas;
  } catch (error) {
    release(canvas);
    if (signal.aborted) return null;
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** Puts selectable text over a page; empty where `signal` aborted. */
export async function drawText(
  { pdfjs }: OpenPdf,
  page: PDFPageProxy,
  container: HTMLElement,
  { rotation, signal }: { rotation: number; signal: AbortSignal },
): Promise<void> {
  const layer = new pdfjs.TextLayer({
    textContentSource: page.streamTextContent({ includeMarkedContent: false }),
    container,
    viewport: page.getViewport({ scale: 1 / page.userUnit, rotation }),
  });
  signal.addEventListener('abort', () => {
    layer.cancel();
  });
  try {
    await layer.render();
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Gives a canvas's memory back at once instead of at the next collection. */
export function release(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}

/** Drops what pdf.js keeps of a page that went out of view: its images and drawing commands. */
export async function forget({ document }: OpenPdf, number: number): Promise<void> {
  try {
    const page = await document.getPage(number);
    // Does nothing while the page is being drawn elsewhere, as a thumbnail.
    page.cleanup();
  } catch {
    // The document was closed, and everything of it is gone.
  }
}
