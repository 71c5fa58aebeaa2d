import { measuresOf, type Measure } from '../answer/verdict.ts';
import type { Evidence } from '../answer/evidence.ts';
import type { VerdictCalibration, VerdictWeights } from '../contract/verdict-calibration.ts';
import { percentile } from './statistics.ts';

/** What was found for a question, and whether the documents asked hold its answer. */
export interface Judged {
  readonly set: string;
  readonly kind: 'answerable' | 'document-gone' | 'passage-gone' | 'other-set';
  readonly evidence: Evidence;
}

/** Share of the answerable questions that may be refused, on the worst set. */
const REFUSED = 0.05;
/**
 * Share of the answerable questions, on the worst set, whose cosine may lie below what is called far.
 * Between languages meaning is all there is to tell by, and more is refused.
 */
const FAR = { same: 0.005, across: 0.075 };
/** Share of the questions without an answer that may be called answered, on the worst set. */
const WRONGLY_SURE = 0.13;
/** Steps of gradient descent, and the pull towards small weights (ridge), on measures of unit variance. */
const STEPS = 1500;
const RATE = 1;
const RIDGE = 0.01;

const measuresOfWords: readonly Measure[] = [
  'sentence',
  'document',
  'outOfVocabulary',
  'missing',
  'lead',
  'titled',
];
const measuresOfSame: readonly Measure[] = ['distant', 'margin', 'outdone', ...measuresOfWords];
const measuresOfAcross: readonly Measure[] = ['cosine', 'margin', 'missing'];

/**
 * The calibration of the embedder whose cosines the evidence has, and that of words alone.
 *
 * @throws RangeError where questions with an answer, or without, are missing within a language or across
 */
export function calibrate(
  judged: readonly Judged[],
): VerdictCalibration & { readonly words: VerdictWeights } {
  const same = judged.filter(({ evidence }) => !evidence.across);
  const across = judged.filter(({ evidence }) => evidence.across);
  const answered = same.filter(({ kind }) => kind === 'answerable');
  const near = percentile(
    answered.map(({ evidence }) => evidence.cosine ?? 0),
    REFUSED,
  );
  return {
    near,
    same: { ...weigh(same, near, measuresOfSame), far: farOf(same, FAR.same) },
    across: { ...weigh(across, near, measuresOfAcross), far: farOf(across, FAR.across) },
    words: weigh(same, near, measuresOfWords),
  };
}

function farOf(judged: readonly Judged[], share: number): number {
  const answerable = judged.filter(({ kind }) => kind === 'answerable');
  const sets = Map.groupBy(answerable, ({ set }) => set);
  const lowest = [...sets.values()].map((each) =>
    percentile(
      each.map(({ evidence }) => evidence.cosine ?? 0),
      share,
    ),
  );
  return lowest.length === 0 ? 0 : rounded(Math.min(...lowest));
}

interface Row {
  readonly set: string;
  readonly answerable: boolean;
  readonly values: readonly number[];
  /** Each set and kind counts the same, however many questions it has. */
  readonly weight: number;
}

function weigh(
  judged: readonly Judged[],
  near: number,
  measures: readonly Measure[],
): VerdictWeights {
  const groups = Map.groupBy(judged, ({ set, kind }) => `${set} ${kind}`);
  const rows = judged.map(({ set, kind, evidence }): Row => {
    const all = measuresOf(evidence, near);
    return {
      set,
      answerable: kind === 'answerable',
      values: measures.map((measure) => all[measure]),
      weight: 1 / (groups.get(`${set} ${kind}`)?.length ?? 1),
    };
  });
  if (new Set(rows.map(({ answerable }) => answerable)).size < 2) {
    throw new RangeError(
      'Needs questions with and without an answer, in one language and across two.',
    );
  }
  const { intercept, slopes } = logistic(rows);
  const scored = rows.map((row) => ({ ...row, odds: intercept + dot(slopes, row.values) }));
  const odds = (set: string, answerable: boolean): number[] =>
    scored.filter((row) => row.set === set && row.answerable === answerable).map((row) => row.odds);
  const sets = [...new Set(rows.map(({ set }) => set))];
  const worst = (answerable: boolean, share: number): number[] =>
    sets
      .map((set) => odds(set, answerable))
      .filter((each) => each.length > 0)
      .map((each) => percentile(each, share));
  const absentBelow = Math.min(...worst(true, REFUSED));
  const weights = Object.fromEntries(
    measures.map((measure, at) => [measure, rounded(slopes[at] ?? 0)]),
  );
  return {
    ...none,
    ...weights,
    intercept: rounded(intercept),
    far: 0,
    absentBelow: rounded(absentBelow),
    answeredFrom: rounded(Math.max(absentBelow, ...worst(false, 1 - WRONGLY_SURE))),
  };
}

const none = {
  distant: 0,
  cosine: 0,
  margin: 0,
  sentence: 0,
  document: 0,
  outOfVocabulary: 0,
  missing: 0,
  lead: 0,
  outdone: 0,
  titled: 0,
} as const satisfies Record<Measure, number>;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);

/** Logistic regression by gradient descent over standardised values; the weights are of the values as they are. */
export function logistic(rows: readonly Omit<Row, 'set'>[]): {
  readonly intercept: number;
  readonly slopes: readonly number[];
} {
  const width = rows[0]?.values.length ?? 0;
  const columns = Array.from({ length: width }, (_, at) =>
    rows.map(({ values }) => values[at] ?? 0),
  );
  const means = columns.map(
    (column) => column.reduce((sum, value) => sum + value, 0) / column.length,
  );
  const spreads = columns.map((column, at) => {
    const squares = column.reduce((sum, value) => sum + (value - (means[at] ?? 0)) ** 2, 0);
    return Math.sqrt(squares / column.length) || 1;
  });
  const standard = rows.map(({ values }) =>
    values.map((value, at) => (value - (means[at] ?? 0)) / (spreads[at] ?? 1)),
  );
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  let slopes = Array.from({ length: width }, () => 0);
  let intercept = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const errors = rows.map(({ answerable, weight }, at) => {
      const odds = intercept + dot(slopes, standard[at] ?? []);
      return weight * ((answerable ? 1 : 0) - 1 / (1 + Math.exp(-odds)));
    });
    intercept += (RATE * errors.reduce((sum, error) => sum + error, 0)) / total;
    slopes = slopes.map((slope, column) => {
      const pull = errors.reduce(
        (sum, error, at) => sum + error * (standard[at]?.[column] ?? 0),
        0,
      );
      return slope + RATE * (pull / total - RIDGE * slope);
    });
  }
  const own = slopes.map((slope, at) => slope / (spreads[at] ?? 1));
  return { intercept: intercept - dot(own, means), slopes: own };
}
