import type { Candidate } from './candidates.ts';

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
      const spans = [{ page: start.page, start: start.start, end: end.end }];
      return { ...first, label: false, text, spans };
    }
    offset += span.end - span.start + 1;
  }
  return undefined;
}
