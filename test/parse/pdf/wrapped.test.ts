import { describe, expect, it } from 'vitest';
import { wordsOf, makePdf, parse, put } from './make.ts';
import { grid, putRight, readRows, rowsOf, tablesOf } from './table-rows.ts';

const wrapped = [
  ['Boat', 'Home port', 'Crew'],
  ['Albatross', 'Stavanger', '12'],
  ['', 'east quay', ''],
  ['Cormorant', 'Bodo', '7'],
  ['Dunlin', 'Svolvaer', '9'],
  ['', 'north har-', ''],
  ['', 'bour', ''],
];

describe('rows of a table over several lines', () => {
  it('joins a column of text that is wrapped, without the hyphen at a line end', async () => {
    expect(await readRows((pdf) => grid(pdf, wrapped, [40, 150, 260], 60, 12))).toEqual([
      '# Boat|Home port|Crew',
      'Albatross|Stavanger east quay|12',
      'Cormorant|Bodo|7',
      'Dunlin|Svolvaer north harbour|9',
    ]);
  });

  it('gives every word of such a cell its own box', async () => {
    const { pages } = await parse(
      await makePdf((pdf) => grid(pdf, wrapped, [40, 150, 260], 60, 12)),
    );
    const [page] = pages;
    const row = tablesOf(page)[0]?.rows[1];
    const cell = row?.cells[1];
    const boxes = page === undefined ? [] : wordsOf(page);
    const inCell = boxes.filter(({ text }) => ['Stavanger', 'east', 'quay'].includes(text));
    expect(page?.text.slice(cell?.start, cell?.end)).toBe('Stavanger east quay');
    expect(inCell.map(({ text }) => text)).toEqual(['Stavanger', 'east', 'quay']);
    expect(inCell.map(({ left }) => Math.round(left))).toEqual([150, 150, expect.any(Number)]);
    expect((inCell[1]?.top ?? 0) - (inCell[0]?.top ?? 0)).toBeCloseTo(12, 0);
    for (const word of boxes) expect(word.left + word.width).toBeLessThan(300);
  });

  it('joins names that are wrapped too, where rows stand apart', async () => {
    const rows: readonly (readonly [readonly string[], number])[] = [
      [['Boat', 'Home port', 'Task'], 60],
      [['The old', 'Stavanger', 'Pilots and'], 82],
      [['Albatross', 'east quay', 'mail'], 94],
      [['The new', 'Svolvaer', 'Nets'], 116],
      [['Dunlin', '', ''], 128],
      [['Cormorant', 'Bodo', 'Mail'], 150],
    ];
    const read = await readRows((pdf) => {
      for (const [row, top] of rows) grid(pdf, [row], [40, 150, 260], top);
    });
    expect(read.slice(1)).toEqual([
      'The old Albatross|Stavanger east quay|Pilots and mail',
      'The new Dunlin|Svolvaer|Nets',
      'Cormorant|Bodo|Mail',
    ]);
  });

  it('leaves names of sections and rows of figures as they are', async () => {
    const read = await readRows((pdf) => {
      const rows = [
        ['', '2024', '2023'],
        ['Current assets:', '', ''],
        ['Ropes', '12', '14'],
        ['Other assets', '7', '9'],
        ['Debts', '', ''],
        ['Wages', '3', '4'],
      ];
      grid(pdf, rows, [40, 200, 280], 60, 12);
    });
    expect(read).toEqual([
      '# |2024|2023',
      'Current assets:',
      'Ropes|12|14',
      'Other assets|7|9',
      'Debts',
      'Wages|3|4',
    ]);
  });
});

describe('heads of a table', () => {
  it('joins heads of several lines column by column', async () => {
    const rows = [
      ['Boat', 'Departure', 'Time at'],
      ['No.', '(local)', 'sea'],
      ['A 12', '01:10', '4 h'],
      ['A 14', '23:40', '6 h'],
      ['A 16', '12:05', '11 h'],
    ];
    expect(await readRows((pdf) => grid(pdf, rows, [40, 150, 260], 60, 12))).toEqual([
      '# Boat No.|Departure (local)|Time at sea',
      'A 12|01:10|4 h',
      'A 14|23:40|6 h',
      'A 16|12:05|11 h',
    ]);
  });

  it('keeps heads over two columns of right-aligned figures on a line of their own', async () => {
    const read = await readRows((pdf) => {
      put(pdf, 'Half year', 168, 60);
      put(pdf, 'Full year', 288, 60);
      const rows = [
        ['(thousands)', '2024', '2023', '2024', '2023'],
        ['Tickets', '1,204', '998', '2,411', '2,007'],
        ['Gifts', '31', '(42)', '60', '\u2014'],
        ['Loans', '', '15', '', '15'],
      ];
      rows.forEach((row, line) =>
        row.forEach((cell, index) => {
          if (index === 0) put(pdf, cell, 40, 74 + 14 * line);
          else if (cell !== '') putRight(pdf, cell, 130 + 60 * index, 74 + 14 * line);
        }),
      );
    });
    expect(read).toEqual([
      '# |Half year||Full year',
      '# (thousands)|2024|2023|2024|2023',
      'Tickets|1,204|998|2,411|2,007',
      'Gifts|31|(42)|60|\u2014',
      'Loans||15||15',
    ]);
  });

  it('keeps columns apart of which each row fills one', async () => {
    const rows = [
      ['Entry', 'Paid in', 'Paid out'],
      ['Tickets', '1,204', ''],
      ['Paint', '', '310'],
      ['Gifts', '95', ''],
    ];
    expect(await readRows((pdf) => grid(pdf, rows, [40, 150, 195]))).toEqual([
      '# Entry|Paid in|Paid out',
      'Tickets|1,204',
      'Paint||310',
      'Gifts|95',
    ]);
  });

  it('takes bold words, or words set apart, for the head of a table of words', async () => {
    const rows = [
      ['Map room', 'Ada Lind', 'Monday'],
      ['Print room', 'Jo Brandt', 'Tuesday'],
      ['Stacks', 'Nobody', 'Never'],
    ];
    const head = ['Room', 'Keeper', 'Open'];
    const bold = await readRows((pdf) => {
      pdf.font('Helvetica-Bold');
      grid(pdf, [head], [40, 150, 260], 60);
      pdf.font('Helvetica');
      grid(pdf, rows, [40, 150, 260], 75);
    });
    const apart = await readRows((pdf) => {
      grid(pdf, [head], [40, 150, 260], 55);
      grid(pdf, rows, [40, 150, 260], 75);
    });
    expect(bold[0]).toBe('# Room|Keeper|Open');
    expect(bold[1]).toBe('Map room|Ada Lind|Monday');
    expect(apart).toEqual(bold);
  });

  it('begins a new table at a new head, where columns stand elsewhere', async () => {
    const bytes = await makePdf((pdf) => {
      const first = [
        ['(thousands)', '2024', '2023'],
        ['Ropes', '12', '14'],
        ['Tar', '7', '9'],
      ];
      const second = [
        ['(thousands)', '2024', '2023'],
        ['Wages', '310', '295'],
        ['Rent', '41', '40'],
      ];
      grid(pdf, first, [40, 160, 240], 60, 13);
      grid(pdf, second, [40, 210, 300], 99, 13);
    });
    const { pages } = await parse(bytes);
    expect(tablesOf(pages[0]).map((table) => rowsOf(pages[0], table))).toEqual([
      ['# (thousands)|2024|2023', 'Ropes|12|14', 'Tar|7|9'],
      ['# (thousands)|2024|2023', 'Wages|310|295', 'Rent|41|40'],
    ]);
  });
});
