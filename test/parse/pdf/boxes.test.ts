import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { normalised } from '../../../src/parse/normalise.ts';
import { type BoxedWord, makePdf, parse, put, wordsOf } from './make.ts';

const fonts = join(
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'standard_fonts',
);
const folder = mkdtempSync(join(tmpdir(), 'carrel-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;

const left = [
  'The reading room opens',
  'at nine on weekdays and',
  'closes when the last of',
  'the readers has gone.',
];
const right = [
  'Coffee stays outside, as',
  'does anything that drips',
  'or smells. The porter is',
  'strict about this rule.',
];

async function twoColumns(): Promise<Buffer> {
  return makePdf((pdf) => {
    left.forEach((line, index) => put(pdf, line, 40, 100 + 14 * index));
    right.forEach((line, index) => put(pdf, line, 220, 107 + 14 * index));
  });
}

/** A page shown turned by 90 degrees, with its text running up the unrotated page. */
async function rotated(): Promise<Buffer> {
  return makePdf((pdf) => {
    Object.assign(pdf.page.dictionary.data, { Rotate: 90 });
    pdf.rotate(-90, { origin: [0, 0] });
    ['Wide tables are often', 'printed on turned pages', 'to gain some room.'].forEach(
      (line, index) => put(pdf, line, -460, 60 + 16 * index),
    );
  });
}

async function ligatures(): Promise<Buffer> {
  return makePdf((pdf) => {
    pdf.font(join(fonts, 'LiberationSans-Regular.ttf'));
    put(pdf, 'The \uFB01rst of\uFB01ce \uFB02oor is 12 m\u00B2 wide', 50, 80, 12);
  });
}

function overlap(first: BoxedWord, second: BoxedWord): number {
  const across =
    Math.min(first.left + first.width, second.left + second.width) -
    Math.max(first.left, second.left);
  const down =
    Math.min(first.top + first.height, second.top + second.height) -
    Math.max(first.top, second.top);
  if (across <= 0 || down <= 0) return 0;
  const both = across * down;
  return both / (first.width * first.height + second.width * second.height - both);
}

function popplerWords(bytes: Buffer): BoxedWord[] {
  const file = join(folder, 'page.pdf');
  writeFileSync(file, bytes);
  const html = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
  const pattern = /<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<\/word>/g;
  return [...html.matchAll(pattern)].map(([, x0, y0, x1, y1, text]) => ({
    text: normalised(text ?? ''),
    left: Number(x0),
    top: Number(y0),
    width: Number(x1) - Number(x0),
    height: Number(y1) - Number(y0),
  }));
}

describe('boxes of words', () => {
  it('stand where the words were drawn', async () => {
    let width = 0;
    const bytes = await makePdf((pdf) => {
      put(pdf, 'Shelf mark', 72, 144, 20);
      width = pdf.widthOfString('Shelf');
    });
    const { pages } = await parse(bytes);
    const [shelf, mark] = wordsOf(pages[0] ?? expect.fail('no page'));
    expect(shelf?.text).toBe('Shelf');
    expect(shelf?.left).toBeCloseTo(72, 1);
    expect(shelf?.width).toBeCloseTo(width, 1);
    // pdfkit puts the ascender of Helvetica, .718 em, at the y it is given.
    expect(shelf?.top).toBeCloseTo(144, 0);
    expect(shelf?.height).toBeCloseTo(0.925 * 20, 1);
    expect(mark?.left).toBeGreaterThan(72 + width);
  });

  it('are given on the unrotated page where the page is turned', async () => {
    const { pages } = await parse(await rotated());
    const [page] = pages;
    expect(page).toMatchObject({ rotation: 90, width: 400, height: 500 });
    expect(page?.text).toBe('Wide tables are often printed on turned pages to gain some room.');
    const [wide, tables] = wordsOf(page ?? expect.fail('no page'));
    // Drawn at x -460 after turning by -90 degrees: the word ends up running up from y 460.
    expect((wide?.top ?? 0) + (wide?.height ?? 0)).toBeCloseTo(460, 1);
    expect(wide?.left).toBeCloseTo(60, 0);
    expect(tables?.top ?? 0).toBeLessThan(wide?.top ?? 0);
    expect(wide?.height ?? 0).toBeGreaterThan(wide?.width ?? 0);
  });

  it.skipIf(!hasPoppler)('agree with pdftotext on columns and ligatures', async () => {
    for (const bytes of [await twoColumns(), await ligatures()]) {
      const { pages } = await parse(bytes);
      const ours = wordsOf(pages[0] ?? expect.fail('no page'));
      const theirs = popplerWords(bytes);
      expect(theirs.length).toBeGreaterThan(5);
      for (const word of theirs) {
        const best = Math.max(
          ...ours.filter((own) => own.text === word.text).map((own) => overlap(own, word)),
        );
        expect(best, word.text).toBeGreaterThan(0.9);
      }
    }
  });

  it.skipIf(!hasPoppler)('agree with pdftotext on a turned page', async () => {
    const bytes = await rotated();
    const { pages } = await parse(bytes);
    const page = pages[0] ?? expect.fail('no page');
    // pdftotext gives boxes on the page as shown: turn ours by the page's 90 degrees.
    const shown = wordsOf(page).map((word) => ({
      text: word.text,
      left: page.height - word.top - word.height,
      top: word.left,
      width: word.height,
      height: word.width,
    }));
    for (const word of popplerWords(bytes)) {
      const best = Math.max(
        ...shown.filter((own) => own.text === word.text).map((own) => overlap(own, word)),
      );
      expect(best, word.text).toBeGreaterThan(0.9);
    }
  });
});

describe('reading order and characters', () => {
  it('reads one column after the other', async () => {
    const { pages } = await parse(await twoColumns());
    expect(pages[0]?.text).toBe(`${left.join(' ')}\n${right.join(' ')}`);
  });

  it('unfolds ligatures and keeps superscripts', async () => {
    const { pages } = await parse(await ligatures());
    expect(pages[0]?.text).toBe('The first office floor is 12 m\u00B2 wide');
    expect(pages[0]?.raw).toBe('The \uFB01rst of\uFB01ce \uFB02oor is 12 m\u00B2 wide');
  });
});
