import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnName } from '../../src/parse/sheet/column-name.ts';
import { cellRange } from '../../src/store/cell-range.ts';
import { readFile } from './read.ts';

describe('separated values', () => {
  it.each([
    ['commas', 'Item,Price\nTea,3.20\nMilk,1.10\n'],
    ['semicolons and decimal commas', 'Item;Preis\r\nTee;3,20\r\nMilch;1,10\r\n'],
    ['tabs', 'Item\tPrice\nTea, green\t3.20\nMilk\t1.10'],
    ['bars', 'Item|Price\nTea|3.20\nMilk|1.10'],
    ['a declared separator', 'sep=;\nItem;Price\nTea;3.20\nMilk;1.10'],
  ])('with %s become a table under its names', async (_, text) => {
    const { lines, pages, info } = await readFile(text, 'prices.csv');
    expect(info.format).toBe('csv');
    expect(pages[0]?.unit).toBe('sheet');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^th Item\|/u);
    expect(lines[1]).toMatch(/^tr Te[ae].*\|3[.,]20$/u);
  });

  it('keep quoted separators, quote marks and line ends in their cell', async () => {
    const text = 'Name,Note\n"Roth, Anna","said ""yes""\nat once"\nLund,12" pipe\n"open,x\n';
    const { lines } = await readFile(text, 'a.csv');
    expect(lines).toEqual([
      'tr Name|Note',
      'tr Roth, Anna|said "yes" at once',
      'tr Lund|12" pipe',
      'tr "open|x',
    ]);
  });

  it('are read in UTF-16, in Windows-1252, and where the name says Excel', async () => {
    const text = 'Stadt\tEinwohner\nKöln\t1084831\nZürich\t427721\n';
    for (const bytes of [Buffer.from(`\uFEFF${text}`, 'utf16le'), Buffer.from(text, 'latin1')]) {
      const { lines } = await readFile(bytes, 'cities.xls');
      expect(lines).toEqual(['th Stadt|Einwohner', 'tr Köln|1084831', 'tr Zürich|427721']);
    }
  });

  it('part the tables and titles of a report', async () => {
    const text =
      'Sales 2026,,\n\nCity,Q1,Q2\nBern,4,5\nLyon,6,7\n\nBonus,,\nName,Share,\nAnna,5%,\n';
    const { lines } = await readFile(text, 'report.csv');
    expect(lines).toEqual([
      'h2 Sales 2026',
      'th City|Q1|Q2',
      'tr Bern|4|5',
      'tr Lyon|6|7',
      'h2 Bonus',
      'th Name|Share',
      'tr Anna|5%',
    ]);
  });

  it('of many rows are parts that each name the columns', async () => {
    const rows = Array.from({ length: 2000 }, (_, n) => `${n},Item ${n},${n * 2}`);
    const { pages, lines } = await readFile(`Id,Name,Price\n${rows.join('\n')}`, 'big.csv');
    expect(pages.length).toBeGreaterThan(5);
    expect(lines.filter((line) => line === 'th Id|Name|Price')).toHaveLength(pages.length);
    expect(lines.filter((line) => line.startsWith('tr '))).toHaveLength(2000);
    const last = pages.at(-1);
    const end = last?.text.length ?? 0;
    const span = { page: last?.number ?? 0, start: (last?.text.lastIndexOf('\n') ?? 0) + 1, end };
    expect(cellRange([span], () => last?.cells)).toBe('A2001:C2001');
  });

  it('lose no cell and keep each at its address', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'Ü', '7', '"', ';', ',', '\n', ' '),
      maxLength: 6,
    });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = rows
          .map((row) => row.map((field) => `"${field.replaceAll('"', '""')}"`).join(';'))
          .join('\r\n');
        const wanted = rows.flatMap((row, at) =>
          row.flatMap((field, column) => {
            const shown = field.replaceAll(/\s+/gu, ' ').trim();
            return shown === '' ? [] : [`${columnName(column)}${at + 1} ${shown}`];
          }),
        );
        fc.pre(wanted.length > 0);
        const { pages } = await readFile(`sep=;\n${text}`, 'a.csv');
        const found = pages.flatMap(({ number, text: all, cells = new Uint32Array() }) =>
          Array.from({ length: cells.length / 3 }, (_, index) => {
            const start = cells[index * 3] ?? 0;
            const end = /[\t\n]|$/u.exec(all.slice(start))?.index ?? 0;
            const span = { page: number, start, end: start + end };
            const address = cellRange([span], () => cells);
            return `${address.replace(/\d+/u, (row) => String(Number(row) - 1))} ${all.slice(start, start + end)}`;
          }),
        );
        expect(found).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });
});
