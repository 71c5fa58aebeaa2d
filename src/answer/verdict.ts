import type { Verdict } from '../contract/answers.ts';
import type { Coverage } from '../contract/documents.ts';
import type { VerdictCalibration, VerdictWeights } from '../contract/verdict-calibration.ts';
import type { Evidence } from './evidence.ts';

/**
 * Where there are no vectors, or the embedder has not been calibrated: words alone. Measured as the
 * others are, see docs/adr/0172.
 */
export const wordsAlone: VerdictWeights = {
  intercept: -4.306,
  distant: 0,
  cosine: 0,
  margin: 0,
  sentence: 2.312,
  document: 2.956,
  outOfVocabulary: 2.154,
  missing: -2.241,
  lead: 3.185,
  outdone: 0,
  titled: 0,
  far: 0,
  absentBelow: -1,
  answeredFrom: 1.5,
};

/** What a small library, in which there is nothing further down, is taken to have. */
const USUAL = { margin: 0.04, lead: 0.5 } as const;

/** The evidence as the numbers that are weighed, by the names of their weights. */
export function measuresOf(evidence: Evidence, near: number): Readonly<Record<Measure, number>> {
  const { cosine, margin, lead, sentence, document, outOfVocabulary, missing, outdone, titled } =
    evidence;
  return {
    distant: Math.max(0, near - (cosine ?? near)),
    cosine: cosine ?? 0,
    margin: margin ?? USUAL.margin,
    lead: lead ?? USUAL.lead,
    sentence,
    document,
    outOfVocabulary,
    missing,
    outdone,
    titled,
  };
}
export type Measure = Exclude<
  keyof VerdictWeights,
  'intercept' | 'far' | 'absentBelow' | 'answeredFrom'
>;

/** The log odds that the documents hold the answer. */
function oddsOf(evidence: Evidence, near: number, weights: VerdictWeights): number {
  const measures = measuresOf(evidence, near);
  return (
    weights.intercept +
    measures.distant * weights.distant +
    measures.cosine * weights.cosine +
    measures.margin * weights.margin +
    measures.sentence * weights.sentence +
    measures.document * weights.document +
    measures.outOfVocabulary * weights.outOfVocabulary +
    measures.missing * weights.missing +
    measures.lead * weights.lead +
    measures.outdone * weights.outdone +
    measures.titled * weights.titled
  );
}

/**
 * How sure Carrel is that the documents hold the answer. Said flatly to be `absent` only where
 * everything in scope was read; with documents unread, failed or out of reach it is `perhaps`.
 *
 * @param evidence undefined where nothing was found
 * @param calibration of the embedder; undefined where it has none
 */
export function judge(
  evidence: Evidence | undefined,
  coverage: Coverage,
  calibration: VerdictCalibration | undefined,
): Verdict {
  return qualified(gradeOf(evidence, calibration), coverage);
}

/** A grade beside what was looked at; see `judge`. */
export function qualified(grade: Verdict, coverage: Coverage): Verdict {
  if (coverage.inScope === 0) return 'absent';
  if (grade !== 'absent') return grade;
  const allRead =
    coverage.searchable === coverage.inScope &&
    coverage.withVectors === coverage.searchable &&
    coverage.partial === 0;
  return allRead ? 'absent' : 'perhaps';
}

/** What the evidence alone says: of `absent` nothing is worth quoting, whatever was left unread. */
export function gradeOf(
  evidence: Evidence | undefined,
  calibration: VerdictCalibration | undefined,
): Verdict {
  if (evidence === undefined) return 'absent';
  const vectors = evidence.cosine === null ? undefined : calibration;
  // Words cannot tell whether a passage in another language answers.
  if (vectors === undefined && evidence.across) return 'perhaps';
  const weights = vectors?.[evidence.across ? 'across' : 'same'] ?? wordsAlone;
  // In a small library a few shared words weigh much, and nothing further down weighs against them.
  if (evidence.cosine !== null && evidence.cosine < weights.far) return 'absent';
  const odds = oddsOf(evidence, vectors?.near ?? 0, weights);
  // "What is the rent in Bristol?" is not answered by another rent, however well the rest agrees.
  if (odds >= weights.answeredFrom && !evidence.unknownName) return 'answered';
  // The very document that was asked about is there: whether it tells is for the reader to see.
  return odds >= weights.absentBelow || evidence.named ? 'perhaps' : 'absent';
}
