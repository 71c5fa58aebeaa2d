import type { AnswerSentence, Citation } from '../contract/answers.ts';
import { cite, type CitableStore } from './citation.ts';
import type { Selected } from './select.ts';

/** Most quotes in one answer. */
const MOST = 3;
/** A further quote must score at least this share of the best. */
const NEARLY_AS_GOOD = 0.9;

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

/** The best sentence and, where others answer nearly as well from other places, those too. */
export function chooseQuotes(ranked: readonly Selected[]): Selected[] {
  const chosen: Selected[] = [];
  const floor = (ranked[0]?.score ?? 0) * NEARLY_AS_GOOD;
  for (const sentence of ranked) {
    if (chosen.length === MOST || sentence.score < floor) break;
    if (chosen.some((other) => overlaps(other, sentence) || sameWords(other, sentence))) continue;
    chosen.push(sentence);
  }
  return chosen;
}

/** Quotes word for word, each with its place; those that cannot be confirmed there are left out. */
export function quote(store: CitableStore, ranked: readonly Selected[]): Quotes {
  const citations = chooseQuotes(ranked)
    .map((sentence) => cite(store, 1, sentence))
    .filter(({ checked }) => checked)
    .map((citation, index) => ({ ...citation, n: index + 1 }));
  const sentences = citations.map(({ quote: text, n }) => ({ text, citations: [n] }));
  return { sentences, citations };
}
