import { describe, expect, it } from 'vitest';
import type { TableBlock } from '../../../src/parse/document.ts';
import { type Drawing, makePdf, type Parsed, parse, put } from './make.ts';

function tables(parsed: Parsed): { header: boolean; text: string }[][] {
  const [page] = parsed.pages;
  return (page?.blocks ?? [])
    .filter((block): block is TableBlock => block.kind === 'table')
    .map((block) =>
      block.rows.map((row) => ({
        header: row.header,
        text: page?.text.slice(row.start, row.end) ?? '',
      })),
    );
}

function rightAligned(pdf: Drawing, text: string, right: number, y: number): void {
  pdf.fontSize(10);
  put(pdf, text, right - pdf.widthOfString(text), y);
}

function statement(pdf: Drawing): void {
  put(pdf, 'Years ended 31 December', 235, 60);
  rightAligned(pdf, '2023', 280, 74);
  rightAligned(pdf, '2022', 350, 74);
  const rows: readonly (readonly [string, string, string])[] = [
    ['Income:', '', ''],
    ['Sales of tickets', '1,204', '998'],
    ['Gifts', '310', '(42)'],
    ['Bequests', '\u2014', '12'],
    ['Interest and other income', '7', '1,100'],
    ['Total', '1,521', '2,056'],
  ];
  rows.forEach(([label, first, second], index) => {
    const y = 90 + 14 * index;
    put(pdf, label, 40, y);
    if (first === '') return;
    rightAligned(pdf, first, 280, y);
    rightAligned(pdf, second, 350, y);
    if (index === 1) {
      put(pdf, '$', 240, y);
      put(pdf, '$', 310, y);
    }
  });
}

const read = [
  { header: true, text: '\tYears ended 31 December' },
  { header: true, text: '\t2023\t2022' },
  { header: false, text: 'Income:' },
  { header: false, text: 'Sales of tickets\t$1,204\t$998' },
  { header: false, text: 'Gifts\t310\t(42)' },
  { header: false, text: 'Bequests\t\u2014\t12' },
  { header: false, text: 'Interest and other income\t7\t1,100' },
  { header: false, text: 'Total\t1,521\t2,056' },
];

describe('tables', () => {
  it('takes the facts above the figures of an invoice for rows, not for their head', async () => {
    const facts: readonly (readonly [string, string, string, string])[] = [
      ['Insured', 'Gabriel Diaz', 'Made', 'in Toledo'],
      ['Claim', 'SF-1008', 'Maker', 'Jeep'],
      ['Policy', 'POL-2022-555', 'Model', 'Cherokee'],
      ['City', 'Redmond', 'Trim', 'Limited'],
      ['Street', 'Main Street', 'Colour', 'White'],
      ['Contact', 'gabriel@contoso.com', 'Body', 'Closed'],
      ['Order', 'RO-20221108', 'Estimator', 'Ellis Turner'],
      ['Parts', '', '', '2,100'],
      ['Labour', '', '', '300'],
      ['Total', '', '', '2,400'],
    ];
    const parsed = await parse(
      await makePdf((pdf) => {
        facts.forEach((row, index) => {
          row.forEach((text, column) => {
            if (text !== '') put(pdf, text, [40, 90, 220, 290][column] ?? 0, 60 + 14 * index);
          });
        });
      }),
    );
    const [table = []] = tables(parsed);
    expect(table).toHaveLength(facts.length);
    expect(table[1]?.text).toMatch(/Claim\sSF-1008.*Maker\tJeep/u);
  });

  it('keeps the rows and columns of a statement without rules', async () => {
    const parsed = await parse(await makePdf(statement));
    expect(tables(parsed)).toEqual([read]);
    const [page] = parsed.pages;
    const block = page?.blocks.find((candidate) => candidate.kind === 'table');
    const cells = block?.rows.at(-1)?.cells.map((cell) => page?.text.slice(cell.start, cell.end));
    expect(cells).toEqual(['Total', '1,521', '2,056']);
  });

  it('reads the same with rules', async () => {
    const bytes = await makePdf((pdf) => {
      statement(pdf);
      for (let y = 87; y < 190; y += 14) pdf.moveTo(35, y).lineTo(360, y).stroke();
      for (const x of [35, 230, 300, 360]) pdf.moveTo(x, 55).lineTo(x, 185).stroke();
    });
    expect(tables(await parse(bytes))).toEqual([read]);
  });

  it('keeps a table of words in rows', async () => {
    const rows = [
      ['Room', 'Keeper', 'Open'],
      ['Map room', 'Ada Lind', 'Monday'],
      ['Print room', 'Jo Brandt', 'Tuesday'],
      ['Stacks', 'Nobody', 'Never'],
    ];
    const bytes = await makePdf((pdf) => {
      rows.forEach((row, line) =>
        row.forEach((cell, index) => put(pdf, cell, 40 + 110 * index, 60 + 15 * line)),
      );
    });
    const [table] = tables(await parse(bytes));
    expect(table?.map((row) => row.text)).toEqual(rows.map((row) => row.join('\t')));
  });

  it('reads a page of 12,000 cells in seconds, not minutes', async () => {
    const bytes = await makePdf(
      (pdf) => {
        for (let row = 0; row < 120; row += 1) {
          for (let column = 0; column < 100; column += 1) {
            put(pdf, String((row * column) % 97), 10 + 20 * column, 10 + 8 * row, 4);
          }
        }
      },
      { size: [2100, 1000] },
    );
    // Of this thread: what else the machine does takes no part in it. Microseconds.
    const before = process.threadCpuUsage();
    const [table] = tables(await parse(bytes));
    expect(process.threadCpuUsage(before).user).toBeLessThan(20_000_000);
    expect(table).toHaveLength(120);
  });

  it('does not take prose for a table', async () => {
    const bytes = await makePdf((pdf) => {
      [
        'In 2023 the house sold 1,204 tickets and took in gifts of 310, more than',
        'in 2022, when it sold 998 and lost 42. Interest came to 7 and 1,100 in',
        'the two years, so that the totals were 1,521 and 2,056 by the end.',
      ].forEach((line, index) => put(pdf, line, 40, 60 + 13 * index));
    });
    expect(tables(await parse(bytes))).toEqual([]);
  });
});
