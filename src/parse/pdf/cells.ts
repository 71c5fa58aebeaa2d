import type { Line } from './columns.ts';
import { isAmounts, isNote, isSign, isUnits, kindOf, precedes } from './figures.ts';
import { type Segment, segmentFrom, type Token } from './lines.ts';
import { isMarker } from './marker.ts';

/** Ems up to which a gap is a space between two words of one cell. */
const WORD_GAP = 0.42;
/** Ems from which a gap is between two cells, as in `segmentsOf`. */
const CELL_GAP = 1.15;

/** Where the units of a row stand: before their figures or after them. */
export type UnitSide = 'before' | 'after' | 'unknown';

/**
 * The line's cells by its gaps: segments, where a run of figures is cut into one cell a figure and
 * units (`EUR`, `$`, `%`) stay with the figure that the gaps and the row's own order give them to.
 * `usual` is the side they stand on in rows around that tell it.
 */
export function cellsOf(line: Line, usual: UnitSide = 'unknown'): Segment[] {
  // A list's marker often stands far from its text; that makes no table.
  const [marker, ...others] = line.segments;
  if (marker !== undefined && others.length > 0 && isMarker(marker.text)) {
    return others.length === 1
      ? [segmentFrom(line.segments.flatMap((part) => part.tokens))]
      : [segmentFrom([...marker.tokens, ...(others[0]?.tokens ?? [])]), ...others.slice(1)];
  }
  return partsOf(line).flatMap((part) => (part.run ? cutRun(part.segments, usual) : part.segments));
}

interface Part {
  /** Figures and units only. */
  readonly run: boolean;
  readonly segments: readonly Segment[];
}

/** A line's segments, neighbours of figures and units taken together. */
function partsOf(line: Line): Part[] {
  const parts: Part[] = [];
  let run: Segment[] = [];
  const flush = (): void => {
    if (run.length > 0) parts.push({ run: true, segments: run });
    run = [];
  };
  line.segments.forEach((segment, index) => {
    const name = index === 0 && isName(segment);
    if (!name && (isAmounts(segment.tokens) || isUnits(segment))) run.push(segment);
    else {
      flush();
      parts.push({ run: false, segments: [segment] });
    }
  });
  flush();
  return parts;
}

/** A unit that begins a line far from what follows, such as `CHF` or `USA (1)`, is its name. */
function isName(segment: Segment): boolean {
  const [first, ...notes] = segment.tokens;
  const unit = first !== undefined && kindOf(first.text) === 'unit' && !isSign(first.text);
  return unit && notes.every((token) => isNote(token.text) || kindOf(token.text) === 'unit');
}

/** Cuts neighbouring segments of figures and units into cells of one figure each. */
function cutRun(run: readonly Segment[], usual: UnitSide): Segment[] {
  const tokens = run.flatMap((segment) => segment.tokens);
  const figures = figuresIn(tokens);
  const [first] = figures;
  const last = figures.at(-1);
  // Units alone: a line of a head (`EUR  EUR`).
  if (first === undefined || last === undefined) return [...run];
  const own = sideOf(tokens, first, last);
  const side = own === 'unknown' ? usual : own;
  const cuts = new Set<number>();
  figures.slice(1).forEach((to, index) => {
    for (const cut of cutsBetween(tokens, figures[index] ?? 0, to, side)) cuts.add(cut);
  });
  for (const cut of loose(tokens, first, last)) cuts.add(cut);
  const cells: Segment[] = [];
  let from = 0;
  for (let index = 1; index <= tokens.length; index += 1) {
    if (index < tokens.length && !cuts.has(index)) continue;
    cells.push(segmentFrom(tokens.slice(from, index)));
    from = index;
  }
  return cells;
}

/** Where a run's figures stand; the mark of a footnote close behind one is none. */
function figuresIn(tokens: readonly Token[]): number[] {
  return tokens.flatMap((token, index) => {
    if (kindOf(token.text) !== 'figure') return [];
    const note = index > 0 && isNote(token.text) && gapAt(tokens, index) <= WORD_GAP;
    return note ? [] : [index];
  });
}

/** The side that most of the lines tell which tell any. */
export function usualSide(lines: readonly Line[]): UnitSide {
  let balance = 0;
  for (const line of lines) {
    for (const { run, segments } of partsOf(line)) {
      const tokens = run ? segments.flatMap((segment) => segment.tokens) : [];
      const figures = figuresIn(tokens);
      const [first] = figures;
      if (first === undefined) continue;
      const side = sideOf(tokens, first, figures.at(-1) ?? first);
      if (side !== 'unknown') balance += side === 'before' ? 1 : -1;
    }
  }
  if (balance === 0) return 'unknown';
  return balance > 0 ? 'before' : 'after';
}

/** The side told by the row's ends: a unit before its first figure, or after its last. */
function sideOf(tokens: readonly Token[], first: number, last: number): UnitSide {
  const isUnit = (token: Token): boolean => kindOf(token.text) === 'unit';
  const before = tokens.slice(0, first).some(isUnit);
  const after = tokens.slice(last + 1).some(isUnit);
  if (before === after) return 'unknown';
  return before ? 'before' : 'after';
}

/** Where to cut between two figures that follow each other; the tokens between are their units. */
function cutsBetween(
  tokens: readonly Token[],
  from: number,
  to: number,
  side: UnitSide,
): readonly number[] {
  let low = from + 1;
  while (low < to && isNote(tokens[low]?.text ?? '')) low += 1;
  let high = to;
  while (low < high && kindOf(tokens[low]?.text ?? '') === 'closer') low += 1;
  while (high > low && kindOf(tokens[high - 1]?.text ?? '') === 'opener') high -= 1;
  const places = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const gaps = places.map((place) => gapAt(tokens, place));
  const widest = places[gaps.indexOf(Math.max(...gaps))] ?? low;
  if (places.length === 1) return [low];
  const letters = tokens.slice(low, high).every((token) => !isSign(token.text));
  // A word that touches neither figure may be a column of its own; the columns will tell.
  if (letters && gapAt(tokens, low) >= CELL_GAP && gapAt(tokens, high) >= CELL_GAP) {
    return [low, high];
  }
  if (side !== 'after' && tokens.slice(low, high).every((token) => precedes(token.text))) {
    return [low];
  }
  const narrow = Math.min(gapAt(tokens, low), gapAt(tokens, high));
  if (narrow <= WORD_GAP && Math.max(...gaps) >= CELL_GAP) return [widest];
  if (side === 'before') return [low];
  if (side === 'after') return [high];
  return [widest];
}

/** Cuts that set units at the ends of a run apart where they are words far from any figure. */
function loose(tokens: readonly Token[], first: number, last: number): readonly number[] {
  const cuts: number[] = [];
  for (const [from, to, cut] of [
    [0, first, first],
    [last + 1, tokens.length, last + 1],
  ] as const) {
    const units = tokens.slice(from, to);
    if (units.length === 0 || units.some((token) => isSign(token.text))) continue;
    if (units.some((token) => kindOf(token.text) !== 'unit')) continue;
    if (gapAt(tokens, cut) >= CELL_GAP) cuts.push(cut);
  }
  return cuts;
}

/** The gap before a token in ems of the token before it. */
function gapAt(tokens: readonly Token[], index: number): number {
  const before = tokens[index - 1];
  const token = tokens[index];
  if (before === undefined || token === undefined) return 0;
  return (token.left - before.right) / (before.words[0]?.size ?? 10);
}
