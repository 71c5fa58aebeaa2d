import { expect, test } from 'vitest';
import type { StoredPassage } from '../../src/store/types.ts';
import { windowsOf } from '../../src/retrieve/windows.ts';

function passageOf(id: number, sheet: boolean): StoredPassage {
  const text = `Tea\t${id}`;
  const spans = [{ page: id, start: 0, end: text.length }];
  const common = { spans, container: [] };
  return {
    id,
    contentId: 1,
    ordinal: id,
    documentId: 1,
    document: 'a',
    path: '/a',
    text,
    title: '',
    headings: [],
    language: 'en',
    place: sheet
      ? { kind: 'sheet', sheet: `S${id}`, cells: 'A1:B1', ...common }
      : { kind: 'section', headings: [], ...common },
    page: null,
  };
}

function shown(sheet: boolean): string[] {
  const windows = windowsOf({
    ranked: [{ passage: 2, score: 1 }],
    limit: 1,
    scope: {},
    grown: true,
    store: {
      passages: (ids) => ids.map((id) => passageOf(id, sheet)),
      neighbours: () => [1, 3],
    },
  });
  return windows.map(({ text }) => text);
}

test('what is found grows into its neighbours, but not from one sheet into another', () => {
  expect(shown(false)).toEqual(['Tea\t1\nTea\t2\nTea\t3']);
  expect(shown(true)).toEqual(['Tea\t2']);
});
