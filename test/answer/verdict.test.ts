import { expect, test } from 'vitest';
import { candidatesOf } from '../../src/answer/candidates.ts';
import type { Selected } from '../../src/answer/select.ts';
import { defaultThresholds, evidenceOf, judge } from '../../src/answer/verdict.ts';
import type { Coverage } from '../../src/contract/documents.ts';
import { hitOf } from './fixtures/hit.ts';

const allRead: Coverage = {
  inScope: 3,
  searchable: 3,
  withVectors: 3,
  partial: 0,
  failed: 0,
  unreachable: 0,
};

function found(changes: Partial<Selected>): { hits: []; ranked: Selected[] } {
  const [candidate] = candidatesOf(hitOf('The kiln is fired on Mondays.'), 0);
  if (candidate === undefined) throw new Error('no candidate');
  const neutral = { score: 1, cosine: 0, coverage: 0, part: 0, foreign: false };
  return { hits: [], ranked: [{ ...candidate, ...neutral, ...changes }] };
}
const { answered, absent } = defaultThresholds;

test.each([
  [answered, 'answered'],
  [answered - 0.001, 'perhaps'],
  [absent, 'perhaps'],
  [absent - 0.001, 'absent'],
  [0, 'absent'],
] as const)('evidence of %d is %s', (cosine, verdict) => {
  expect(judge(found({ cosine }), allRead)).toBe(verdict);
});

test('shared words and another language count beside the cosine', () => {
  expect(evidenceOf(found({ cosine: 0.8, coverage: 0.5 }))).toBeCloseTo(0.85);
  expect(evidenceOf(found({ cosine: 0.8, foreign: true }))).toBeCloseTo(0.83);
});

test('a passage that is nearer than its sentences counts', () => {
  const evidence = found({ cosine: 0.8 });
  const ranked = evidence.ranked.map((each) => ({ ...each, hit: { ...each.hit, cosine: 0.9 } }));
  expect(evidenceOf({ hits: [], ranked })).toBeCloseTo(0.9);
});

test.each<Partial<Coverage>>([
  { searchable: 2, withVectors: 2 },
  { searchable: 2, withVectors: 2, failed: 1 },
  { searchable: 2, withVectors: 2, unreachable: 1 },
  { withVectors: 2 },
  { withVectors: 0 },
  { partial: 1 },
])('nothing found is not "absent" with %j', (change) => {
  expect(judge({ hits: [], ranked: [] }, { ...allRead, ...change })).toBe('perhaps');
  expect(judge({ hits: [], ranked: [] }, allRead)).toBe('absent');
});

test('without documents in scope nothing can be found', () => {
  const none = { ...allRead, inScope: 0, searchable: 0, withVectors: 0 };
  expect(judge({ hits: [], ranked: [] }, none)).toBe('absent');
});
