import { expect, test } from 'vitest';
import { makePdf, parse, put } from './make.ts';

const left = ['The mill was sold in May.', 'The buyer pays the tax.', 'The wheel is new.'];
const right = ['The pond belongs to it.', 'Fish may be caught there.', 'The dam is kept dry.'];

/** A sheet with short lines at the same heights on its halves, and what stands at its foot. */
function sheetOf(...foot: readonly (readonly [text: string, x: number])[]): Promise<Buffer> {
  return makePdf(
    (pdf) => {
      left.forEach((text, index) => put(pdf, text, 60, 60 + 14 * index));
      right.forEach((text, index) => put(pdf, text, 460, 60 + 14 * index));
      for (const [text, x] of foot) put(pdf, text, x, 480);
    },
    { size: [800, 500] },
  );
}

/** Whether the whole left half is read before the right one. */
async function readsByPage(pdf: Buffer): Promise<boolean> {
  const text = (await parse(pdf)).pages[0]?.text ?? '';
  return text.indexOf('wheel') < text.indexOf('pond') && text.includes('wheel');
}

test('two pages on one sheet are read one after the other', async () => {
  expect(await readsByPage(await sheetOf(['208', 40], ['209', 740]))).toBe(true);
});

test('without numbers of pages that follow each other, lines side by side stay together', async () => {
  expect(await readsByPage(await sheetOf())).toBe(false);
  expect(await readsByPage(await sheetOf(['208', 40], ['302', 740]))).toBe(false);
  expect(await readsByPage(await sheetOf(['5', 40], ['6', 450], ['7', 740]))).toBe(false);
});
