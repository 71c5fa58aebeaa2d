import { expect, test } from 'vitest';
import { chunkDocument } from '../../src/chunk/chunk-document.ts';
import { info, pageOf } from './pages.ts';

const rows = (count: number, from = 0): string[][] => [
  ['Article', 'Warehouse', 'Stock'],
  ...Array.from({ length: count }, (_, n) => [`Screw ${from + n}`, `Hall ${n % 7}`, `${n * 3}`]),
];

test('each passage of a sheet begins with the names of its columns, wherever it is cut', () => {
  const pages = [0, 120].map((from, index) => ({
    ...pageOf(index + 1, [{ kind: 'table', rows: rows(120, from) }], 'sheet'),
    label: 'Stock list',
  }));
  const chunks = chunkDocument(pages, info);
  expect(chunks.length).toBeGreaterThan(6);
  for (const { text, headings, context, spans } of chunks) {
    expect(text).toMatch(/^Article\tWarehouse\tStock\n/u);
    expect(context).toBe('Stock list');
    expect(headings).toEqual(['Stock list']);
    expect(new Set(spans.map(({ page }) => page)).size).toBe(1);
    expect(text.split(/[^\p{L}\p{N}]+/u).length).toBeLessThanOrEqual(301);
  }
  const all = chunks.flatMap(({ text }) => text.split('\n').slice(1));
  expect(all).toEqual(
    [...rows(120).slice(1), ...rows(120, 120).slice(1)].map((row) => row.join('\t')),
  );
});

test('names too long to repeat stand in front of the passage, cut', () => {
  const names = Array.from({ length: 90 }, (_, n) => `Column number ${n}`);
  const body = Array.from({ length: 40 }, (_, n) =>
    names.map((name, column) => `${name.length + n * column}`),
  );
  const chunks = chunkDocument(
    [pageOf(1, [{ kind: 'table', rows: [names, ...body] }], 'sheet')],
    info,
  );
  expect(chunks.at(-1)?.context).toMatch(/^Column number 0.*…$/u);
});
