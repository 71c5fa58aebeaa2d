import { expect, test } from 'vitest';
import type { Answer } from '../../src/contract/answers.ts';
import type { Coverage } from '../../src/contract/documents.ts';
import type { Place } from '../../src/contract/place.ts';
import { answerLines, coverageLine, placeLabel } from '../../src/cli/answer-text.ts';
import { answerJson } from '../../src/cli/json.ts';
import { answerShape } from '../e2e/shapes.ts';

const all: Coverage = {
  inScope: 4,
  searchable: 4,
  withVectors: 4,
  partial: 0,
  failed: 0,
  unreachable: 0,
};
const page: Place = { kind: 'page', page: 4, spans: [], container: [] };

const answered: Answer = {
  verdict: 'answered',
  found: true,
  mode: 'quote',
  fallback: { code: 'model-missing', message: 'No model is there, so quotes are given.' },
  coverage: all,
  answer: 'The rent is due monthly. [1]',
  sentences: [{ text: 'The rent is\ndue monthly.', citations: [1] }],
  citations: [
    {
      n: 1,
      documentId: '7',
      document: 'lease.pdf',
      path: '/documents/lease.pdf',
      page: 4,
      place: page,
      start: 0,
      end: 24,
      quote: 'The rent is\ndue monthly.',
      boxes: [],
      checked: true,
    },
  ],
  passages: [],
  model: 'some-embedder',
  timings: { retrieveMs: 40, firstTokenMs: null, totalMs: 150 },
  energy: null,
};

test.each([
  ['unchanged', null, '[1] lease.pdf, p. 4'],
  ['moved', 5, '[1] lease.pdf, p. 4 (now on page 5)'],
  ['moved', null, '[1] lease.pdf, p. 4 (now elsewhere in the document)'],
  ['gone', null, '[1] lease.pdf, p. 4 (no longer there)'],
] as const)('a kept citation whose words are %s (page %s) says so', (state, pageToday, line) => {
  const today = [{ n: 1, state, page: pageToday, ticked: false }];
  expect(answerLines(answered, today)).toContain(line);
});

test.each<[Place, string]>([
  [page, 'f, p. 4'],
  [{ kind: 'slide', slide: 2, spans: [], container: [] }, 'f, slide 2'],
  [
    { kind: 'sheet', sheet: 'Costs', cells: 'B2:C3', spans: [], container: [] },
    'f, sheet Costs, B2:C3',
  ],
  [{ kind: 'mail', part: 'body', spans: [], container: ['a.zip', 'f'] }, 'a.zip › f, body'],
  [
    { kind: 'section', headings: ['Leave', 'Part-time'], spans: [], container: [] },
    'f, Leave > Part-time',
  ],
  [{ kind: 'section', headings: [], spans: [], container: [] }, 'f'],
])('a place is named: %j', (place, label) => {
  expect(placeLabel({ document: 'f', place })).toBe(label);
});

test('an answer shows [n], and below it file, page and the quoted sentence', () => {
  const lines = answerLines(answered);
  expect(lines[0]).toBe('The rent is due monthly. [1]');
  expect(lines).toContain('[1] lease.pdf, p. 4');
  expect(lines).toContain('    "The rent is due monthly."');
  expect(lines).toContain('Looked at all 4 documents.');
  expect(lines).toContain('Quoted word for word, 0.1 s (search 0.04 s), some-embedder.');
  expect(lines).toContain('No model is there, so quotes are given.');
});

test('the JSON of an answer has the promised fields and no others', () => {
  expect(() => answerShape.parse(answerJson(answered))).not.toThrow();
});

test('"not in your documents" is said flatly only where all was read', () => {
  const none: Answer = {
    ...answered,
    verdict: 'absent',
    found: false,
    sentences: [],
    citations: [],
  };
  expect(answerLines(none)[0]).toBe('Not in your documents.');
  // Nothing was quoted, so nothing is said of how.
  expect(answerLines(none).at(-1)).toBe('0.1 s (search 0.04 s), some-embedder.');
  const some = { ...none, coverage: { ...all, searchable: 3, withVectors: 3, failed: 1 } };
  expect(answerLines(some)[0]).toBe('Not in the documents that could be read.');
});

test.each<[Partial<Coverage>, string]>([
  [{ inScope: 1, searchable: 1, withVectors: 1 }, 'Looked at the one document.'],
  [
    { searchable: 2, withVectors: 1, failed: 1 },
    'Looked at 2 of 4 documents; 1 still to be read; 1 searched by words only so far; 1 could not be read (see: carrel list).',
  ],
  [{ partial: 1 }, 'Looked at all 4 documents; 1 read in part.'],
  [
    { searchable: 3, withVectors: 3, unreachable: 1 },
    'Looked at 3 of 4 documents; 1 out of reach.',
  ],
])('coverage %j in words', (change, line) => {
  expect(coverageLine({ ...all, ...change })).toBe(line);
});

test('without documents it is said how to add some', () => {
  expect(coverageLine({ ...all, inScope: 0, searchable: 0, withVectors: 0 })).toContain(
    'carrel add',
  );
});

test('a file that is out of reach is named as a copy of its day', () => {
  const [citation] = answered.citations;
  if (citation === undefined) throw new Error('no citation');
  const away = { ...citation, copyOf: '2026-03-03T09:00:00.000Z' };
  expect(answerLines({ ...answered, citations: [away] }).join('\n')).toContain(
    '[1] lease.pdf, p. 4 (copy of 2026-03-03, the file is out of reach)',
  );
});
