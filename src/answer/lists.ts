import type { Candidate } from './candidates.ts';
import { isRow } from './candidates.ts';

/** Characters of a list that is quoted whole; a longer one is quoted by its best line. */
const LONGEST = 600;
/** Characters of a line of a list. */
const LINE = 200;
/** Lines from which on there is a list, the one that leads in among them. */
const FEWEST = 3;

const BULLET = /^\s*[•▪◦‣·*–—-]\s/u;
const NUMBER = /^\s*(?:\p{L}+ )?\d{1,2}[.):]\s/u;
const NAMED = /^\s*[^\s:][^:]{0,60}:\s/u;

/** How a line of a list begins, or undefined for one that begins as any other. */
function markOf({ text }: Candidate): 'bullet' | 'number' | 'name' | undefined {
  if (BULLET.test(text)) return 'bullet';
  if (NUMBER.test(text)) return 'number';
  return NAMED.test(text) ? 'name' : undefined;
}

/**
 * The list that a sentence stands in, with the line that leads in, as one place; undefined where it
 * stands in none or the list is too long to read.
 *
 * @param sentences all of the passage, in order
 */
export function listAround(
  sentence: Candidate,
  sentences: readonly Candidate[],
): Candidate | undefined {
  const at = sentences.findIndex(({ spans }) => spans[0]?.start === sentence.spans[0]?.start);
  const mark = markOf(sentence);
  if (at === -1 || mark === undefined) return undefined;
  // An item may have more sentences than one; a heading or an item of another kind ends the list.
  const within = (each: Candidate | undefined): boolean =>
    each !== undefined &&
    !each.label &&
    !isRow(each.text) &&
    each.text.length <= LINE &&
    [mark, undefined].includes(markOf(each));
  let from = at;
  while (within(sentences[from - 1])) from -= 1;
  let to = at;
  while (within(sentences[to + 1])) to += 1;
  const marked = sentences.slice(from, to + 1).filter((each) => markOf(each) === mark);
  if (marked.length < FEWEST - 1) return undefined;
  if (sentences[from - 1]?.label === true) from -= 1;
  return between(sentences[from], sentences[to]);
}

/** One place from the beginning of one sentence to the end of another, where both are on one page. */
export function between(
  first: Candidate | undefined,
  last: Candidate | undefined,
): Candidate | undefined {
  const start = first?.spans[0];
  const end = last?.spans.at(-1);
  if (first === undefined || start === undefined || end === undefined) return undefined;
  let offset = 0;
  for (const span of first.hit.place.spans) {
    const holds = span.page === start.page && span.page === end.page;
    if (holds && start.start >= span.start && end.end <= span.end) {
      const from = offset + start.start - span.start;
      const text = first.hit.text.slice(from, from + end.end - start.start);
      if (text.length > LONGEST) return undefined;
      const spans = [{ page: start.page, start: start.start, end: end.end }];
      return { ...first, label: false, text, spans };
    }
    offset += span.end - span.start + 1;
  }
  return undefined;
}
