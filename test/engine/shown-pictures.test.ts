import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Originals } from '../../src/engine/originals.ts';
import { parserConfinement } from '../../src/engine/parser-process.ts';
import { recognisedWords } from '../../src/engine/recognised-words.ts';
import { ShownPictures } from '../../src/engine/shown-pictures.ts';
import { createOcrPool, type OcrPool } from '../../src/ingest/ocr-pool.ts';
import { Drawing } from '../../src/ocr/draw.ts';
import { pngOf, scanOf, tiffOf } from '../ocr/scanned.ts';

let folder = '';
let ocr: OcrPool;
const { signal: wanted } = new AbortController();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-shown-'));
  ocr = createOcrPool({ size: 1, ...parserConfinement() });
});
afterAll(async () => {
  await ocr.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function fileAt(name: string, bytes: Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { size, mtimeMs } = statSync(path);
  const file = { path, bytes: size, modifiedMs: mtimeMs, sha256: name, current: true };
  const originals = new Originals();
  const part = (offset: number, length: number) => originals.read(file, offset, length);
  return { file, part };
}

test('a picture is shown as a PDF with a page for each picture in it, read in parts', async () => {
  const sheet = await scanOf(['One sheet.']);
  const pictures = new ShownPictures(ocr);
  const { file, part } = fileAt('deed.tif', tiffOf(sheet, sheet, sheet));
  const { total } = await pictures.read(file, part, 0, 10, wanted);
  const half = Math.ceil(total / 2);
  const parts = [
    await pictures.read(file, part, 0, half, wanted),
    await pictures.read(file, part, half, half, wanted),
  ];
  const pdf = Buffer.concat(parts.map(({ bytes }) => bytes));
  expect(pdf.length).toBe(total);
  const drawing = await Drawing.open(pdf);
  expect(drawing.pages).toBe(3);
  const drawn = await drawing.draw(3);
  expect(Math.abs(drawn.width / drawn.height - sheet.width / sheet.height)).toBeLessThan(0.02);
  drawing.close();
});

test('what is no picture is refused, and tried anew', async () => {
  const pictures = new ShownPictures(ocr);
  const { file, part } = fileAt(
    'broken.png',
    pngOf({ width: 9, height: 9, data: new Uint8Array(81) }).subarray(0, 40),
  );
  for (let tries = 0; tries < 2; tries += 1) {
    await expect(pictures.read(file, part, 0, 10, wanted)).rejects.toMatchObject({
      code: 'file-damaged',
    });
  }
});

test('the words of a scan have their boxes and doubts; other pages have none', () => {
  const page = {
    number: 1,
    text: 'Lease 4711',
    width: 400,
    height: 300,
    rotation: 0,
    cells: new Uint32Array(0),
    words: Float32Array.from([0, 5, 10, 20, 30, 8, 6, 10, 50, 20, 25, 8]),
    confidences: Uint8Array.from([96, 41]),
  };
  expect(recognisedWords(page)).toEqual([
    { text: 'Lease', left: 10, top: 20, width: 30, height: 8, doubtful: false },
    { text: '4711', left: 50, top: 20, width: 25, height: 8, doubtful: true },
  ]);
  expect(recognisedWords({ ...page, confidences: null })).toBeNull();
  expect(recognisedWords(undefined)).toBeNull();
});
