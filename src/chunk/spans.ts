import type { Span } from '../contract/place.ts';

/**
 * The text of spans: their slices of the pages' normalised text joined with a line feed. Passages
 * and quotes are stored and checked by this rule alone. A page that is not there reads as empty.
 */
export function joinSpans(
  pageText: (page: number) => string | undefined,
  spans: readonly Span[],
): string {
  return spans.map((span) => (pageText(span.page) ?? '').slice(span.start, span.end)).join('\n');
}

/**
 * Adds a span at the end of a list, growing the last one where only white space lies between, so
 * that neighbouring sentences read as they stand on the page.
 */
export function appendSpan(
  pageText: (page: number) => string | undefined,
  spans: Span[],
  next: Span,
): void {
  const last = spans.at(-1);
  if (last !== undefined && last.page === next.page && last.end <= next.start) {
    const between = (pageText(next.page) ?? '').slice(last.end, next.start);
    if (between.trim() === '') {
      spans[spans.length - 1] = { ...last, end: next.end };
      return;
    }
  }
  spans.push(next);
}
