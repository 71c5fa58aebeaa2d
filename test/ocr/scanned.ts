import { crc32, deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { Drawing, type DrawnPage } from '../../src/ocr/draw.ts';
import type { Grey } from '../../src/ocr/grey.ts';

/** Size of the sheets that tests scan, in points. */
export const SHEET = { width: 420, height: 300 } as const;

/** A PDF with one page of each drawing; fonts of 12 points unless the drawing says otherwise. */
export async function pdfOf(
  ...pages: readonly ((pdf: PDFKit.PDFDocument) => void)[]
): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: [SHEET.width, SHEET.height],
    margin: 0,
    autoFirstPage: false,
  });
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  const done = new Promise((resolve) => {
    pdf.on('end', resolve);
  });
  for (const draw of pages) {
    pdf.addPage();
    pdf.fontSize(12);
    draw(pdf);
  }
  pdf.end();
  await done;
  return Buffer.concat(parts);
}

/** Lines of text as a scanner sees them. */
export async function scanOf(lines: readonly string[]): Promise<DrawnPage> {
  const drawing = await Drawing.open(
    await pdfOf((pdf) => {
      lines.forEach((line, index) => pdf.text(line, 40, 40 + index * 20, { lineBreak: false }));
    }),
  );
  try {
    return await drawing.draw(1);
  } finally {
    drawing.close();
  }
}

/** A grey picture as a PNG file, optionally with an alpha channel that leaves all visible. */
export function pngOf(
  { width, height, data }: Grey,
  { alpha = false, dpi = 300 }: { readonly alpha?: boolean; readonly dpi?: number } = {},
): Buffer {
  const pixel = alpha ? 4 : 1;
  const rows = Buffer.alloc((width * pixel + 1) * height, 255);
  for (let y = 0; y < height; y += 1) {
    rows[y * (width * pixel + 1)] = 0;
    for (let x = 0; x < width; x += 1) {
      const at = y * (width * pixel + 1) + 1 + x * pixel;
      rows.fill(data[y * width + x] ?? 255, at, at + (alpha ? 3 : 1));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, alpha ? 6 : 0, 0, 0, 0], 8);
  const resolution = Buffer.alloc(9);
  const dotsPerMetre = Math.round(dpi / 0.0254);
  resolution.writeUInt32BE(dotsPerMetre, 0);
  resolution.writeUInt32BE(dotsPerMetre, 4);
  resolution[8] = 1;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('pHYs', resolution),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A TIFF file with a picture a page, eight bits a pixel, not compressed. */
export function tiffOf(...pictures: readonly Grey[]): Buffer {
  const parts: Buffer[] = [Buffer.from([0x49, 0x49, 42, 0])];
  let at = 8;
  const starts: number[] = [];
  const bodies = pictures.map(({ width, height, data }) => {
    const entries = [
      [256, 4, width],
      [257, 4, height],
      [258, 3, 8],
      [259, 3, 1],
      [262, 3, 1],
      [273, 4, 0],
      [277, 3, 1],
      [278, 4, height],
      [279, 4, data.length],
    ];
    const directory = Buffer.alloc(2 + entries.length * 12 + 4);
    directory.writeUInt16LE(entries.length, 0);
    starts.push(at);
    const dataAt = at + directory.length;
    entries.forEach(([tag = 0, type = 0, value = 0], index) => {
      const entry = 2 + index * 12;
      directory.writeUInt16LE(tag, entry);
      directory.writeUInt16LE(type, entry + 2);
      directory.writeUInt32LE(1, entry + 4);
      directory.writeUInt32LE(tag === 273 ? dataAt : value, entry + 8);
    });
    at = dataAt + data.length + (data.length % 2);
    return { directory, data: Buffer.concat([data, Buffer.alloc(data.length % 2)]) };
  });
  const first = Buffer.alloc(4);
  first.writeUInt32LE(8);
  parts.push(first);
  bodies.forEach(({ directory, data }, index) => {
    directory.writeUInt32LE(starts[index + 1] ?? 0, directory.length - 4);
    parts.push(directory, data);
  });
  return Buffer.concat(parts);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([frame, body, sum]);
}
