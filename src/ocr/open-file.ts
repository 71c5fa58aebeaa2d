import type { ParsedPage } from '../parse/document.ts';
import { pictureFormat } from '../parse/picture/kinds.ts';
import { Drawing, type DrawnPage } from './draw.ts';
import { jpegFacts } from './jpeg.ts';
import type { PageShape } from './layout.ts';
import { pictureToPdf, type ToPng } from './picture-pdf.ts';

/** A PDF or picture file whose pages are drawn. */
export class OpenFile {
  /** The file as a PDF. */
  readonly pdf: Uint8Array;
  readonly #drawing: Drawing;
  /** Clockwise degrees by which the camera says a picture is to be turned; it is drawn so. */
  readonly #rotation: ParsedPage['rotation'];

  private constructor(pdf: Uint8Array, drawing: Drawing, rotation: ParsedPage['rotation']) {
    this.pdf = pdf;
    this.#drawing = drawing;
    this.#rotation = rotation;
  }

  /** @throws CarrelFailure `file-damaged`, `file-too-large` */
  static async open(bytes: Uint8Array, toPng: ToPng): Promise<OpenFile> {
    const format = pictureFormat(bytes);
    const pdf = format === undefined ? bytes : pictureToPdf(bytes, toPng);
    const rotation = format === 'jpeg' ? (jpegFacts(bytes)?.rotation ?? 0) : 0;
    return new OpenFile(pdf, await Drawing.open(pdf), rotation);
  }

  /** A page as it is seen, and its shape where that was not known yet. */
  async draw(
    number: number,
    known: Pick<ParsedPage, 'width' | 'height' | 'rotation'>,
  ): Promise<{ readonly drawn: DrawnPage; readonly shape: PageShape }> {
    const drawn = await this.#drawing.draw(number);
    if (known.width > 0) return { drawn, shape: { number, ...known } };
    const { pointsWide, pointsHigh } = drawn;
    const rotation = this.#rotation;
    const [width, height] =
      rotation % 180 === 0 ? [pointsWide, pointsHigh] : [pointsHigh, pointsWide];
    return { drawn, shape: { number, width, height, rotation } };
  }

  close(): void {
    this.#drawing.close();
  }
}
