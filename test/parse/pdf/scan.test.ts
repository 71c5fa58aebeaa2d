import { expect, test } from 'vitest';
import { scanOf, pngOf } from '../../ocr/scanned.ts';
import { makePdf, parse, put } from './make.ts';

/** Why each page is to be recognised, by its number. */
async function scansOf(bytes: Uint8Array): Promise<unknown> {
  const { events } = await parse(bytes);
  return Object.fromEntries(
    events.flatMap((event) => (event.kind === 'scan' ? [[event.page, event.why]] : [])),
  );
}

const sentence = 'The tenant hands the keys over on the last working day of the month. ';

test('a picture over most of the page makes it a scan, unless it has text of its own', async () => {
  const picture = pngOf(await scanOf(['Scanned words.']));
  const bytes = await makePdf((pdf) => {
    const { width, height } = pdf.page;
    pdf.image(picture, 0, 0, { width, height });
    pdf.addPage().image(picture, 0, 0, { width, height });
    put(pdf, 'Received 3 April 2020', 40, 40);
    pdf.addPage().image(picture, 0, 0, { width, height });
    for (let line = 0; line < 4; line += 1) put(pdf, sentence, 40, 40 + 20 * line);
    pdf.addPage().image(picture, 20, 20, { width: width / 2, height: height / 2 });
    put(pdf, 'A title', 40, 400);
  });
  expect(await scansOf(bytes)).toEqual({ 1: 'no-text', 2: 'picture' });
});

test('letters put in for others are a broken text layer; figures and codes are not', async () => {
  const shifted = sentence.replace(/[a-z]/gu, (letter) =>
    String.fromCharCode(((letter.charCodeAt(0) - 97 + 6) % 26) + 97),
  );
  const bytes = await makePdf((pdf) => {
    for (let line = 0; line < 8; line += 1) put(pdf, shifted, 40, 40 + 20 * line);
    pdf.addPage();
    for (let line = 0; line < 8; line += 1) put(pdf, sentence, 40, 40 + 20 * line);
    pdf.addPage();
    for (let line = 0; line < 8; line += 1)
      put(pdf, 'HRB 4711 DN 80 GTX 1,250.00 EUR 12 kWh', 40, 40 + 20 * line);
  });
  expect(await scansOf(bytes)).toEqual({ 1: 'broken-text' });
});
