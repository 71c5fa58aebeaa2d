import type { PassageHit } from '../contract/documents.ts';
import type { Span } from '../contract/place.ts';
import { between, within } from './between.ts';
import { candidatesOf, isRow, type Candidate } from './candidates.ts';
import { PRONOUN } from './pronouns.ts';
import type { Selected } from './select.ts';

/**
 * How much is quoted around a sentence: what it cannot be understood without; a neighbour that answers
 * as well, too; what stands around it in its passage and beyond.
 */
export type Extent = 'brief' | 'sentence' | 'passage';

/** Characters that are quoted where a passage is; the median one of a handbook has 540 (docs/adr/0282). */
const LONGEST_STRETCH = 700;
/** Characters of two sentences that are quoted as one; more is too long to read at a glance. */
const LONGEST_PAIR = 320;
/** A neighbour that scores this share of a sentence's score is quoted with it. */
const NEARLY_AS_GOOD = 0.8;

export interface Around {
  /** All sentences that were scored, the chosen one's neighbours among them. */
  readonly ranked: readonly Selected[];
  readonly extent: Extent;
  /** A passage with what stands around it; absent: nothing does. */
  readonly surroundings?: ((hit: PassageHit) => PassageHit) | undefined;
}

/**
 * A chosen sentence with what makes it stand alone, as one place: its passage, the sentence before one
 * that begins with "it" or "this", or a neighbour in the same paragraph that answers nearly as well.
 */
export function wholeQuote(chosen: Selected, { ranked, extent, surroundings }: Around): Selected {
  if (chosen.label || isRow(chosen.text)) return chosen;
  const score = (of: Candidate | undefined): number =>
    of === undefined ? 0 : (ranked.find((each) => holds(of, each))?.score ?? 0);
  if (extent === 'passage') {
    const hit = surroundings?.(chosen.hit) ?? chosen.hit;
    const around = candidatesOf(hit, chosen.rank);
    // What the passage itself holds goes before what stands around it.
    const worth = (of: Candidate): number => score(of) + (isPart(of, chosen.hit) ? 1 : 0);
    const middle = around.findIndex((each) => holds(each, chosen));
    const stretch = stretchAround(middle, around, worth);
    if (stretch !== undefined) return { ...chosen, ...placeOf(stretch) };
  }
  const sentences = candidatesOf(chosen.hit, chosen.rank);
  const at = sentences.findIndex((each) => holds(each, chosen));
  const before = neighbour(sentences[at - 1], chosen);
  const after = neighbour(sentences[at + 1], chosen);
  const pronoun = PRONOUN.test(chosen.text.trim());
  const wanted = extent === 'brief' ? Infinity : NEARLY_AS_GOOD * chosen.score;
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

/**
 * A sentence with those around it, the better one of the two next to it first, as far as they fit. A
 * table stands for itself.
 */
function stretchAround(
  at: number,
  sentences: readonly Candidate[],
  score: (sentence: Candidate) => number,
): Candidate | undefined {
  let [from, to] = [at, at];
  for (;;) {
    const sides: readonly (readonly [first: number, last: number])[] = [
      [from - 1, to],
      [from, to + 1],
    ];
    const grown = sides.flatMap(([first, last]) => {
      const added = sentences[first < from ? first : last];
      const both = between(sentences[first], sentences[last]);
      const fits = both !== undefined && both.text.length <= LONGEST_STRETCH;
      return added === undefined || !fits || isRow(added.text) ? [] : [{ first, last, added }];
    });
    const [best] = grown.toSorted((a, b) => score(b.added) - score(a.added));
    if (best === undefined) break;
    [from, to] = [best.first, best.last];
  }
  // A heading at the end speaks of what is not quoted; the one before the beginning names what is.
  while (to > at && sentences[to]?.label === true) to -= 1;
  if (sentences[from - 1]?.label === true) from -= 1;
  return between(sentences[from], sentences[to]);
}

const placeOf = ({ text, spans }: Candidate): Pick<Candidate, 'text' | 'spans'> => ({
  text,
  spans,
});

/** Whether a sentence is another one, or is joined to it across the end of its passage. */
const holds = (one: Candidate, other: Candidate): boolean =>
  one.hit.documentId === other.hit.documentId && isPart(other, { place: one });

/** Whether a sentence begins in one of the spans of a place. */
const isPart = ({ spans: [first] }: Candidate, { place }: Placed): boolean =>
  first !== undefined && place.spans.some((span) => within(first, span));

interface Placed {
  readonly place: { readonly spans: readonly Span[] };
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
