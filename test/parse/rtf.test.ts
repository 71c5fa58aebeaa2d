import { expect, it } from 'vitest';
import { readFile } from './read.ts';

function rtf(body: string, head = ''): string {
  return `{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Arial;}{\\f1\\fnil\\fcharset238 Arial CE;}{\\f2\\fnil\\fcharset128 MS Mincho;}}${head}\n${body}}`;
}

async function linesOf(body: string, head = ''): Promise<string[]> {
  return (await readFile(rtf(body, head), 'a.rtf')).lines;
}

it('reads styles as headings, facts, and what is shown of fields and notes', async () => {
  const head =
    '{\\stylesheet{\\ql Normal;}{\\s1\\outlinelevel0 Kop eins;}{\\s2 heading 2;}{\\*\\cs10 Default;}}' +
    '{\\info{\\title Lease}{\\author Ada}{\\creatim\\yr2025\\mo3\\dy4\\hr9\\min5}}';
  const { info, lines } = await readFile(
    rtf(
      '{\\pard\\s1 First\\par}{\\pard\\s2 Second\\par}\\pard Text{\\footnote\\pard A note.} goes on ' +
        '{\\field{\\*\\fldinst HYPERLINK "http://x"}{\\fldrslt here}}{\\v hidden}{\\deleted gone}.\\par ' +
        '{\\header Page head\\par}{\\*\\annotation Comment}Last\\line line',
      head,
    ),
    'a.rtf',
  );
  expect(info).toEqual({
    format: 'rtf',
    title: 'Lease',
    author: 'Ada',
    created: new Date('2025-03-04T09:05:00').toISOString(),
    pages: 1,
  });
  expect(lines).toEqual([
    'h1 First',
    'h2 Second',
    'paragraph Text goes on here.',
    'footnote A note.',
    'paragraph Last\nline',
  ]);
});

it('reads characters in the code page of their font, and Unicode instead of its replacement', async () => {
  expect(
    await linesOf(
      "caf\\'e9 {\\f1 \\'a3\\'f3d\\'9f} {\\f2 \\'93\\'fa\\'96{} \\u8364?\\u-10179?\\u-8704? {\\uc2 \\u26085\\'93\\'fa.}\\emdash\\~\\{x\\}",
    ),
  ).toEqual(['paragraph café Łódź 日本 €😀 日.— {x}'.replace('日本', '日')]);
});

it('reads rows and cells, merged cells and heads', async () => {
  expect(
    await linesOf(
      '\\trowd\\trhdr\\cellx1\\cellx2\\pard\\intbl Year\\cell Rent\\cell\\row' +
        '\\trowd\\clvmgf\\cellx1\\cellx2\\pard\\intbl 2025\\cell low\\cell\\row' +
        '\\trowd\\clvmrg\\cellx1\\cellx2\\pard\\intbl\\cell high\\cell\\row\\pard After\\par',
    ),
  ).toEqual(['th Year|Rent', 'tr 2025|low', 'tr 2025|high', 'paragraph After']);
});

it('reads lists by the marks the file shows', async () => {
  expect(
    await linesOf(
      '\\pard\\ls1{\\listtext\\pard 1.\\tab}One\\par\\ilvl1{\\listtext\\pard a.\\tab}Deep\\par' +
        "\\pard{\\pntext\\'B7\\tab}Bullet\\par\\pard\\bullet\\tab Typed\\par\\pard Plain\\par",
    ),
  ).toEqual(['li0 1. One', 'li1 a. Deep', 'li0 Bullet', 'li0 Typed', 'paragraph Plain']);
});

it('passes over pictures and binary data, and takes broken groups as they are', async () => {
  expect(
    await linesOf('{\\pict\\wmetafile8 0102ff}{\\pict\\bin4 }}}}x}Text} more{\\*\\unknown no}{'),
  ).toEqual(['paragraph Text more']);
  await expect(readFile(rtf(''), 'a.rtf')).rejects.toMatchObject({ code: 'no-text' });
  await expect(readFile(rtf('{'.repeat(20_000)), 'a.rtf')).rejects.toMatchObject({
    code: 'file-damaged',
  });
});
