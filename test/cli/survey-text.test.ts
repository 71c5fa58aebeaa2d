import { expect, test } from 'vitest';
import type { SurveyRow } from '../../src/contract/surveys.ts';
import { silentLines, statesNothing } from '../../src/cli/survey-text.ts';

const silent: SurveyRow = {
  id: '1',
  documentId: '1',
  document: 'a.pdf',
  path: '/docs/a.pdf',
  state: 'read',
  reason: null,
  matches: null,
  change: null,
  cells: [{ state: 'not-stated', text: '', count: null, citations: [] }],
};

test('only a document that was read and states nothing is left out of the rows', () => {
  expect(statesNothing(silent)).toBe(true);
  expect(statesNothing({ ...silent, matches: false })).toBe(true);
  expect(statesNothing({ ...silent, matches: true })).toBe(false);
  expect(statesNothing({ ...silent, state: 'failed', cells: [] })).toBe(false);
  expect(statesNothing({ ...silent, state: 'waiting', cells: [] })).toBe(false);
  const found = { state: 'found' as const, text: '30 days', count: null, citations: [] };
  expect(statesNothing({ ...silent, cells: [...silent.cells, found] })).toBe(false);

  expect(
    statesNothing({ ...silent, reason: { code: 'file-damaged', message: 'Page 2 is damaged.' } }),
  ).toBe(false);
});

test('the others are named in one line, of very many the first', () => {
  expect(silentLines([])).toEqual([]);
  expect(silentLines(['a.pdf', 'b.pdf'])).toEqual(['', 'Not stated in 2 documents: a.pdf, b.pdf']);
  const many = Array.from({ length: 1200 }, (_, index) => `${index}.pdf`);
  expect(silentLines(many)[1]).toMatch(
    /^Not stated in 1,200 documents: 0\.pdf, .*19\.pdf, and 1,180 others \(see --json or --export\)$/u,
  );
});
