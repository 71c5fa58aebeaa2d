import { between, listAround } from './lists.ts';
import { candidatesOf, isRow, type Candidate } from './candidates.ts';
import { PRONOUN } from './pronouns.ts';
import type { Selected } from './select.ts';

/** Characters of two sentences that are quoted as one; more is too long to read at a glance. */
const LONGEST_PAIR = 320;
/** A neighbour that scores this share of a sentence's score is quoted with it. */
const NEARLY_AS_GOOD = 0.8;

export interface Around {
  /** All sentences that were scored, the chosen one's neighbours among them. */
  readonly ranked: readonly Selected[];
  /** The question asks for several things, so that a list is quoted whole. */
  readonly several: boolean;
  /** Nothing is added but what the sentence cannot be understood without. */
  readonly brief: boolean;
}

/**
 * A chosen sentence with what makes it stand alone, as one place: the list it is a line of, the
 * sentence before one that begins with "it" or "this", or a neighbour in the same paragraph that
 * answers nearly as well.
 */
export function wholeQuote(chosen: Selected, { ranked, several, brief }: Around): Selected {
  if (chosen.label || isRow(chosen.text)) return chosen;
  const sentences = candidatesOf(chosen.hit, chosen.rank);
  if (several && !brief) {
    const list = listAround(chosen, sentences);
    if (list !== undefined) return { ...chosen, ...placeOf(list) };
  }
  const at = sentences.findIndex((each) => isSame(each, chosen));
  const before = neighbour(sentences[at - 1], chosen);
  const after = neighbour(sentences[at + 1], chosen);
  const pronoun = PRONOUN.test(chosen.text.trim());
  const score = (of: Candidate | undefined): number =>
    of === undefined ? 0 : (ranked.find((each) => isSame(each, of))?.score ?? 0);
  const wanted = brief ? Infinity : NEARLY_AS_GOOD * chosen.score;
  const joined =
    (pronoun || score(before) >= Math.max(wanted, score(after))) && before !== undefined
      ? between(before, chosen)
      : score(after) >= wanted
        ? between(chosen, after)
        : undefined;
  return joined === undefined || joined.text.length > LONGEST_PAIR
    ? chosen
    : { ...chosen, ...placeOf(joined) };
}

const placeOf = ({ text, spans }: Candidate): Pick<Candidate, 'text' | 'spans'> => ({
  text,
  spans,
});

function isSame(a: Candidate, b: Candidate): boolean {
  const [x] = a.spans;
  const [y] = b.spans;
  return a.hit.passage === b.hit.passage && x?.page === y?.page && x?.start === y?.start;
}

/** A sentence of the same paragraph that may be quoted with another, right before or after it. */
function neighbour(other: Candidate | undefined, chosen: Candidate): Candidate | undefined {
  if (other === undefined || other.label || isRow(other.text)) return undefined;
  const [first, second] = startOf(other) < startOf(chosen) ? [other, chosen] : [chosen, other];
  const both = between(first, second)?.text ?? '';
  const gap = both.slice(first.text.length, both.length - second.text.length);
  return both !== '' && !/[\n\r]/u.test(gap) ? other : undefined;
}

const startOf = ({ spans }: Candidate): number => spans[0]?.start ?? 0;
