import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';
import { CarrelFailure } from '../contract/errors.ts';
import { MemoizedPromise } from '../process/memoized-promise.ts';
import type { Grey } from './grey.ts';

/** Pixels an inch that text is recognised at: what Tesseract's models were trained on. */
const DPI = 300;
/** Most pixels of a page: a sheet of A4 has 8.7 million at 300 an inch. */
const MAX_PIXELS = 12_000_000;
const MIN_SIDE = 16;

/** A page as it is seen, and how many pixels an inch of it has. */
export interface DrawnPage extends Grey {
  readonly dpi: number;
  /** Size in points as it is seen. */
  readonly pointsWide: number;
  readonly pointsHigh: number;
}

const library = new MemoizedPromise(() => PDFiumLibrary.init({ wasmBinary: wasm() }));

/** An open PDF whose pages can be drawn. */
export class Drawing {
  readonly #document: PDFiumDocument;

  private constructor(document: PDFiumDocument) {
    this.#document = document;
  }

  /** @throws CarrelFailure `file-damaged` */
  static async open(pdf: Uint8Array): Promise<Drawing> {
    const pdfium = await library.get();
    try {
      return new Drawing(await pdfium.loadDocument(pdf));
    } catch (cause) {
      throw new CarrelFailure(
        'file-damaged',
        'The document could not be drawn, so that the text of its pictures is not read. Get a fresh copy.',
        undefined,
        { cause },
      );
    }
  }

  get pages(): number {
    return this.#document.getPageCount();
  }

  /** One page (from 1), grey, turned as the document says. */
  async draw(number: number): Promise<DrawnPage> {
    const page = this.#document.getPage(number - 1);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const fitting = Math.sqrt(MAX_PIXELS / Math.max(1, originalWidth * originalHeight));
    const scale = Math.min(DPI / 72, fitting);
    const { width, height, data } = await page.render({
      width: Math.max(MIN_SIDE, Math.round(originalWidth * scale)),
      height: Math.max(MIN_SIDE, Math.round(originalHeight * scale)),
      colorSpace: 'Gray',
      renderFormFields: true,
      render: async (drawn) => drawn.data,
    });
    return {
      width,
      height,
      data,
      dpi: scale * 72,
      pointsWide: originalWidth,
      pointsHigh: originalHeight,
    };
  }

  close(): void {
    this.#document.destroy();
  }
}

function wasm(): ArrayBuffer {
  const file = readFileSync(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
}
