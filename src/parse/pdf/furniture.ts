import type { Segment } from './lines.ts';

/** One line near a page's upper or lower edge that may be a running header or footer. */
export interface Margin {
  readonly segments: readonly Segment[];
  readonly key: string;
  readonly baseline: number;
  readonly edge: 'top' | 'bottom';
  /** Within the part of the page where running lines stand. */
  readonly near: boolean;
  /** First or last line of its page, with a clear gap to the next. */
  readonly outermost: boolean;
}

/** Part of the page's height, from either edge, where running lines stand. */
const MARGIN = 0.14;
const LINES = 4;
/** Part of the pages around that repeat a running line; left and right pages may alternate. */
const SHARE = 0.25;
const pageNumber =
  /^[-\u2013\u2014\s|]*(?:(?:page|seite|p\.|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[A-F]-?\d{1,3})(?:\s*(?:of|\/|von|sur|de|di)\s*\d{1,4})?[-\u2013\u2014\s|]*$/iu;

/** The lines of a page that may be furniture. `rows` are its lines, top to bottom. */
export function marginsOf(rows: readonly (readonly Segment[])[], height: number): Margin[] {
  const margins: Margin[] = [];
  const lines = rows.filter((row) => row.length > 0);
  lines.forEach((segments, index) => {
    const [first] = segments;
    if (first === undefined) return;
    const edge = index < LINES ? 'top' : 'bottom';
    if (edge === 'bottom' && index < lines.length - LINES) return;
    const { baseline } = first;
    const near = baseline < MARGIN * height ? 'top' : baseline > (1 - MARGIN) * height;
    // A page number may close the text anywhere, where the page is not filled.
    const last = index === lines.length - 1;
    if (near === false && !last) return;
    const side = near === 'top' ? 'top' : 'bottom';
    const end = side === 'top' ? index === 0 : last;
    const next = lines[side === 'top' ? index + 1 : index - 1]?.[0];
    const gap = next === undefined ? Infinity : Math.abs(next.baseline - baseline);
    margins.push({
      segments,
      key: segments
        .map((segment) => segment.text)
        .join(' ')
        .replace(/\d+|\b[ivxlc]{1,6}\b/gu, '#'),
      baseline,
      edge: side,
      near: near !== false,
      outermost: end && gap > 1.7 * first.size,
    });
  });
  return margins;
}

/**
 * The margins of one page that are furniture: the same line, digits aside, at the same height on
 * other pages near it, or a page number alone at the edge.
 */
export function furnitureOf(
  page: readonly Margin[],
  others: readonly (readonly Margin[])[],
): Margin[] {
  const needed = Math.min(others.length, Math.max(2, Math.ceil(SHARE * others.length)));
  return page.filter((margin) => {
    const text = margin.segments.map((segment) => segment.text).join(' ');
    if (margin.outermost && pageNumber.test(text)) {
      if (margin.near) return true;
      const numbered = others.filter((other) => other.some((line) => endsWithNumber(line))).length;
      return needed > 0 && numbered >= needed;
    }
    const alike = others.filter((other) => other.some((line) => matches(line, margin))).length;
    return needed > 0 && alike >= needed;
  });
}

function endsWithNumber(margin: Margin): boolean {
  const text = margin.segments.map((segment) => segment.text).join(' ');
  return margin.edge === 'bottom' && margin.outermost && pageNumber.test(text);
}

function matches(first: Margin, second: Margin): boolean {
  return (
    first.key === second.key &&
    first.edge === second.edge &&
    Math.abs(first.baseline - second.baseline) < 4
  );
}
