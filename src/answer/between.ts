import type { Span } from '../contract/place.ts';
import type { Candidate } from './candidates.ts';

/** Pages that one place may stand on: later it is looked for over the end of one page only. */
const MOST_PAGES = 2;

/**
 * One place from the beginning of one sentence to the end of another, of the same passage; undefined
 * where it would stand on more than two pages.
 */
export function between(
  first: Candidate | undefined,
  last: Candidate | undefined,
): Candidate | undefined {
  const start = first?.spans[0];
  const end = last?.spans.at(-1);
  if (first === undefined || start === undefined || end === undefined) return undefined;
  const spans: Span[] = [];
  const texts: string[] = [];
  let offset = 0;
  for (const span of first.hit.place.spans) {
    const begins = spans.length === 0;
    if (!begins || within(start, span)) {
      const ends = within(end, span);
      const from = begins ? start.start : span.start;
      const to = ends ? end.end : span.end;
      if (to <= from || span.page - start.page >= MOST_PAGES) return undefined;
      spans.push({ page: span.page, start: from, end: to });
      texts.push(first.hit.text.slice(offset + from - span.start, offset + to - span.start));
      if (ends) return { ...first, label: false, text: texts.join('\n'), spans };
    }
    offset += span.end - span.start + 1;
  }
  return undefined;
}

/** Whether one span lies in another. */
export const within = (inner: Span, outer: Span): boolean =>
  inner.page === outer.page && inner.start >= outer.start && inner.end <= outer.end;
