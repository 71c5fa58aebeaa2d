import { expect, it } from 'vitest';
import { chunkDocument } from '../../src/chunk/chunk-document.ts';
import type { ParsedPage, TableBlock } from '../../src/parse/document.ts';
import { info, pageOf } from './pages.ts';

const sites = (from: number): string[][] =>
  Array.from({ length: 20 }, (_, row) => [
    `Warehouse ${from + row}`,
    `Street ${from + row}, Ghent`,
    `${17 * row} pallets`,
  ]);

/** A page whose only block is a table without a head. */
function headless(number: number, rows: string[][], continued: boolean): ParsedPage {
  const page = pageOf(number, [{ kind: 'table', rows }]);
  const blocks = page.blocks
    .filter((block): block is TableBlock => block.kind === 'table')
    .map((block) => ({
      ...block,
      rows: block.rows.map((row) => ({ ...row, header: false })),
      ...(continued && { continued: true as const }),
    }));
  return { ...page, blocks };
}

const first = pageOf(1, [{ kind: 'table', rows: [['Site', 'Address', 'Capacity'], ...sites(1)] }]);
const contextOn = (page: number, pages: ParsedPage[]): (string | undefined)[] =>
  chunkDocument(pages, info)
    .filter(({ spans }) => spans[0]?.page === page)
    .map(({ context }) => context);

it('gives the rest of a table the names of its first page, over any number of pages', () => {
  const pages = [first, headless(2, sites(21), true), headless(3, sites(41), true)];
  for (const page of [2, 3]) {
    const contexts = contextOn(page, pages);
    expect(contexts.length).toBeGreaterThan(0);
    expect(new Set(contexts)).toEqual(new Set(['Site Address Capacity']));
  }
});

it('gives a table of its own none', () => {
  expect(new Set(contextOn(2, [first, headless(2, sites(21), false)]))).toEqual(new Set(['']));
});
