import { beforeAll, describe, expect, test } from 'vitest';
import { WORD_STRIDE, type ParsedPage } from '../../src/parse/document.ts';
import type { DrawnPage } from '../../src/ocr/draw.ts';
import { rotated, turned, type Grey, type QuarterTurns } from '../../src/ocr/grey.ts';
import { OpenFile } from '../../src/ocr/open-file.ts';
import { readPage } from '../../src/ocr/read-page.ts';
import { Recogniser } from '../../src/ocr/recogniser.ts';
import { estimateSkew } from '../../src/ocr/skew.ts';
import { pngOf, scanOf, tiffOf } from './scanned.ts';

const lines = [
  'Der Mietvertrag beginnt am 14. März 2019 in Köln.',
  'The monthly rent is 1,250.00 EUR, due on the third day.',
  'Keys are handed over by the former tenant on Friday.',
];
const unknown = { width: 0, height: 0, rotation: 0 } as const;

let recogniser: Recogniser;
let scan: DrawnPage;

beforeAll(async () => {
  recogniser = await Recogniser.create();
  scan = await scanOf(lines);
});

async function readFile(bytes: Uint8Array, page = 1): Promise<ParsedPage> {
  const file = await OpenFile.open(bytes, (picture) => recogniser.toPng(picture));
  try {
    const { drawn, shape } = await file.draw(page, unknown);
    return readPage(recogniser, drawn, shape, ['de']).page;
  } finally {
    file.close();
  }
}

/** A drawing of lines, each given by the x and y of its points. */
function strokes(drawn: readonly (readonly number[])[]): Grey {
  const size = 400;
  const data = new Uint8Array(size * size).fill(255);
  const dot = (cx: number, cy: number): void => {
    for (let y = -12; y <= 12; y += 1) {
      for (let x = -12; x <= 12; x += 1) {
        if (x * x + y * y <= 144) data[Math.round(cy + y) * size + Math.round(cx + x)] = 0;
      }
    }
  };
  for (const line of drawn) {
    for (let at = 0; at < line.length; at += 2) {
      const [x = 0, y = 0, toX = x, toY = y] = line.slice(at);
      for (let part = 0; part <= 1; part += 0.02) {
        dot(x + (toX - x) * part, y + (toY - y) * part);
      }
    }
  }
  return { width: size, height: size, data };
}

/** The box of a word, as left, top, width, height. */
function boxOf(page: ParsedPage, word: string): number[] {
  const start = page.text.indexOf(word);
  for (let at = 0; at < page.words.length; at += WORD_STRIDE) {
    if (page.words[at] === start) return [...page.words.subarray(at + 2, at + WORD_STRIDE)];
  }
  throw new Error(`"${word}" is not on the page`);
}

function overlap(a: readonly number[], b: readonly number[]): number {
  const common = [0, 1].map((axis) => {
    const [from, size] = [a[axis] ?? 0, a[axis + 2] ?? 0];
    const [other, otherSize] = [b[axis] ?? 0, b[axis + 2] ?? 0];
    return Math.max(0, Math.min(from + size, other + otherSize) - Math.max(from, other));
  });
  const area = (box: readonly number[]): number => (box[2] ?? 0) * (box[3] ?? 0);
  const shared = (common[0] ?? 0) * (common[1] ?? 0);
  return shared / (area(a) + area(b) - shared);
}

function onSheet(picture: Grey): DrawnPage {
  const { dpi } = scan;
  const scale = 72 / dpi;
  return { ...picture, dpi, pointsWide: picture.width * scale, pointsHigh: picture.height * scale };
}

describe('one page', () => {
  test('gives the words, with their boxes in points', async () => {
    const page = await readFile(pngOf(scan));
    expect(page.text.replace(/\s+/gu, ' ')).toBe(lines.join(' '));
    expect(Math.round(page.width)).toBe(420);
    // Helvetica of 12 points: "rent" stands after "The monthly ", its letters above the baseline.
    const [left = 0, top = 0, width = 0, height = 0] = boxOf(page, 'rent');
    expect(left).toBeGreaterThan(105);
    expect(left).toBeLessThan(112);
    expect(top).toBeGreaterThan(60);
    expect(top + height).toBeLessThan(72);
    expect(width).toBeGreaterThan(18);
    expect(width).toBeLessThan(26);
  });

  test.each([1, 2, 3] as const)('is set upright after %i quarters', (quarters: QuarterTurns) => {
    const straight = readPage(recogniser, scan, shapeOf(scan), ['de']);
    const drawn = onSheet(turned(scan, quarters));
    const { page } = readPage(recogniser, drawn, shapeOf(drawn), ['de']);
    expect(page.text).toBe(straight.page.text);
    const back = unturned(boxOf(page, 'Köln.'), quarters, scan);
    expect(overlap(back, boxOf(straight.page, 'Köln.'))).toBeGreaterThan(0.8);
  });

  test('of a few words is set upright, however well some read on their head or side', async () => {
    for (const text of [
      ['Minutes of a session on moss', 'and a house in some woods'],
      ['Invoice for cleaning', 'no open items'],
    ]) {
      const sheet = await scanOf(text);
      for (const quarters of [0, 2] as const) {
        const drawn = onSheet(turned(sheet, quarters));
        const { page } = readPage(recogniser, drawn, shapeOf(drawn), ['en']);
        expect(page.text.replaceAll(/\s+/gu, ' ')).toBe(text.join(' '));
      }
    }
  });

  test('is straightened, and its boxes lie over the slanted words', () => {
    const angle = (3 * Math.PI) / 180;
    const drawn = onSheet(rotated(scan, angle));
    expect(estimateSkew(drawn).skew).toBeCloseTo(angle, 2);
    const { page } = readPage(recogniser, drawn, shapeOf(drawn), ['de']);
    expect(page.text.replace(/\s+/gu, ' ')).toBe(lines.join(' '));
    const straight = readPage(recogniser, scan, shapeOf(scan), ['de']);
    const [left = 0, top = 0, width = 0, height = 0] = boxOf(straight.page, 'rent');
    const [cx, cy] = [drawn.pointsWide / 2, drawn.pointsHigh / 2];
    const [x, y] = [left + width / 2 - cx, top + height / 2 - cy];
    const middle = [
      cx + x * Math.cos(angle) - y * Math.sin(angle),
      cy + x * Math.sin(angle) + y * Math.cos(angle),
    ];
    const box = boxOf(page, 'rent');
    expect((box[0] ?? 0) + (box[2] ?? 0) / 2).toBeCloseTo(middle[0] ?? 0, 0);
    expect((box[1] ?? 0) + (box[3] ?? 0) / 2).toBeCloseTo(middle[1] ?? 0, 0);
  });

  test('without text gives no words', () => {
    const white = onSheet({ width: 800, height: 600, data: new Uint8Array(480_000).fill(255) });
    expect(readPage(recogniser, white, shapeOf(white), ['en']).page.text).toBe('');
    const face = onSheet(
      strokes([
        [70, 128],
        [79, 292],
        [158, 162, 204, 124, 228, 186],
        [273, 94, 300, 110, 332, 172, 346, 200, 342, 246, 326, 292, 302, 306, 256, 320],
      ]),
    );
    expect(readPage(recogniser, face, shapeOf(face), ['en']).page.text).toBe('');
  });
});

describe('picture files', () => {
  test('a PNG with transparency', async () => {
    expect((await readFile(pngOf(scan, { alpha: true }))).text).toContain('1,250.00 EUR');
  });

  test('each picture of a TIFF', async () => {
    const other = await scanOf(['Second sheet of the deed, signed in Bremen.']);
    const file = tiffOf(scan, other);
    expect((await readFile(file)).text).toContain('Mietvertrag');
    expect((await readFile(file, 2)).text).toBe('Second sheet of the deed, signed in Bremen.');
  });

  test('damage is told', async () => {
    const cut = pngOf(scan).subarray(0, 60);
    await expect(readFile(cut)).rejects.toMatchObject({ code: 'file-damaged' });
  });
});

function shapeOf({ pointsWide, pointsHigh }: DrawnPage): {
  number: number;
  width: number;
  height: number;
  rotation: 0;
} {
  return { number: 1, width: pointsWide, height: pointsHigh, rotation: 0 };
}

/** A box of the turned sheet as it lies on the sheet before; sizes of `sheet` in points. */
function unturned(box: readonly number[], quarters: QuarterTurns, sheet: DrawnPage): number[] {
  const [left = 0, top = 0, width = 0, height = 0] = box;
  const { pointsWide, pointsHigh } = sheet;
  if (quarters === 1) return [top, pointsHigh - left - width, height, width];
  if (quarters === 2) return [pointsWide - left - width, pointsHigh - top - height, width, height];
  return [pointsWide - top - height, left, height, width];
}
