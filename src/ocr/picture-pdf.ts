import { CarrelFailure } from '../contract/errors.ts';
import { pictureFormat } from '../parse/picture/kinds.ts';
import { tiffDirectories, tiffStartingAt } from '../parse/picture/tiff.ts';
import { jpegFacts } from './jpeg.ts';
import { opaque, pngParts, type PngParts } from './png.ts';

/** A picture as an image object of a PDF. */
interface PdfPicture {
  readonly width: number;
  readonly height: number;
  readonly dpi: number | undefined;
  readonly rotation: number;
  /** Entries of the image's dictionary beside its size. */
  readonly entries: string;
  readonly data: Uint8Array;
}

/** Turns any picture into PNG, by Leptonica; undefined where it cannot. */
export type ToPng = (bytes: Uint8Array) => Uint8Array | undefined;

/** Larger pictures are refused: they would not fit the recogniser's memory. */
const MAX_PIXELS = 120_000_000;
/** Inches of the longer side of a sheet, for pictures that do not say how large they are. */
const SHEET = 11.7;
/** Pixels an inch of a screen, the least that is taken for the resolution of a picture. */
const SCREEN_DPI = 96;

/**
 * A picture file as a PDF with one picture a page, each as large as the picture says it is, or as a
 * sheet of paper where it does not. One of several that cannot be read is left as an empty page.
 *
 * @throws CarrelFailure `file-damaged` where none can be read, `file-too-large`
 */
export function pictureToPdf(bytes: Uint8Array, toPng: ToPng): Uint8Array {
  const files =
    pictureFormat(bytes) === 'tiff'
      ? tiffDirectories(bytes).map((at) => () => tiffStartingAt(bytes, at))
      : [() => bytes];
  const writer = new PdfWriter();
  let read = 0;
  for (const file of files) {
    const picture = pictureOf(file(), toPng);
    if (picture !== undefined) read += 1;
    writer.page(picture);
  }
  if (read === 0) {
    throw new CarrelFailure(
      'file-damaged',
      'The picture is damaged or of a kind that cannot be opened. Save it as PNG or PDF to add it.',
    );
  }
  return writer.end();
}

function pictureOf(bytes: Uint8Array, toPng: ToPng): PdfPicture | undefined {
  const jpeg = pictureFormat(bytes) === 'jpeg' ? jpegFacts(bytes) : undefined;
  if (jpeg !== undefined && [1, 3, 4].includes(jpeg.components)) {
    refuseLarge(jpeg);
    const space = { 1: 'Gray', 3: 'RGB' }[jpeg.components] ?? 'CMYK';
    // Pictures in four inks are stored upside down by the programs that write them.
    const decode = jpeg.components === 4 ? ' /Decode [1 0 1 0 1 0 1 0]' : '';
    const entries = `/ColorSpace /Device${space} /BitsPerComponent 8 /Filter /DCTDecode${decode}`;
    return { ...jpeg, entries, data: bytes };
  }
  const own = pictureFormat(bytes) === 'png' ? pngParts(bytes) : undefined;
  if (own !== undefined) refuseLarge(own);
  const direct = own === undefined ? undefined : pngPicture(own);
  if (direct !== undefined) return direct;
  const png = toPng(bytes);
  const parts = png === undefined ? undefined : pngParts(png);
  return parts === undefined ? undefined : pngPicture(parts);
}

/** PDF knows PNG's compression and its filters: the data go over as they are. */
function pngPicture(parts: PngParts): PdfPicture | undefined {
  if (parts.interlaced) return undefined;
  if (parts.components === 2 || parts.components === 4) {
    const plain = opaque(parts);
    return plain === undefined ? undefined : pngPicture(plain);
  }
  const { width, height, bits, components, data, dpi, palette } = parts;
  const space =
    palette !== undefined && components === 1
      ? `[/Indexed /DeviceRGB ${Math.floor(palette.length / 3) - 1} <${Buffer.from(palette).toString('hex')}>]`
      : components === 1
        ? '/DeviceGray'
        : '/DeviceRGB';
  const entries =
    `/ColorSpace ${space} /BitsPerComponent ${bits} /Filter /FlateDecode ` +
    `/DecodeParms << /Predictor 15 /Colors ${components} /BitsPerComponent ${bits} /Columns ${width} >>`;
  return { width, height, dpi, rotation: 0, entries, data };
}

function refuseLarge({ width, height }: { readonly width: number; readonly height: number }): void {
  if (width * height <= MAX_PIXELS) return;
  throw new CarrelFailure(
    'file-too-large',
    'The picture has more points than can be read at once. Save it smaller to add it.',
    { pixels: width * height },
  );
}

/** Pixels an inch: as stated where that makes a sheet of usual size, else as for a sheet of paper. */
function resolutionOf({ width, height, dpi }: PdfPicture): number {
  const longer = Math.max(width, height);
  if (dpi !== undefined && dpi >= SCREEN_DPI && dpi <= 2400 && longer / dpi < 4 * SHEET) return dpi;
  return Math.max(SCREEN_DPI, longer / SHEET);
}

/** Writes a PDF (ISO 32000-2, 7.5) of pictures. */
class PdfWriter {
  readonly #parts: Uint8Array[] = [Buffer.from('%PDF-1.5\n')];
  readonly #offsets: number[] = [];
  readonly #pages: number[] = [];
  #length = 9;

  /** The first two objects, written last, are the catalogue and the list of pages. */
  page(picture: PdfPicture | undefined): void {
    const first = 3 + this.#offsets.length;
    this.#pages.push(first);
    if (picture === undefined) {
      this.#object(first, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>');
      return;
    }
    const scale = 72 / resolutionOf(picture);
    const [width, height] = [picture.width * scale, picture.height * scale].map((each) =>
      each.toFixed(3),
    );
    const content = `q ${width} 0 0 ${height} 0 0 cm /P Do Q`;
    this.#object(
      first,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Rotate ${picture.rotation} ` +
        `/Contents ${first + 1} 0 R /Resources << /XObject << /P ${first + 2} 0 R >> >> >>`,
    );
    this.#object(first + 1, `<< /Length ${content.length} >>`, Buffer.from(content));
    this.#object(
      first + 2,
      `<< /Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} ` +
        `${picture.entries} /Length ${picture.data.length} >>`,
      picture.data,
    );
  }

  end(): Uint8Array {
    const offsets = [...this.#offsets];
    const last: number[] = [];
    const note = (): void => void last.push(this.#length);
    note();
    this.#write(Buffer.from('1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'));
    note();
    const kids = this.#pages.map((page) => `${page} 0 R`).join(' ');
    this.#write(
      Buffer.from(
        `2 0 obj\n<< /Type /Pages /Count ${this.#pages.length} /Kids [${kids}] >>\nendobj\n`,
      ),
    );
    const start = this.#length;
    const table = [...last, ...offsets].map((at) => `${String(at).padStart(10, '0')} 00000 n \n`);
    const size = table.length + 1;
    this.#write(
      Buffer.from(
        `xref\n0 ${size}\n0000000000 65535 f \n${table.join('')}` +
          `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
      ),
    );
    return Buffer.concat(this.#parts);
  }

  #object(number: number, dictionary: string, stream?: Uint8Array): void {
    this.#offsets.push(this.#length);
    this.#write(Buffer.from(`${number} 0 obj\n${dictionary}\n`));
    if (stream !== undefined) {
      this.#write(Buffer.from('stream\n'));
      this.#write(stream);
      this.#write(Buffer.from('\nendstream\n'));
    }
    this.#write(Buffer.from('endobj\n'));
  }

  #write(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }
}
