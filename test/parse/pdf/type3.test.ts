import { expect, test } from 'vitest';
import { wordsOf, parse } from './make.ts';

const letters = 'Transfer high-rate balances';

/** A PDF whose letters are measured in pixels, in a font whose box is one of them. */
function pixelFont(): Buffer {
  const names = [...new Set(letters.replaceAll(' ', ''))].map((letter) => letter.charCodeAt(0));
  // Nobody has drawn them: they are blank, and only their widths are known.
  const procedures = names.map((code) => `/g${code} 99 0 R`).join(' ');
  const differences = names.map((code) => `${code} /g${code}`).join(' ');
  const content = `BT /F1 58 Tf 1 0 0 1 40 400 Tm 1 Tr (${letters}) Tj ET`;
  const stream = (text: string): string =>
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
  const toUnicode = stream(
    `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange endcmap end`,
  );
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 500] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    stream(content),
    `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [0.0042 0 0 0.0042 0 0] /CharProcs << ${procedures} >> /Encoding << /Differences [${differences}] >> /FirstChar 32 /LastChar 126 /Widths [${'24 '.repeat(95)}] /Resources << >> /ToUnicode 6 0 R >>`,
    toUnicode,
  ];
  let file = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

test('letters of a font whose box is a pixel are as high as their widths say', async () => {
  const { pages } = await parse(pixelFont());
  const [page] = pages;
  expect(page?.text).toBe(letters);
  const [word] = page === undefined ? [] : wordsOf(page);
  // Eight letters of 24 pixels, 0.0042 of 58 points each: about 47 points wide, 12 high.
  expect(word?.width).toBeCloseTo(46.8, 0);
  expect(word?.height).toBeGreaterThan(7);
  expect(word?.height).toBeLessThan(16);
});
