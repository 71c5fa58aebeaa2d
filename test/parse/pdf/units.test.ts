import { describe, expect, it } from 'vitest';
import { grid, putRight, readRows } from './table-rows.ts';
import { put } from './make.ts';

const joined = (rows: readonly (readonly string[])[]): string[] =>
  rows.map((row, index) => `${index === 0 ? '# ' : ''}${row.join('|')}`);

describe('units beside the figures of a table', () => {
  it.each([
    ['EUR', 'after'],
    ['CHF', 'after'],
    ['\u20AC', 'after'],
    ['k\u20AC', 'after'],
    ['%', 'after'],
    ['kg', 'after'],
    ['km', 'after'],
    ['days', 'after'],
    ['Mio.', 'after'],
    ['EUR', 'before'],
    ['GBP', 'before'],
    ['\u00A3', 'before'],
    ['US$', 'before'],
  ])('keeps %s %s them', async (unit, side) => {
    const value = (figure: string): string =>
      side === 'after' ? `${figure} ${unit}` : `${unit} ${figure}`;
    const rows = [
      ['Harbour', 'Berth limit', 'Daily share'],
      ['Kiel', value('195'), value('56')],
      ['Aalborg', value('1,120'), value('7')],
      ['Bergen', value('80'), value('41')],
    ];
    const read = await readRows((pdf) => grid(pdf, rows, [40, 150, 260]));
    // Signs are written against their figure.
    const expected = joined(rows).map((row) =>
      row.replaceAll(/(?<=\d) (?=%)|(?<=\u00A3) (?=\d)/gu, ''),
    );
    expect(read).toEqual(expected);
  });

  it('keeps them at gaps hardly wider than a space, by the side they stand on in the row', async () => {
    // Both columns end at the right; a cell of the second begins 5 points after the first.
    const rows = [
      ['Kiel', '195 EUR', '1,056 EUR'],
      ['Aalborg', '1,120 EUR', '1,007 EUR'],
      ['Bergen', '80 EUR', '1,041 EUR'],
    ];
    const read = await readRows((pdf) => {
      put(pdf, 'Harbour', 40, 60);
      putRight(pdf, 'Limit', 200, 60);
      putRight(pdf, 'Share', 258, 60);
      rows.forEach(([name = '', first = '', second = ''], line) => {
        put(pdf, name, 40, 75 + 15 * line);
        putRight(pdf, first, 200, 75 + 15 * line);
        putRight(pdf, second, 258, 75 + 15 * line);
      });
    });
    expect(read).toEqual(['# Harbour|Limit|Share', ...rows.map((row) => row.join('|'))]);
  });

  it('tells the side from other rows where a row itself does not', async () => {
    const read = await readRows((pdf) => {
      const amounts = [
        ['Kiel', '12', '14 EUR'],
        ['Bergen', '15 EUR', '16 EUR'],
        ['Narvik', '17 EUR', '18'],
      ];
      amounts.forEach(([name = '', first = '', second = ''], line) => {
        put(pdf, name, 40, 60 + 15 * line);
        put(pdf, first, 140, 60 + 15 * line);
        put(pdf, second, 180, 60 + 15 * line);
      });
    });
    expect(read).toEqual(['Kiel|12|14 EUR', 'Bergen|15 EUR|16 EUR', 'Narvik|17 EUR|18']);
  });

  it('joins a sign far in front of its figure, close behind the column before', async () => {
    const read = await readRows((pdf) => {
      ['Kiel', 'Bergen', 'Narvik'].forEach((name, line) => {
        const y = 60 + 15 * line;
        put(pdf, name, 40, y);
        putRight(pdf, ['1,204', '310', '95'][line] ?? '', 180, y);
        put(pdf, '$', 184, y);
        putRight(pdf, ['998', '7', '12'][line] ?? '', 260, y);
      });
    });
    expect(read).toEqual(['Kiel|1,204|$998', 'Bergen|310|$7', 'Narvik|95|$12']);
  });

  it('joins a column of units without a name to the nearer figures, and keeps one with a name', async () => {
    const rows = [
      ['Rope', '12', 'kg', '30'],
      ['Tar', '7', 'kg', '41'],
      ['Sail', '9', 'kg', '55'],
    ];
    const lefts = [40, 150, 180, 260];
    expect(
      await readRows((pdf) => grid(pdf, [['Stock', 'Held', '', 'Used'], ...rows], lefts)),
    ).toEqual(['# Stock|Held|Used', 'Rope|12 kg|30', 'Tar|7 kg|41', 'Sail|9 kg|55']);
    expect(
      await readRows((pdf) => grid(pdf, [['Stock', 'Held', 'Unit', 'Used'], ...rows], lefts)),
    ).toEqual(['# Stock|Held|Unit|Used', 'Rope|12|kg|30', 'Tar|7|kg|41', 'Sail|9|kg|55']);
  });

  it('leaves a name of three capitals to its row', async () => {
    const rows = [
      ['KYC (2)', '18,660', '26,340'],
      ['Harbours (1)', '18,014', '19,923'],
      ['USA', '2,197', '2,060'],
    ];
    expect(await readRows((pdf) => grid(pdf, rows, [40, 150, 260]))).toEqual(
      rows.map((row) => row.join('|')),
    );
  });

  it('keeps the mark of a footnote and a range of figures in one cell', async () => {
    const rows = [
      ['Years on board', 'Extra days', 'Sum'],
      ['5 to 9', '1 (2)', '31'],
      ['10 to 14', '3', '33'],
      ['15 or more', '5', '35'],
    ];
    expect(await readRows((pdf) => grid(pdf, rows, [40, 150, 260]))).toEqual(joined(rows));
  });
});
