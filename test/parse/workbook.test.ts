import { utils, write, type BookType, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { cellRange } from '../../src/store/cell-range.ts';
import { readFile, zipOf } from './read.ts';

function bytesOf(book: WorkBook, type: BookType): Uint8Array {
  const written: unknown = write(book, { type: 'array', bookType: type, compression: true });
  return new Uint8Array(z.instanceof(ArrayBuffer).parse(written));
}

type Rows = (string | number | boolean | Date | null)[][];

function bookOf(
  sheets: Readonly<Record<string, Rows>>,
  type: BookType = 'xlsx',
  change: (sheet: WorkSheet, name: string) => void = () => undefined,
): Uint8Array {
  const book = utils.book_new();
  book.Props = { Title: 'Price list' };
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(rows);
    change(sheet, name);
    utils.book_append_sheet(book, sheet, name);
  }
  return bytesOf(book, type);
}

const prices: Rows = [
  ['Model', 'Weight', 'Price'],
  ['Heron 20', 13.4, 749],
  ['Heron 30', 14.1, 899],
];

describe('workbooks', () => {
  it.each<[BookType, string]>([
    ['xlsx', 'xlsx'],
    ['xlsm', 'xlsx'],
    ['xlsb', 'xlsb'],
    ['biff8', 'xls'],
    ['biff5', 'xls'],
    ['xlml', 'xls'],
    ['ods', 'ods'],
    ['fods', 'ods'],
  ])('of type %s are read by content', async (type, format) => {
    const { info, pages, lines } = await readFile(bookOf({ Prices: prices }, type), 'a.docx');
    expect(info.format).toBe(format);
    expect(pages.map(({ unit, label }) => [unit, label])).toEqual([['sheet', 'Prices']]);
    expect(lines).toEqual([
      'th Model|Weight|Price',
      'tr Heron 20|13.4|749',
      'tr Heron 30|14.1|899',
    ]);
  });

  it('show numbers and dates by their format, and formulas by their stored value', async () => {
    const bytes = bookOf(
      {
        S: [
          ['Day', 'Share', 'Sum', 'Own', 'Long'],
          [46000, 0.125, 1234.5, 46000, 46000],
        ],
      },
      'xlsx',
      (sheet) => {
        Object.assign(sheet['A2'], { z: 'dd.mm.yyyy' });
        Object.assign(sheet['B2'], { z: '0.0%' });
        Object.assign(sheet['C2'], { z: '#,##0.00 "€"', f: 'SUM(B2:B9)' });
        Object.assign(sheet['D2'], { z: 'm/d/yy' });
        Object.assign(sheet['E2'], { z: '[$-407]dddd, d. MMMM yyyy' });
      },
    );
    const { lines } = await readFile(bytes, 'a.xlsx');
    expect(lines.at(-1)).toBe(
      'tr 09.12.2025|12.5%|1,234.50 €|2025-12-09|Dienstag, 9. Dezember 2025',
    );
  });

  it('keep the address of each cell, over empty rows and columns', async () => {
    const rows: Rows = [
      [],
      [null, 'Costs 2026'],
      [],
      [null, 'Item', null, 'Sum'],
      [null, 'Tea', null, 12],
    ];
    const { pages, lines } = await readFile(bookOf({ Costs: rows }), 'a.xlsx');
    expect(lines).toEqual(['h2 Costs 2026', 'th Item|Sum', 'tr Tea|12']);
    const [page] = pages;
    const at = page?.text.indexOf('Tea') ?? 0;
    const range = (start: number, end: number): string =>
      cellRange([{ page: 1, start, end }], () => page?.cells);
    expect(range(at, at + 3)).toBe('B5');
    expect(range(at, at + 6)).toBe('B5:D5');
    expect(range(0, at + 6)).toBe('B2:D5');
  });

  it('repeat a merged cell in each row, and above each column it groups', async () => {
    const rows: Rows = [
      ['Region', '2025', null, '2026', null],
      [null, 'Plan', 'Real', 'Planned', 'Now'],
      ['North', 1, 2, 3, 4],
      [null, 5, 6, 7, 8],
    ];
    const bytes = bookOf({ S: rows }, 'xlsx', (sheet) => {
      sheet['!merges'] = ['B1:C1', 'D1:E1', 'A1:A2', 'A3:A4'].map((range) =>
        utils.decode_range(range),
      );
    });
    const { lines } = await readFile(bytes, 'a.xlsx');
    expect(lines).toEqual([
      'th Region|2025|2025|2026|2026',
      'th Region|Plan|Real|Planned|Now',
      'tr North|1|2|3|4',
      'tr North|5|6|7|8',
    ]);
  });

  it('have names in several lines, with groups that are not merged, and units', async () => {
    const rows: Rows = [
      ['Gross', 'Pension', null, 'Tax', null, 'Gain'],
      ['income', 'Old', 'New', 'Old', 'New', null],
      [null, null, null, null, null, '(a year)'],
      ['EUR', 'EUR', 'EUR', 'EUR', 'EUR', 'EUR'],
      ...[17_500, 25_000, 30_000, 35_000, 40_000].map((sum) => [sum, 436, 0, 1250, 720, 966]),
    ];
    const { lines } = await readFile(bookOf({ S: rows }), 'a.xlsx');
    expect(lines.map((line) => line.slice(0, 9))).toEqual([
      'th Gross|',
      'th income',
      'th |||||(',
      'th EUR|EU',
      ...['17500', '25000', '30000', '35000', '40000'].map((sum) => `tr ${sum}|`),
    ]);
  });

  it('part tables that stand beside each other', async () => {
    const rows: Rows = [
      ['City', 'Rooms', null, 'Name', 'Age'],
      ['Bern', 4, null, 'Anna', 31],
      ['Lyon', 6, null, 'Udo', 44],
    ];
    const { lines } = await readFile(bookOf({ S: rows }), 'a.xlsx');
    expect(lines).toEqual([
      'th City|Rooms',
      'tr Bern|4',
      'tr Lyon|6',
      'th Name|Age',
      'tr Anna|31',
      'tr Udo|44',
    ]);
  });

  it('take no first pair of a list of facts for names', async () => {
    const rows: Rows = [
      ['Tenant', 'Anna Roth'],
      ['Street', 'Lindenweg 4'],
      ['City', 'Bern'],
    ];
    const { lines } = await readFile(bookOf({ S: rows }), 'a.xlsx');
    expect(lines).toEqual(['tr Tenant|Anna Roth', 'tr Street|Lindenweg 4', 'tr City|Bern']);
  });

  it('hold hidden sheets and notes too', async () => {
    const book = utils.book_new();
    const sheet = utils.aoa_to_sheet(prices, { dense: true });
    const [, row = []] = sheet['!data'] ?? [];
    const [, , cell] = row;
    if (cell !== undefined) utils.cell_add_comment(cell, 'Until May', 'Anna');
    utils.book_append_sheet(book, sheet, 'Prices');
    utils.book_append_sheet(book, utils.aoa_to_sheet([['Secret margin']]), 'Margins');
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
    const { lines, pages } = await readFile(bytesOf(book, 'xlsx'), 'a.xlsx');
    expect(pages.map(({ label }) => label)).toEqual(['Prices', 'Margins']);
    expect(lines.slice(-2)).toEqual(['paragraph C2: Until May', 'h2 Secret margin']);
  });

  it('are read whole where a sheet claims to be larger than it is', async () => {
    const files = unzipSync(bookOf({ Prices: prices }));
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const inflated = sheet.replace('ref="A1:C3"', 'ref="A1:XFD1048576"');
    expect(inflated).not.toBe(sheet);
    const read = await readFile(
      zipOf({ ...files, 'xl/worksheets/sheet1.xml': inflated }),
      'a.xlsx',
    );
    expect(read.events.map(({ kind }) => kind)).toEqual(['opened', 'page']);
    expect(read.lines).toHaveLength(3);
  });

  it('say why they cannot be read', async () => {
    const damaged = bookOf({ S: prices }, 'biff8').slice(0, 1400);
    await expect(readFile(damaged, 'a.xls')).rejects.toMatchObject({ code: 'file-damaged' });
    await expect(readFile(bookOf({ S: [] }), 'a.xlsx')).rejects.toMatchObject({ code: 'no-text' });
    const bomb = zipOf({
      'xl/workbook.xml': '<workbook/>',
      'xl/worksheets/sheet1.xml': ' '.repeat(40 * 1024 * 1024),
    });
    await expect(readFile(bomb, 'a.xlsx')).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('do not tell the console about what is in them', async () => {
    const said = vi.spyOn(console, 'error');
    await readFile(bookOf({ S: prices }, 'ods'), 'a.ods');
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});
