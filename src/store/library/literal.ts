import { breaksAt, isWordUnit, type FindTerm } from './find-query.ts';
import { foldWithOffsets, type Folded } from './fold.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Units between two words of a phrase: a space, a line's end, a comma, a hyphen. */
const MAX_GAP = 4;
/** Units of a snippet before and after the first match. */
const BEFORE = 60;
const AFTER = 120;

/** Places of a term in a folded text, in order. */
function* placesOf(term: FindTerm, text: string): Generator<Range> {
  const [first = ''] = term.words;
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    const end = breaksAt(text, at) ? endOf(term, text, at) : undefined;
    if (end !== undefined) yield { start: at, end };
  }
}

/** Where a term that begins at a place ends, or undefined where it does not stand there. */
function endOf(term: FindTerm, text: string, start: number): number | undefined {
  let end = start;
  for (const [index, word] of term.words.entries()) {
    if (index > 0) {
      const from = end;
      while (end < text.length && end - from < MAX_GAP && !isWordUnit(text, end)) end += 1;
      if (!breaksAt(text, from) || !text.startsWith(word, end)) return undefined;
    }
    end += word.length;
  }
  if (breaksAt(text, end)) return end;
  if (!term.open) return undefined;
  while (!breaksAt(text, end)) end += 1;
  return end;
}

/**
 * Places of all terms in a range of a text, as ranges of the text, in order; undefined for terms
 * means not found.
 */
export function findAll(
  terms: readonly FindTerm[],
  text: string,
  range: Range,
): { readonly places: Range[]; readonly found: ReadonlySet<FindTerm> } {
  const folded = foldWithOffsets(text.slice(range.start, range.end));
  const found = new Set<FindTerm>();
  const places: Range[] = [];
  for (const term of terms) {
    for (const place of placesOf(term, folded.text)) {
      found.add(term);
      places.push(toOriginal(folded, place, range.start));
    }
  }
  places.sort((a, b) => a.start - b.start || b.end - a.end);
  return { places, found };
}

function toOriginal(folded: Folded, { start, end }: Range, base: number): Range {
  const last = folded.offsets[end - 1] ?? 0;
  // The end of the original character: where the next folded unit of another one begins.
  let after = end;
  while (after < folded.text.length && folded.offsets[after] === last) after += 1;
  return { start: base + (folded.offsets[start] ?? 0), end: base + (folded.offsets[after] ?? 0) };
}

/** One line of a page around a place, with the places of all terms in it. */
export function snippetOf(
  terms: readonly FindTerm[],
  text: string,
  place: Range,
): { readonly snippet: string; readonly marks: Range[] } {
  let start = Math.max(0, place.start - BEFORE);
  while (start > 0 && start < place.start && !/\s/u.test(text.charAt(start - 1))) start += 1;
  const limit = Math.min(text.length, Math.max(place.end, place.start + AFTER));
  let end = limit;
  while (end < text.length && end > place.end && !/\s/u.test(text.charAt(end))) end -= 1;
  const range = { start, end };
  const marks: Range[] = [];
  for (const each of findAll(terms, text, range).places) {
    const before = marks.at(-1);
    const mark = { start: each.start - start, end: each.end - start };
    if (before === undefined || mark.start >= before.end) marks.push(mark);
  }
  // Unit for unit, so that the marks stay where they are.
  return { snippet: text.slice(start, end).replaceAll(/\s/gu, ' '), marks };
}
