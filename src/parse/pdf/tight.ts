import { isAmounts, kindOf } from './figures.ts';
import { type Segment, segmentFrom, type Token } from './lines.ts';

/** Ems from which a gap may part two columns, where other rows begin a cell at the same place. */
const TIGHT_GAP = 0.45;
/** How much wider than the other gaps of its cell it must be: justified text stretches them all. */
const WIDER = 1.3;
/** Ems that cells of one column may begin apart. */
const ALIGNED = 0.15;
/** Rows that must begin a cell at a place. */
const SUPPORT = 3;
/** A run with more words is left alone: this looks at all its words for each place. */
const MAX_TOKENS = 3000;

/** A place along the line where cells of several rows begin. */
interface Edge {
  readonly left: number;
  readonly rows: ReadonlySet<number>;
}

/**
 * Rows with their cells cut also at gaps narrower than those between segments, where at least three
 * rows begin a cell and hardly any runs across.
 */
export function cutTight(rows: readonly (readonly Segment[])[]): Segment[][] {
  const tokens = rows.reduce(
    (sum, row) => sum + row.reduce((n, cell) => n + cell.tokens.length, 0),
    0,
  );
  if (tokens > MAX_TOKENS) return rows.map((row) => [...row]);
  const edges = edgesOf(rows).filter((edge) => !isCrossed(edge, rows));
  return rows.map((row) => row.flatMap((cell) => cut(cell, edges)));
}

function edgesOf(rows: readonly (readonly Segment[])[]): Edge[] {
  const starts = rows.flatMap((row, index) =>
    row.flatMap((cell, place) =>
      cell.tokens
        .filter((_, at) => (at === 0 ? place > 0 : gapBefore(cell, at) >= TIGHT_GAP))
        .map((token) => ({ left: token.left, size: cell.size, row: index })),
    ),
  );
  starts.sort((a, b) => a.left - b.left);
  const edges: { left: number; rows: Set<number> }[] = [];
  for (const { left, size, row } of starts) {
    const last = edges.at(-1);
    if (last !== undefined && left - last.left < ALIGNED * size) last.rows.add(row);
    else edges.push({ left, rows: new Set([row]) });
  }
  return edges.filter((edge) => edge.rows.size >= SUPPORT);
}

function isCrossed(edge: Edge, rows: readonly (readonly Segment[])[]): boolean {
  const crossing = rows.filter((row) =>
    row.some((cell) =>
      cell.tokens.some(
        (token) => token.left < edge.left - ALIGNED * cell.size && token.right > edge.left + 1,
      ),
    ),
  );
  return crossing.length > Math.max(1, 0.1 * edge.rows.size);
}

function cut(cell: Segment, edges: readonly Edge[]): Segment[] {
  if (cell.tokens.length < 2 || isAmounts(cell.tokens)) return [cell];
  const gaps = cell.tokens.slice(1).map((_, index) => gapBefore(cell, index + 1));
  const parts: Token[][] = [[]];
  cell.tokens.forEach((token, index) => {
    const gap = gaps[index - 1] ?? 0;
    const others = gaps.filter((_, at) => at !== index - 1);
    const usual = others.length === 0 ? TIGHT_GAP / WIDER : Math.min(...others);
    const edge = edges.some((each) => Math.abs(each.left - token.left) < ALIGNED * cell.size);
    const before = cell.tokens[index - 1];
    if (before !== undefined && edge && (wide(gap, usual) || turns(before, token))) parts.push([]);
    parts.at(-1)?.push(token);
  });
  return parts.length === 1 ? [cell] : parts.map((part) => segmentFrom(part));
}

function wide(gap: number, usual: number): boolean {
  return gap >= TIGHT_GAP && gap >= WIDER * usual;
}

/** Where a name ends and a figure begins, a plain space is enough. */
function turns(before: Token, token: Token): boolean {
  return kindOf(before.text) === 'text' && kindOf(token.text) === 'figure';
}

/** The gap before a token in ems. */
function gapBefore(cell: Segment, index: number): number {
  const [before, token] = [cell.tokens[index - 1], cell.tokens[index]];
  return before === undefined || token === undefined ? 0 : (token.left - before.right) / cell.size;
}
