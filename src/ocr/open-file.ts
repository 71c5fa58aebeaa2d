import type { ParsedPage } from '../parse/document.ts';
import { pictureFormat } from '../parse/picture/kinds.ts';
import { Drawing, type DrawnPage } from './draw.ts';
import type { PageShape } from './layout.ts';
import { pictureToPdf, type ToPng } from './picture-pdf.ts';

/** A PDF or picture file whose pages are drawn. */
export class OpenFile {
  /** The file as a PDF. */
  readonly pdf: Uint8Array;
  readonly #drawing: Drawing;

  private constructor(pdf: Uint8Array, drawing: Drawing) {
    this.pdf = pdf;
    this.#drawing = drawing;
  }

  /** @throws CarrelFailure `file-damaged`, `file-too-large` */
  static async open(bytes: Uint8Array, toPng: ToPng): Promise<OpenFile> {
    const pdf = pictureFormat(bytes) === undefined ? bytes : pictureToPdf(bytes, toPng);
    return new OpenFile(pdf, await Drawing.open(pdf));
  }

  /** A page as it is seen, and its shape where that was not known yet. */
  async draw(
    number: number,
    known: Pick<ParsedPage, 'width' | 'height' | 'rotation'>,
  ): Promise<{ readonly drawn: DrawnPage; readonly shape: PageShape }> {
    const drawn = await this.#drawing.draw(number);
    if (known.width > 0) return { drawn, shape: { number, ...known } };
    // The picture's own PDF: what its camera noted is in how it is drawn already.
    return {
      drawn,
      shape: { number, width: drawn.pointsWide, height: drawn.pointsHigh, rotation: 0 },
    };
  }

  close(): void {
    this.#drawing.close();
  }
}
