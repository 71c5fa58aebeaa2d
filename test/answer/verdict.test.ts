import { expect, test } from 'vitest';
import type { Evidence } from '../../src/answer/evidence.ts';
import { judge, wordsAlone } from '../../src/answer/verdict.ts';
import type { Coverage } from '../../src/contract/documents.ts';
import type { VerdictCalibration } from '../../src/contract/verdict-calibration.ts';

const allRead: Coverage = {
  inScope: 3,
  searchable: 3,
  withVectors: 3,
  partial: 0,
  failed: 0,
  unreachable: 0,
};
const nothing: Evidence = {
  cosine: null,
  margin: 0,
  sentence: 0,
  document: 0,
  outOfVocabulary: 0,
  missing: 0,
  lead: 0,
  outdone: 0,
  titled: 0,
  unknownName: false,
  named: false,
  across: false,
};
const flat = { ...wordsAlone, intercept: 0, sentence: 1, absentBelow: 0.2, answeredFrom: 0.6 };
const calibration: VerdictCalibration = {
  near: 0.85,
  same: { ...flat, distant: -10 },
  across: { ...flat, sentence: 0, cosine: 1, absentBelow: 0.8, answeredFrom: 0.9 },
};

test.each([
  [0.6, 'answered'],
  [0.59, 'perhaps'],
  [0.2, 'perhaps'],
  [0.19, 'absent'],
] as const)('a share of %d held by a sentence is %s', (sentence, verdict) => {
  const evidence = { ...nothing, cosine: 0.9, sentence, document: -1, lead: 0, outOfVocabulary: 0 };
  const weights = { ...calibration, same: { ...calibration.same, document: 0, lead: 0 } };
  expect(judge(evidence, allRead, weights)).toBe(verdict);
});

test('a passage that is far off in meaning speaks against its words', () => {
  const same = { ...calibration.same, document: 0, lead: 0 };
  const of = (cosine: number) =>
    judge({ ...nothing, cosine, sentence: 0.6 }, allRead, { ...calibration, same });
  expect([of(0.9), of(0.82), of(0.7)]).toEqual(['answered', 'perhaps', 'absent']);
});

test('across languages meaning decides, and without vectors nothing is told', () => {
  const across = { ...calibration.across, document: 0, lead: 0, outOfVocabulary: 0, missing: 0 };
  const of = (cosine: number | null) =>
    judge({ ...nothing, across: true, cosine }, allRead, { ...calibration, across });
  expect([of(0.95), of(0.85), of(0.7), of(null)]).toEqual([
    'answered',
    'perhaps',
    'absent',
    'perhaps',
  ]);
});

test('what is far off in meaning is absent, however many words it shares', () => {
  const same = { ...calibration.same, distant: 0, far: 0.8 };
  const of = (cosine: number) =>
    judge({ ...nothing, cosine, sentence: 1 }, allRead, { ...calibration, same });
  expect([of(0.8), of(0.79)]).toEqual(['answered', 'absent']);
});

test('without a calibration words alone decide', () => {
  const whole = { ...nothing, cosine: 0.9, sentence: 1, document: 1, lead: 0.7 };
  expect(judge(whole, allRead, undefined)).toBe('answered');
  const astray = { ...nothing, cosine: 0.9, sentence: 0.1, document: 0.1, lead: 0.2, missing: 1 };
  expect(judge(astray, allRead, undefined)).toBe('absent');
});

test.each<Partial<Coverage>>([
  { searchable: 2, withVectors: 2 },
  { searchable: 2, withVectors: 2, failed: 1 },
  { searchable: 2, withVectors: 2, unreachable: 1 },
  { withVectors: 2 },
  { withVectors: 0 },
  { partial: 1 },
])('nothing found is not "absent" with %j', (change) => {
  expect(judge(undefined, { ...allRead, ...change }, calibration)).toBe('perhaps');
  expect(judge(undefined, allRead, calibration)).toBe('absent');
});

test('without documents in scope nothing can be found', () => {
  const none = { ...allRead, inScope: 0, searchable: 0, withVectors: 0 };
  expect(judge(undefined, none, calibration)).toBe('absent');
});

test('of a document that the question names nothing is said to be absent', () => {
  const evidence = { ...nothing, cosine: 0.9, document: -9 };
  expect(judge(evidence, allRead, calibration)).toBe('absent');
  expect(judge({ ...evidence, named: true }, allRead, calibration)).toBe('perhaps');
});

test('nothing is surely answered where a name of the question is unknown', () => {
  const weights = { ...calibration, same: { ...calibration.same, document: 0, lead: 0 } };
  const evidence = { ...nothing, cosine: 0.9, sentence: 0.9 };
  expect(judge(evidence, allRead, weights)).toBe('answered');
  expect(judge({ ...evidence, unknownName: true }, allRead, weights)).toBe('perhaps');
});
