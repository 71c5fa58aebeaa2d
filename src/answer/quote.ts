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

/** A row of a table in words: "Weight: 13.4 kg; Price: 749 EUR". */
function rowInWords(header: string, row: string): string {
  const names = header.split('\t').map((cell) => cell.trim());
  const cells = row.split('\t');
  // Which value belongs to which name cannot be told: the row stays as it stands.
  const nameless = cells.some((cell, index) => index > 0 && cell.trim() !== '' && !names[index]);
  if (cells.length !== names.length || nameless) return row;
  return cells
    .map((cell, index) => {
      const name = names[index] ?? '';
      return name === '' || cell.trim() === '' ? cell.trim() : `${name}: ${cell.trim()}`;
    })
    .filter((part) => part !== '')
    .join('; ');
}

/**
 * Quotes word for word, each with its place; those that cannot be confirmed there are left out. A
 * row of a table is shown with the names of its columns and cites both rows.
 */
export function quote(store: CitableStore, ranked: readonly Selected[]): Quotes {
  const citations: Citation[] = [];
  const add = (source: Parameters<typeof cite>[2]): Citation | undefined => {
    const citation = cite(store, citations.length + 1, source);
    if (!citation.checked) return undefined;
    citations.push(citation);
    return citation;
  };
  const sentences = chooseQuotes(ranked).flatMap((chosen): AnswerSentence[] => {
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
