import type { AnswerSentence, Citation } from '../../../src/contract/answers.ts';

/**
 * A citation whose quote was found word for word at its place. One recognised from a scan may hold
 * doubtful words, which are shown as such.
 */
export type CheckedCitation = Citation &
  ({ readonly checked: true } | { readonly recognised: true });

/** A sentence with at least one citation that passed; only such a one can be drawn. */
export interface StandingSentence {
  readonly text: string;
  readonly citations: readonly [CheckedCitation, ...CheckedCitation[]];
}

/** The sentence with those of its citations that passed, or undefined where none did. */
export function standing(
  { text, citations }: AnswerSentence,
  known: readonly Citation[],
): StandingSentence | undefined {
  const [first, ...rest] = known.filter(isChecked).filter(({ n }) => citations.includes(n));
  return first === undefined ? undefined : { text, citations: [first, ...rest] };
}

/** Those of the sentences that stand. */
export function allStanding(
  sentences: readonly AnswerSentence[],
  known: readonly Citation[],
): readonly StandingSentence[] {
  return sentences.flatMap((sentence) => standing(sentence, known) ?? []);
}

function isChecked(citation: Citation): citation is CheckedCitation {
  return citation.checked || citation.recognised === true;
}
