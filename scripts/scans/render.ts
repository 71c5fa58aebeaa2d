import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { Drawing, type DrawnPage } from '../../src/ocr/draw.ts';
import { pngOf } from '../../test/ocr/scanned.ts';
import { degrade, type Degradation, type Scanned } from './degrade.ts';
import type { ScanText } from './scan-text.ts';

/** A4 in points, and what is left free on it. */
const SHEET = { width: 595, height: 842 } as const;
const MARGIN = 64;
const SIZE = 11;
const LEADING = 1.45;

/** A word as it stands on the upright sheet, in points. */
export interface DrawnWord {
  readonly text: string;
  /** Words of one line share it. */
  readonly line: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A scan, written as a file, and where its words stood before it was scanned. */
export interface WrittenScan {
  readonly text: ScanText;
  readonly words: readonly DrawnWord[];
  readonly scanned: Scanned;
}

/** Draws a text, scans it badly, and writes the file of its name into a folder. */
export async function writeScan(
  folder: string,
  text: ScanText,
  degradation: Degradation,
): Promise<WrittenScan> {
  const { pdf, words } = await typeset(text);
  const drawing = await Drawing.open(pdf);
  try {
    const clean = await drawing.draw(1);
    const scanned = degrade(clean, degradation);
    const png = pngOf(scanned.picture, { dpi: degradation.dpi });
    const file = text.name.endsWith('.png') ? png : await sheetOf(png, scanned);
    writeFileSync(join(folder, text.name), file);
    return { text, words: words.map((word) => inked(word, clean)), scanned };
  } finally {
    drawing.close();
  }
}

/** A PDF with the text, and the places of its words by the font's own measures. */
async function typeset(text: ScanText): Promise<{ pdf: Buffer; words: DrawnWord[] }> {
  const pdf = new PDFDocument({ size: [SHEET.width, SHEET.height], margin: 0 });
  const bytes = collected(pdf);
  pdf.font(text.font).fontSize(SIZE);
  const words: DrawnWord[] = [];
  const space = pdf.widthOfString(' ');
  let line = 0;
  let top = MARGIN;
  const put = (word: string, left: number): number => {
    pdf.text(word, left, top, { lineBreak: false });
    const right = left + pdf.widthOfString(word);
    words.push({ text: word, line, left, right, top, bottom: top + SIZE * 1.2 });
    return right + space;
  };
  const next = (lines: number): void => {
    line += 1;
    top += SIZE * LEADING * lines;
  };
  for (const paragraph of text.paragraphs) {
    let left = MARGIN;
    for (const word of paragraph.split(/ +/u)) {
      if (left + pdf.widthOfString(word) > SHEET.width - MARGIN) {
        next(1);
        left = MARGIN;
      }
      left = put(word, left);
    }
    next(1.6);
  }
  for (const row of text.table ?? []) {
    for (const [column, cell] of row.entries()) {
      const width = (SHEET.width - 2 * MARGIN) / row.length;
      let left = MARGIN + column * width;
      for (const word of cell.split(' ')) left = put(word, left);
      // Cells are marked apart.
      line += 1;
    }
    next(1.2);
  }
  pdf.end();
  return { pdf: await bytes, words };
}

/** A PDF whose only page is the picture. */
async function sheetOf(png: Buffer, { pointsWide, pointsHigh }: Scanned): Promise<Buffer> {
  const pdf = new PDFDocument({ size: [pointsWide, pointsHigh], margin: 0 });
  const bytes = collected(pdf);
  pdf.image(png, 0, 0, { width: pointsWide, height: pointsHigh });
  pdf.end();
  return await bytes;
}

async function collected(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  pdf.on('data', (part: Buffer) => parts.push(part));
  await new Promise((resolve) => {
    pdf.on('end', resolve);
  });
  return Buffer.concat(parts);
}

/** The word's box drawn in to its ink, which is what recognition measures. */
function inked(word: DrawnWord, { data, width, dpi }: DrawnPage): DrawnWord {
  const scale = dpi / 72;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let y = Math.floor(word.top * scale); y < word.bottom * scale; y += 1) {
    for (let x = Math.floor(word.left * scale); x < word.right * scale; x += 1) {
      if ((data[y * width + x] ?? 255) > 160) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  }
  if (right < left) return word;
  return {
    ...word,
    left: left / scale,
    right: right / scale,
    top: top / scale,
    bottom: bottom / scale,
  };
}
