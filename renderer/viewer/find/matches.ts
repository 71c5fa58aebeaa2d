import type { Span } from '../../../src/contract/place.ts';

/** Matches kept of one search. */
export const MAX_MATCHES = 1000;
/** Characters of a search. */
export const MAX_QUERY = 200;

/**
 * Where words stand in a page's text, without regard to case, accents and kinds of white space.
 * Ranges in UTF-16 units.
 */
export function matchesIn(text: string, query: string, page: number, limit: number): Span[] {
  const wanted = fold(query.trim()).text;
  if (wanted === '') return [];
  const folded = fold(text);
  const found: Span[] = [];
  let at = folded.text.indexOf(wanted);
  while (at >= 0 && found.length < limit) {
    const start = folded.from[at] ?? 0;
    const end = folded.from[at + wanted.length] ?? text.length;
    found.push({ page, start, end });
    at = folded.text.indexOf(wanted, at + wanted.length);
  }
  return found;
}

/** Text in lower case without accents, and for each of its units the offset it came from. */
function fold(text: string): { readonly text: string; readonly from: readonly number[] } {
  let folded = '';
  const from: number[] = [];
  let offset = 0;
  for (const character of text) {
    const plain = /\s/u.test(character)
      ? ' '
      : character
          .normalize('NFD')
          .replaceAll(/\p{Mn}/gu, '')
          .toLowerCase();
    for (let unit = 0; unit < plain.length; unit += 1) from.push(offset);
    folded += plain;
    offset += character.length;
  }
  return { text: folded, from: [...from, offset] };
}
