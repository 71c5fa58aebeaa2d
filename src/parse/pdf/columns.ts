import type { Segment } from './lines.ts';

/** Segments on one baseline within one column, left to right. */
export interface Line {
  readonly segments: readonly Segment[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
  readonly text: string;
}

/** Lines that belong together from top to bottom: a column, or what stands across columns. */
export interface Region {
  readonly lines: readonly Line[];
  readonly left: number;
  readonly right: number;
}

const MIN_COLUMN_LINES = 3;
/** Ems two baselines of one line may differ by. */
const SAME_LINE = 0.3;
/** Points between two candidates for the middle of a gutter, on pages of usual width. */
const STEP = 3;
/** Most candidates on a page, however wide. */
const MAX_STEPS = 300;
/** Columns within columns: newspapers have up to six side by side. */
const MAX_DEPTH = 4;

/**
 * Segments of a page in reading order, by recursive cutting: at each level the vertical gutter that
 * leaves the most lines of running text on both sides is cut; segments across it (titles, wide
 * figures' captions, tables) are read in their place between the columns above and below.
 */
export function regionsOf(segments: readonly Segment[], depth = 0): Region[] {
  if (segments.length === 0) return [];
  const sorted = [...segments].sort((a, b) => a.baseline - b.baseline || a.left - b.left);
  const gutter = depth < MAX_DEPTH ? bestGutter(sorted) : null;
  if (gutter === null) return [regionFrom(sorted)];
  const regions: Region[] = [];
  for (const band of bandsAt(sorted, gutter)) {
    if (!band.columns) {
      regions.push(regionFrom(band.segments));
      continue;
    }
    const left = band.segments.filter((segment) => segment.right <= gutter);
    const right = band.segments.filter((segment) => segment.right > gutter);
    regions.push(...regionsOf(left, depth + 1), ...regionsOf(right, depth + 1));
  }
  return regions;
}

interface Band {
  readonly segments: readonly Segment[];
  readonly columns: boolean;
}

/** Cuts at rows with a segment across `x`; between them, what has columns and what has not. */
function bandsAt(sorted: readonly Segment[], x: number): Band[] {
  const bands: Band[] = [];
  let open: Segment[] = [];
  let across: Segment[] = [];
  // Those of `across` that the next segments may share a line with: segments come down the page.
  let beside: Segment[] = [];
  const reach = SAME_LINE * sorted.reduce((most, { size }) => Math.max(most, size), 0);
  const close = (): void => {
    if (open.length === 0) return;
    if (isColumns(open, x)) {
      if (across.length > 0) bands.push({ segments: across, columns: false });
      across = [];
      beside = [];
      bands.push({ segments: open, columns: true });
    } else {
      across.push(...open);
      beside.push(...open);
    }
    open = [];
  };
  for (const segment of sorted) {
    if (segment.left < x && segment.right > x) {
      close();
      across.push(segment);
      beside.push(segment);
      continue;
    }
    beside = beside.filter((other) => segment.baseline - other.baseline < reach);
    if (beside.some((other) => sameLine(other, segment))) {
      across.push(segment);
      beside.push(segment);
    } else open.push(segment);
  }
  close();
  if (across.length > 0) bands.push({ segments: across, columns: false });
  return bands;
}

function sameLine(first: Segment, second: Segment): boolean {
  return Math.abs(first.baseline - second.baseline) < SAME_LINE * Math.max(first.size, second.size);
}

function bestGutter(sorted: readonly Segment[]): number | null {
  if (sorted.length < 2 * MIN_COLUMN_LINES) return null;
  const left = Math.min(...sorted.map((segment) => segment.left));
  const right = Math.max(...sorted.map((segment) => segment.right));
  const width = right - left;
  const step = Math.max(STEP, width / MAX_STEPS);
  let best: number | null = null;
  let most = 0;
  for (let x = left + 0.15 * width; x < right - 0.15 * width; x += step) {
    let score = 0;
    for (const band of bandsAt(sorted, x)) if (band.columns) score += band.segments.length;
    // Prefer the middle among equals, so that the cut keeps away from the text's edges.
    const central = score - Math.abs(x - (left + right) / 2) / (width * 4);
    if (score >= 2 * MIN_COLUMN_LINES && central > most) {
      most = central;
      best = x;
    }
  }
  return best;
}

/** Whether both sides of `x` are running text rather than the cells of a table. */
function isColumns(segments: readonly Segment[], x: number): boolean {
  const left = segments.filter((segment) => segment.right <= x);
  const right = segments.filter((segment) => segment.left >= x);
  if (!isProse(left) || !isProse(right)) return false;
  if (isAligned(left, right) && !(runsOn(left) && runsOn(right))) return false;
  // Side by side, not one after the other.
  const top = Math.max(topOf(left), topOf(right));
  const bottom = Math.min(bottomOf(left), bottomOf(right));
  return bottom - top > 1.5 * (segments[0]?.size ?? 10);
}

/** Whether most lines of the shorter side have a line at the same height beside them. */
function isAligned(left: readonly Segment[], right: readonly Segment[]): boolean {
  const [few, many] = left.length < right.length ? [left, right] : [right, left];
  const beside = few.filter((segment) => many.some((other) => sameLine(segment, other))).length;
  return beside > 0.8 * few.length;
}

/** Running text goes on in lower case (or a script without case) on many lines; cells do not. */
function runsOn(segments: readonly Segment[]): boolean {
  const going = segments.filter((segment) => /^[\p{Ll}\p{Lo}]/u.test(segment.text)).length;
  return going >= 0.15 * segments.length;
}

const figure = /^[\s$€£¥()%\d.,\-\u2013\u2014\u2212*†]+$/u;

function isProse(segments: readonly Segment[]): boolean {
  if (segments.length < MIN_COLUMN_LINES) return false;
  const left = Math.min(...segments.map((segment) => segment.left));
  const right = Math.max(...segments.map((segment) => segment.right));
  const widths = segments.map((segment) => segment.right - segment.left).sort((a, b) => a - b);
  const usual = widths[widths.length >> 1] ?? 0;
  const size = segments[0]?.size ?? 10;
  const figures = segments.filter((segment) => figure.test(segment.text)).length;
  const rows = new Set(segments.map((segment) => Math.round(segment.baseline / (0.4 * size)))).size;
  return (
    // About 15 letters: a column of names or figures is narrower.
    usual > 8 * size &&
    usual > 0.5 * (right - left) &&
    figures < 0.2 * segments.length &&
    // Several segments a row all over are cells.
    rows > 0.7 * segments.length
  );
}

function topOf(segments: readonly Segment[]): number {
  return Math.min(...segments.map((segment) => segment.top));
}

function bottomOf(segments: readonly Segment[]): number {
  return Math.max(...segments.map((segment) => segment.bottom));
}

function regionFrom(segments: readonly Segment[]): Region {
  const lines: Line[] = [];
  let row: Segment[] = [];
  const flush = (): void => {
    if (row.length > 0) lines.push(lineFrom(row.sort((a, b) => a.left - b.left)));
    row = [];
  };
  for (const segment of [...segments].sort((a, b) => a.baseline - b.baseline)) {
    const first = row[0];
    if (first !== undefined && !sameLine(first, segment)) flush();
    row.push(segment);
  }
  flush();
  return {
    lines,
    left: Math.min(...lines.map((line) => line.left)),
    right: Math.max(...lines.map((line) => line.right)),
  };
}

/** A line of segments in order from the left. */
function lineFrom(segments: readonly Segment[]): Line {
  const widest = segments.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  return {
    segments,
    left: Math.min(...segments.map((segment) => segment.left)),
    right: Math.max(...segments.map((segment) => segment.right)),
    top: topOf(segments),
    bottom: bottomOf(segments),
    baseline: widest.baseline,
    size: widest.size,
    bold: segments.every((segment) => segment.bold),
    text: segments.map((segment) => segment.text).join(' '),
  };
}
