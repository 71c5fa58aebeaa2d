import type { Span } from '../../contract/place.ts';

/** A page's stored text. */
export interface PageText {
  readonly number: number;
  readonly text: string;
}

/** A quote looked for, and the page it stood on. */
export interface WantedQuote {
  readonly quote: string;
  readonly page: number;
}

/** A page with its words one space apart. */
interface Collapsed extends PageText {
  readonly words: string;
}

/**
 * Where quotes stand in a document's pages today: word for word, spaces and line ends apart, and
 * nearest to the page they stood on. A quote may run over the end of a page.
 *
 * @param pages in order
 * @returns for each quote its ranges, or undefined where it is no longer there
 */
export function findQuotes(
  pages: Iterable<PageText>,
  wanted: readonly WantedQuote[],
): (readonly Span[] | undefined)[] {
  const quotes = wanted.map(({ quote, page }) => ({ words: collapse(quote), page }));
  const found: (readonly Span[] | undefined)[] = quotes.map(() => undefined);
  let before: Collapsed | undefined;
  for (const { number, text } of pages) {
    const page = { number, text, words: collapse(text) };
    for (const [index, quote] of quotes.entries()) {
      if (quote.words === '') continue;
      const spans = onPage(page, quote.words) ?? overTheEnd(before, page, quote.words);
      if (isNearer(spans, found[index], quote.page)) found[index] = spans;
    }
    before = page;
  }
  return found;
}

function isNearer(
  spans: readonly Span[] | undefined,
  than: readonly Span[] | undefined,
  page: number,
): boolean {
  const distance = (of: readonly Span[] | undefined): number =>
    of?.[0] === undefined ? Number.POSITIVE_INFINITY : Math.abs(of[0].page - page);
  return distance(spans) < distance(than);
}

function collapse(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

/** "5 days" does not stand in "15 days": a quote begins and ends where words do. */
function indexOfWords(text: string, words: string): number {
  const inWord = (at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));
  const cuts = (at: number): boolean => at > 0 && at < text.length && inWord(at - 1) && inWord(at);
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!cuts(at) && !cuts(at + words.length)) return at;
  }
  return -1;
}

function onPage(page: Collapsed, words: string): Span[] | undefined {
  const start = indexOfWords(page.words, words);
  return start < 0 ? undefined : [spanOf(page, start, start + words.length)];
}

function overTheEnd(
  first: Collapsed | undefined,
  second: Collapsed,
  words: string,
): Span[] | undefined {
  if (first === undefined) return undefined;
  const tail = first.words.slice(-words.length);
  const start = indexOfWords(`${tail} ${second.words.slice(0, words.length)}`, words);
  const after = start + words.length - tail.length - 1;
  if (start < 0 || start >= tail.length || after <= 0) return undefined;
  const shift = first.words.length - tail.length;
  return [spanOf(first, start + shift, first.words.length), spanOf(second, 0, after)];
}

/** The range of a page's text that a range of its collapsed words stands for. */
function spanOf({ number, text }: Collapsed, start: number, end: number): Span {
  const isSpace = (at: number): boolean => /\s/u.test(text.charAt(at));
  let at = text.length - text.trimStart().length;
  let from = at;
  for (let seen = 0; seen < end; seen += 1) {
    if (seen === start) from = at;
    if (isSpace(at)) while (isSpace(at + 1)) at += 1;
    at += 1;
  }
  return { page: number, start: from, end: at };
}
