import { expect, test } from 'vitest';
import type { Scope } from '../../src/contract/documents.ts';
import type { StoredPassage } from '../../src/store/types/passages.ts';
import { withSurroundings } from '../../src/retrieve/surroundings.ts';
import { windowsOf } from '../../src/retrieve/windows.ts';
import { hitOf } from '../answer/fixtures/hit.ts';

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

test('a hit is given what stands around it in scope, and keeps its own page and score', () => {
  const store = {
    passages: (ids: readonly number[]) => ids.map((id) => passageOf(id, false)),
    neighbours: () => [1, 3],
  };
  const around = (scope: Scope) =>
    withSurroundings(
      hitOf('Tea\t2', { passage: '2', page: 2, score: 0.7 }),
      [hitOf('Tea\t1', { passage: '1', score: 0.6 })],
      scope,
      store,
    );
  expect(around({})).toMatchObject({ text: 'Tea\t1\nTea\t2\nTea\t3', page: 2, score: 0.7 });
  expect(around({}).place.spans.map(({ page }) => page)).toEqual([1, 2, 3]);
  expect(around({ withoutPassages: ['3'] }).text).toBe('Tea\t1\nTea\t2');
});
