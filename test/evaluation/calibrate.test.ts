import { expect, test } from 'vitest';
import type { Evidence } from '../../src/answer/evidence.ts';
import { judge } from '../../src/answer/verdict.ts';
import { calibrate, logistic, type Judged } from '../../src/evaluation/calibrate.ts';

const coverage = {
  inScope: 9,
  searchable: 9,
  withVectors: 9,
  partial: 0,
  failed: 0,
  unreachable: 0,
};

/** Numbers from 0 to 1 that are the same in every run. */
function* numbers(): Generator<number, never> {
  let state = 7;
  for (;;) {
    state = (state * 16_807) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

test('a regression finds the line that parts two clouds', () => {
  const random = numbers();
  const rows = Array.from({ length: 400 }, () => {
    const values = [random.next().value, random.next().value * 100];
    return { values, answerable: (values[0] ?? 0) > 0.6, weight: 1 };
  });
  const { intercept, slopes } = logistic(rows);
  const right = rows.filter(({ values, answerable }) => {
    const odds =
      intercept + (slopes[0] ?? 0) * (values[0] ?? 0) + (slopes[1] ?? 0) * (values[1] ?? 0);
    return odds > 0 === answerable;
  });
  expect(right.length).toBeGreaterThan(370);
});

test('at most one in twenty answerable questions is refused, few others are called answered', () => {
  const random = numbers();
  const evidence = (answerable: boolean, across: boolean): Evidence => {
    const share = (random.next().value + (answerable ? 1 : 0)) / 2;
    return {
      cosine: 0.8 + share / 10,
      margin: share / 20,
      sentence: share,
      document: share,
      outOfVocabulary: 0,
      missing: 1 - share,
      lead: share,
      outdone: 1 - share,
      unknownName: false,
      named: false,
      titled: 0,
      across,
    };
  };
  const judged = ['one', 'two'].flatMap((set) =>
    Array.from({ length: 400 }, (_, at): Judged => {
      const kind = at % 2 === 0 ? 'answerable' : at % 4 === 1 ? 'document-gone' : 'other-set';
      return { set, kind, evidence: evidence(at % 2 === 0, at % 5 === 0) };
    }),
  );
  const calibration = calibrate(judged);
  const verdicts = (answerable: boolean): string[] =>
    judged
      .filter(({ kind }) => (kind === 'answerable') === answerable)
      .map((each) => judge(each.evidence, coverage, calibration));
  const share = (all: string[], verdict: string): number =>
    all.filter((each) => each === verdict).length / all.length;
  expect(share(verdicts(true), 'absent')).toBeLessThan(0.06);
  expect(share(verdicts(false), 'absent')).toBeGreaterThan(0.6);
  expect(share(verdicts(false), 'answered')).toBeLessThan(0.14);
});

test('nothing is fitted to questions of one kind alone', () => {
  expect(() => calibrate([])).toThrow(RangeError);
});
