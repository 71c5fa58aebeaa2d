import { z } from 'zod';

/**
 * A logistic regression over the evidence of an answer (src/answer/evidence.ts), and where the verdict
 * turns on its log odds.
 */
export const verdictWeights = z.strictObject({
  intercept: z.number(),
  /** Of how far the cosine lies below `near`. */
  distant: z.number(),
  cosine: z.number(),
  margin: z.number(),
  sentence: z.number(),
  document: z.number(),
  outOfVocabulary: z.number(),
  missing: z.number(),
  lead: z.number(),
  outdone: z.number(),
  titled: z.number(),
  /** A cosine below which nothing is an answer, whatever its words: `absent`. 0 without vectors. */
  far: z.number(),
  /** Below this `absent`. */
  absentBelow: z.number(),
  /** From here on `answered`. */
  answeredFrom: z.number(),
});
export type VerdictWeights = z.infer<typeof verdictWeights>;

/** How sure an embedder's cosines make an answer; made by `npm run calibrate`. */
export const verdictCalibration = z.strictObject({
  /** Cosine that nearly all answered questions reach. */
  near: z.number(),
  /** Where question and passage share a language, and where they do not. */
  same: verdictWeights,
  across: verdictWeights,
});
export type VerdictCalibration = z.infer<typeof verdictCalibration>;
