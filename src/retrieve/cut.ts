import type { Span } from '../contract/place.ts';
import { sentenceRanges, type Range } from '../language/sentences.ts';
import type { StoredPassage } from '../store/types/passages.ts';

/** A part of a passage, as a range of its text. */
export interface Cut extends Range {
  readonly passage: StoredPassage;
}

export type Side = 'before' | 'after';

export function textOf({ passage, start, end }: Cut): string {
  return passage.text.slice(start, end);
}

/** Where a cut stands on its pages; its text is the slices of these joined with a line feed. */
export function spansOf({ passage, start, end }: Cut): Span[] {
  const spans: Span[] = [];
  let offset = 0;
  for (const span of passage.place.spans) {
    const length = span.end - span.start;
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, length);
    if (to > from) spans.push({ page: span.page, start: span.start + from, end: span.start + to });
    offset += length + 1;
  }
  return spans;
}

/**
 * As many whole sentences as fit, of a passage that stands on one side of something, beginning with
 * those that stand next to it; undefined where none fits. Where all fit, the cut is given back whole.
 */
export function sentencesBeside(
  cut: Cut,
  side: Side,
  fits: (text: string) => boolean,
): Cut | undefined {
  if (fits(textOf(cut))) return cut;
  const sentences = sentenceRanges(cut.passage.text, cut.passage.language).filter(
    ({ start, end }) => start >= cut.start && end <= cut.end,
  );
  let best: Cut | undefined;
  for (const { start, end } of side === 'before' ? sentences.toReversed() : sentences) {
    const longer = side === 'before' ? { ...cut, start } : { ...cut, end };
    if (!fits(textOf(longer))) break;
    best = longer;
  }
  return best;
}
