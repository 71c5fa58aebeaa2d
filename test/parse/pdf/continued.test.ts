import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../../src/chunk/chunk-document.ts';
import { makePdf, parse, put } from './make.ts';
import { grid, rowsOf, tablesOf } from './table-rows.ts';

const head = ['Harbour', 'Berth limit', 'Daily share'];
const rows = (from: number): string[][] =>
  Array.from({ length: 12 }, (_, index) => [
    `Harbour number ${from + index}`,
    `${100 + from + index} EUR`,
    `${from + index} EUR`,
  ]);
const lefts = [40, 180, 290];

async function twoPages(second: readonly (readonly string[])[], above = '', columns = lefts) {
  const bytes = await makePdf((pdf) => {
    grid(pdf, [head, ...rows(10)], lefts, 280);
    pdf.addPage();
    if (above !== '') put(pdf, above, 40, 60);
    grid(pdf, second, columns, 90);
    put(pdf, 'The harbour master answers for this list and keeps it up to date.', 40, 400);
  });
  return await parse(bytes);
}

describe('a table that goes on over a page', () => {
  it('keeps the names of its columns as the context of its rows', async () => {
    const { pages, info } = await twoPages(rows(30));
    const [table] = tablesOf(pages[1]);
    expect(table?.continued).toBe(true);
    expect(rowsOf(pages[1], table)[0]).toBe('Harbour number 30|130 EUR|30 EUR');
    const passage = chunkDocument(pages, info).find(({ text }) => text.includes('number 30'));
    expect(passage?.spans[0]?.page).toBe(2);
    expect(passage?.context).toContain('Harbour\tBerth limit\tDaily share'.replaceAll('\t', ' '));
  });

  it('does not repeat the names where it repeats its head itself', async () => {
    const { pages, info } = await twoPages([head, ...rows(30)]);
    const [table] = tablesOf(pages[1]);
    expect(table?.continued).toBe(true);
    expect(rowsOf(pages[1], table).slice(0, 2)).toEqual([
      '# Harbour|Berth limit|Daily share',
      'Harbour number 30|130 EUR|30 EUR',
    ]);
    const passage = chunkDocument(pages, info).find(({ text }) => text.includes('number 30'));
    const all = `${passage?.context ?? ''}\n${passage?.text ?? ''}`;
    expect(all.split('Berth limit')).toHaveLength(2);
  });

  it('goes on below a line that says so', async () => {
    const { pages } = await twoPages(rows(30), 'List of harbours (continued)');
    expect(tablesOf(pages[1])[0]?.continued).toBe(true);
  });

  it.each([
    ['other names', [['Boat', 'Crew', 'Cost'], ...rows(30)], '', lefts],
    ['other columns', rows(30), '', [40, 130, 220]],
    ['text above it', rows(30), 'The boats of the coast are another matter.', lefts],
  ])('is another table with %s', async (_, second, above, columns) => {
    const { pages } = await twoPages(second, above, columns);
    expect(tablesOf(pages[1])[0]?.continued).toBeUndefined();
  });

  it('is another table where the first does not end its page', async () => {
    const bytes = await makePdf((pdf) => {
      grid(pdf, [head, ...rows(10)], lefts, 60);
      put(pdf, 'The list of boats follows on the next page of this report.', 40, 400);
      pdf.addPage();
      grid(pdf, rows(30), lefts, 60);
    });
    const { pages } = await parse(bytes);
    expect(tablesOf(pages[1])[0]?.continued).toBeUndefined();
  });
});
