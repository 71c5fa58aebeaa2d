import type { AnswerLength, AnswerSentence, Citation } from '../contract/answers.ts';
import type { PassageHit } from '../contract/documents.ts';
import { cite, isSamePlace, type CitableStore } from './citation.ts';
import { asksForFigure } from './expected/figure.ts';
import { asksForName } from './expected/name.ts';
import { asksForSeveral } from './expected/several.ts';
import { asksForThing } from './expected/thing.ts';
import { partsOf } from './parts.ts';
import { rowInWords } from './row-in-words.ts';
import type { Selected } from './select.ts';
import { wholeQuote, type Extent } from './whole-quote.ts';

/**
 * Most quotes in one answer; of each question, where several are asked in one; and what a further
 * quote must score beside the best.
 */
const AMOUNT = {
  short: { most: 1, mostOfAPart: 1, nearlyAsGood: 0.9 },
  medium: { most: 3, mostOfAPart: 2, nearlyAsGood: 0.9 },
  long: { most: 6, mostOfAPart: 3, nearlyAsGood: 0.8 },
} as const satisfies Record<AnswerLength, object>;
/** A question among several counts as answered where its best quote scores this share of the best. */
const PART_ANSWERED = 0.75;

/** Share of the best sentence's score from which on one of the first passage goes before it. */
const FIRST_PASSAGE = 0.7;
/** Share of the question's words in a sentence that tells by itself the thing asked for. */
const TOLD = 0.6;

/** What is quoted for. */
export interface Asked {
  readonly question: string;
  /** Absent: `medium`. */
  readonly length?: AnswerLength;
  /** It follows up another question, which what stands next to a sentence may be an answer to. */
  readonly followsUp?: boolean;
  /** A passage with what stands around it; absent: passages are quoted by themselves. */
  readonly surroundings?: (hit: PassageHit) => PassageHit;
}

/** Sentences to show, with the citations they name. */
export interface Quotes {
  readonly sentences: readonly AnswerSentence[];
  readonly citations: readonly Citation[];
}

function sameWords(a: Selected, b: Selected): boolean {
  const fold = (text: string): string =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const [left, right] = [fold(a.text), fold(b.text)];
  return left.includes(right) || right.includes(left);
}

function overlaps(a: Selected, b: Selected): boolean {
  return (
    a.hit.documentId === b.hit.documentId &&
    a.spans.some((x) =>
      b.spans.some((y) => x.page === y.page && x.start < y.end && y.start < x.end),
    )
  );
}

/**
 * How much is quoted around a sentence: a figure or a name is told in it, and so is a thing where it says
 * what was asked of it; what explains, describes or lists is told in a passage.
 */
function extents(question: string): (sentence: Selected) => Extent {
  if (asksForSeveral(question)) return () => 'passage';
  if (asksForFigure(question) || asksForName(question)) return () => 'sentence';
  if (!asksForThing(question)) return () => 'passage';
  return ({ coverage, foreign }) => (foreign || coverage >= TOLD ? 'sentence' : 'passage');
}

/**
 * What describes, explains or lists is found by its passage, which was judged with all that stands around it;
 * a single sentence elsewhere that repeats the question's words seldom does.
 */
function bestPassageFirst(sentences: readonly Selected[]): Selected[] {
  const first = sentences.find(({ rank }) => rank === 0);
  const best = sentences[0]?.score ?? 0;
  if (first === undefined || first.score < best * FIRST_PASSAGE) return [...sentences];
  return [first, ...sentences.filter((sentence) => sentence !== first)];
}

/**
 * The best sentence and, where others answer nearly as well from other places, those too. A heading
 * or a row of column names is quoted only where there is nothing else. Of a question that asks
 * several things, each is answered in turn.
 */
export function chooseQuotes(ranked: readonly Selected[], asked: Asked): Selected[] {
  const length = asked.length ?? 'medium';
  const pinpoint = asksForFigure(asked.question) || asksForName(asked.question);
  const asksMore = partsOf(asked.question).length > 1;
  const extentOf = extents(asked.question);
  const amount = AMOUNT[length];
  const saying = ranked.filter(({ label }) => !label);
  const quotable = saying.length > 0 ? saying : ranked;
  const parts = [...new Set(quotable.map(({ part }) => part))].toSorted((a, b) => a - b);
  const most = parts.length > 1 ? amount.mostOfAPart : amount.most;
  const chosen: Selected[] = [];
  for (const part of parts) {
    const ofPart = quotable.filter((sentence) => sentence.part === part);
    const answering = pinpoint || asksMore ? ofPart : bestPassageFirst(ofPart);
    const floor = (ofPart[0]?.score ?? 0) * amount.nearlyAsGood;
    if ((ofPart[0]?.score ?? 0) < (quotable[0]?.score ?? 0) * PART_ANSWERED) continue;
    let taken = 0;
    for (const sentence of answering) {
      if (taken === most) break;
      if (taken > 0 && sentence.score < floor) continue;
      if (chosen.some((other) => overlaps(other, sentence) || sameWords(other, sentence))) continue;
      // What answers one of several questions is not to swallow what answers the next.
      const wanted = length === 'short' || asksMore ? 'brief' : extentOf(sentence);
      const extent = wanted === 'sentence' && asked.followsUp === true ? 'brief' : wanted;
      const whole = wholeQuote(sentence, { ranked, extent, surroundings: asked.surroundings });
      chosen.push(chosen.some((other) => overlaps(other, whole)) ? sentence : whole);
      taken += 1;
    }
  }
  return chosen;
}

/**
 * Quotes word for word, each with its place; those that cannot be confirmed there are left out. A
 * row of a table is shown with the names of its columns and cites both rows.
 */
export function quote(store: CitableStore, ranked: readonly Selected[], asked: Asked): Quotes {
  const citations: Citation[] = [];
  const add = (source: Parameters<typeof cite>[2]): Citation | undefined => {
    const citation = cite(store, citations.length + 1, source);
    // A scan's own words are shown, with their doubts, beside the picture they were recognised from.
    if (!citation.checked && citation.recognised !== true) return undefined;
    const same = citations.find((other) => isSamePlace(other, citation));
    if (same !== undefined) return same;
    citations.push(citation);
    return citation;
  };
  const sentences = chooseQuotes(ranked, asked).flatMap((chosen): AnswerSentence[] => {
    const own = add(chosen);
    if (own === undefined) return [];
    const { header, hit, text } = chosen;
    const named = header === null ? undefined : add({ ...header, hit });
    return named === undefined
      ? [{ text, citations: [own.n] }]
      : [{ text: rowInWords(named.quote, text), citations: [own.n, named.n] }];
  });
  return { sentences, citations };
}
