import type { Verdict } from '../contract/answers.ts';
import type { Coverage, PassageHit } from '../contract/documents.ts';
import type { Selected } from './select.ts';

/**
 * Where the verdict turns, for one embedder. The evidence is the best sentence's cosine to the
 * question plus a share of its passage's word coverage, since the cosine alone is high for anything on the topic.
 */
export interface VerdictThresholds {
  /** From here on `answered`. */
  readonly answered: number;
  /** Below this `absent`. */
  readonly absent: number;
  /** Weight of the share of the question's terms found, beside the cosine. */
  readonly coverageWeight: number;
  /**
   * Added to a sentence in another language than the question's: it shares no words with it, and
   * its cosine is lower too.
   */
  readonly foreignBonus: number;
}

/** Measured for multilingual-e5-small on the evaluation sets; see docs/adr/0085. */
export const defaultThresholds: VerdictThresholds = {
  answered: 0.925,
  absent: 0.855,
  coverageWeight: 0.1,
  foreignBonus: 0.03,
};

export interface Evidence {
  readonly hits: readonly PassageHit[];
  readonly ranked: readonly Selected[];
}

/** The strongest evidence found, on the scale of the thresholds. */
export function evidenceOf(evidence: Evidence, thresholds = defaultThresholds): number {
  return Math.max(
    0,
    ...evidence.ranked.slice(0, 5).map(({ hit, cosine, coverage, foreign }) => {
      const closest = Math.max(cosine ?? 0, hit.cosine ?? 0);
      return (
        closest + thresholds.coverageWeight * coverage + (foreign ? thresholds.foreignBonus : 0)
      );
    }),
  );
}

/**
 * How sure Carrel is that the documents hold the answer. Said flatly to be `absent` only where
 * everything in scope was read; with documents unread, failed or out of reach it is `perhaps`.
 */
export function judge(
  evidence: Evidence,
  coverage: Coverage,
  thresholds = defaultThresholds,
): Verdict {
  if (coverage.inScope === 0) return 'absent';
  const strength = evidenceOf(evidence, thresholds);
  if (strength >= thresholds.answered) return 'answered';
  if (strength >= thresholds.absent) return 'perhaps';
  const allRead =
    coverage.searchable === coverage.inScope &&
    coverage.withVectors === coverage.searchable &&
    coverage.partial === 0;
  return allRead ? 'absent' : 'perhaps';
}
