import PDFDocument from 'pdfkit';

type Drawing = InstanceType<typeof PDFDocument>;

/** A5 across, in points. */
const SIZE = { width: 595, height: 420 };
const MARGIN = 56;
const LEADING = 16;

/** One page of a fixture: lines where they are to be seen, and what turns and crops the page. */
export interface Sheet {
  readonly rotate?: 0 | 90 | 180 | 270;
  /** Left, bottom, right, top, in points of the unrotated page. */
  readonly crop?: readonly [number, number, number, number];
  readonly columns: readonly (readonly string[])[];
}

/** A PDF of these pages; the same bytes each time. */
export async function drawSheets(sheets: readonly Sheet[]): Promise<Buffer> {
  const made = new Date('2026-11-02T09:00:00Z');
  const pdf = new PDFDocument({
    autoFirstPage: false,
    info: { CreationDate: made, ModDate: made },
  });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise((resolve) => {
    pdf.on('end', resolve);
  });
  for (const sheet of sheets) draw(pdf, sheet);
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}

/** Draws upright text on a page that is turned when it is shown. */
function draw(pdf: Drawing, { rotate = 0, crop, columns }: Sheet): void {
  const across = rotate % 180 === 0;
  // As shown it is always wider than high.
  const width = across ? SIZE.width : SIZE.height;
  const height = across ? SIZE.height : SIZE.width;
  pdf.addPage({ size: [width, height], margin: 0 });
  Object.assign(pdf.page.dictionary.data, {
    Rotate: rotate,
    ...(crop === undefined ? {} : { CropBox: crop }),
  });
  // Turned back, so that showing it turned makes it upright; y is counted downwards.
  pdf.rotate(-rotate, { origin: [0, 0] });
  const left = rotate === 90 ? -height : rotate === 180 ? -width : 0;
  const top = rotate === 180 ? -height : rotate === 270 ? -width : 0;
  const step = (SIZE.width - 2 * MARGIN) / columns.length;
  columns.forEach((lines, column) => {
    lines.forEach((line, index) => {
      const title = line.startsWith('# ');
      pdf.font(title ? 'Helvetica-Bold' : 'Helvetica').fontSize(title ? 15 : 10.5);
      const x = left + MARGIN + column * step;
      const y = top + MARGIN + index * LEADING;
      pdf.text(title ? line.slice(2) : line, x, y, { lineBreak: false });
    });
  });
}
