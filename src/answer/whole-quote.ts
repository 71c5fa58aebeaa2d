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
/** Characters of a sentence with those next to it; more is too long to read at a glance (docs/adr/0351). */
const LONGEST_TOGETHER = 500;
/** A neighbour that scores this share of a sentence's score is quoted with it. */
const NEARLY_AS_GOOD = 0.75;

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
  const wanted = extent === 'brief' ? Infinity : NEARLY_AS_GOOD * chosen.score;
  const needed = PRONOUN.test(chosen.text.trim()) ? at - 1 : -1;
  const together = grow(at, sentences, {
    longest: LONGEST_TOGETHER,
    worth: (of) => (of === sentences[needed] ? Infinity : score(of)),
    joins: (added, to) =>
      isNeighbour(added, to) && (added === sentences[needed] || score(added) >= wanted),
  });
  const joined = between(sentences[together.from], sentences[together.to]);
  return joined === undefined || together.from === together.to
    ? chosen
    : { ...chosen, ...placeOf(joined) };
}

/** How a quote grows from a sentence. */
interface Growth {
  /** Characters. */
  readonly longest: number;
  /** The better one of the sentences on both sides is taken first. */
  readonly worth: (sentence: Candidate) => number;
  /** Whether a sentence is taken beside the one that it would stand next to. */
  readonly joins: (added: Candidate, to: Candidate) => boolean;
}

/** The first and the last of the sentences that a sentence is quoted with, as indexes; itself where none is. */
function grow(
  at: number,
  sentences: readonly Candidate[],
  { longest, worth, joins }: Growth,
): { from: number; to: number } {
  let [from, to] = [at, at];
  for (;;) {
    const sides: readonly (readonly [first: number, last: number])[] = [
      [from - 1, to],
      [from, to + 1],
    ];
    const grown = sides.flatMap(([first, last]) => {
      const added = sentences[first < from ? first : last];
      const beside = sentences[first < from ? from : to];
      const both = between(sentences[first], sentences[last]);
      const fits = both !== undefined && both.text.length <= longest;
      return added === undefined || beside === undefined || !fits || !joins(added, beside)
        ? []
        : [{ first, last, added }];
    });
    const [best] = grown.toSorted((a, b) => worth(b.added) - worth(a.added));
    if (best === undefined) return { from, to };
    [from, to] = [best.first, best.last];
  }
}

/**
 * A sentence with those around it, the better one of the two next to it first, as far as they fit. A
 * table stands for itself.
 */
function stretchAround(
  at: number,
  sentences: readonly Candidate[],
  worth: (sentence: Candidate) => number,
): Candidate | undefined {
  const joins = ({ text }: Candidate): boolean => !isRow(text);
  let { from, to } = grow(at, sentences, { longest: LONGEST_STRETCH, worth, joins });
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

/** Whether a sentence may be quoted with another that it stands next to: both are of one paragraph. */
function isNeighbour(other: Candidate, chosen: Candidate): boolean {
  if (other.label || isRow(other.text)) return false;
  const [first, second] = startOf(other) < startOf(chosen) ? [other, chosen] : [chosen, other];
  const both = between(first, second)?.text ?? '';
  const gap = both.slice(first.text.length, both.length - second.text.length);
  return both !== '' && !/[\n\r]/u.test(gap);
}

const startOf = ({ spans }: Candidate): number => spans[0]?.start ?? 0;
