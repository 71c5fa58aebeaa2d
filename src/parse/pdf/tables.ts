import type { Line } from './columns.ts';
import { type Segment, segmentFrom } from './lines.ts';
import { isMarker } from './marker.ts';

/** One row of a table: a cell for each column, null where it is empty. */
export interface Row {
  readonly cells: readonly (Segment | null)[];
  readonly header: boolean;
  readonly line: Line;
}

/** Consecutive lines with aligned cells. */
export interface Table {
  readonly rows: readonly Row[];
}

interface Column {
  left: number;
  right: number;
}

const opens = /^[$€£¥(]+$|^(?:US|CA|A)?\$$|^(?:USD|EUR|CHF|GBP)$/u;
const closes = /^(?:[)%]+|\)%|%\))$/u;
const figure =
  /^[$€£¥(]*[-\u2212\u2013+]?\s*[$€£¥]?\s*\(?\d[\d.,'\u2019\s\u00A0]*\)?\s*[%x]?\)?[*†]*$|^[-\u2013\u2014]+$|^n\/?[am]$/iu;
const year = /^(?:FY\s*)?(?:19|20)\d\d$/u;

/** The line's segments with signs that stand apart (`$`, `(`, `)`, `%`) joined to their figure. */
export function cellsOf(line: Line): Segment[] {
  const cells: Segment[] = [];
  let prefix: Segment | null = null;
  // A list's marker often stands far from its text; that makes no table.
  const [marker, ...others] = line.segments;
  if (marker !== undefined && others.length > 0 && isMarker(marker.text)) {
    return others.length === 1
      ? [segmentFrom(line.segments.flatMap((part) => part.tokens))]
      : [segmentFrom([...marker.tokens, ...(others[0]?.tokens ?? [])]), ...others.slice(1)];
  }
  for (const segment of splitFigures(line.segments)) {
    const before = cells.at(-1);
    if (prefix !== null) {
      cells.push(join(prefix, segment));
      prefix = null;
    } else if (opens.test(segment.text)) prefix = segment;
    else if (before !== undefined && closes.test(segment.text)) {
      cells[cells.length - 1] = join(before, segment);
    } else cells.push(segment);
  }
  if (prefix !== null) cells.push(prefix);
  return cells;
}

/** A segment of figures only is one cell a figure: tight tables leave less than a wide gap. */
function* splitFigures(segments: readonly Segment[]): Generator<Segment> {
  for (const segment of segments) {
    const tokens = segment.tokens;
    const parts = tokens.filter((token) => !opens.test(token.text) && !closes.test(token.text));
    const several = parts.length > 1 || tokens.slice(1).some((token) => opens.test(token.text));
    const allFigures = parts.length > 0 && parts.every((token) => figure.test(token.text));
    if (!several || !allFigures) yield segment;
    else for (const token of tokens) yield segmentFrom([token]);
  }
}

function join(first: Segment, second: Segment): Segment {
  return segmentFrom([...first.tokens, ...second.tokens]);
}

/** Whether a cell is a figure of a table's body (a year is more often a heading). */
function isFigure(cell: Segment): boolean {
  return figure.test(cell.text) && !year.test(cell.text);
}

/** Where tables stand among a column's lines: `[first, afterLast]` with the table read from them. */
export function tablesIn(
  lines: readonly Line[],
): { readonly from: number; readonly to: number; readonly table: Table }[] {
  const cells = lines.map(cellsOf);
  const found: { from: number; to: number; table: Table }[] = [];
  let index = 0;
  while (index < lines.length) {
    const to = runEnd(lines, cells, index);
    const from =
      to - index >= 2 ? headStart(lines, cells, { from: index, to }, found.at(-1)?.to ?? 0) : index;
    const table = to - index >= 2 ? readTable(lines.slice(from, to), cells.slice(from, to)) : null;
    if (table === null) index += 1;
    else {
      found.push({ from, to, table });
      index = to;
    }
  }
  return found;
}

/** Lines with one cell bridged inside a table; a line that reaches the figures counts twice. */
const MAX_LONE = 5;

/** First line after a run of lines with several cells; single ones are bridged inside it. */
function runEnd(lines: readonly Line[], cells: readonly Segment[][], from: number): number {
  if ((cells[from]?.length ?? 0) < 2) return from;
  let end = from + 1;
  let lone = 0;
  for (let index = from + 1; index < lines.length; index += 1) {
    const before = lines[index - 1];
    const line = lines[index];
    if (before === undefined || line === undefined) break;
    // A wide gap ends a table; section rows leave up to about two lines.
    if (line.top - before.bottom > 2.2 * Math.max(line.size, before.size)) break;
    if ((cells[index]?.length ?? 0) >= 2) {
      end = index + 1;
      lone = 0;
      continue;
    }
    // Headings of sections stop short of the figures; running text goes on below them.
    const figures = cells[end - 1]?.at(-1)?.left ?? 0;
    lone += line.right < figures ? 1 : 2;
    if (lone > MAX_LONE) break;
  }
  return end;
}

/** Points a spanning head may begin left of the first figures it stands over. */
const HEAD_REACH = 60;

/** Heads that span the figures (`Years ended 31 December`) stand alone above the first row. */
function headStart(
  lines: readonly Line[],
  cells: readonly Segment[][],
  run: { readonly from: number; readonly to: number },
  least: number,
): number {
  const rows = cells.slice(run.from, run.to);
  const label = Math.min(...rows.map((row) => row[0]?.left ?? Infinity));
  const figures = Math.min(...rows.map((row) => row[1]?.left ?? Infinity));
  let { from } = run;
  while (from > least && run.from - from < 3) {
    const above = lines[from - 1];
    const below = lines[from];
    if (above === undefined || below === undefined || cells[from - 1]?.length !== 1) break;
    if (below.top - above.bottom > below.size) break;
    if (above.left < figures - HEAD_REACH || above.left < label + HEAD_REACH / 2) break;
    from -= 1;
  }
  return from;
}

function readTable(lines: readonly Line[], cells: readonly Segment[][]): Table | null {
  const withFigures = cells.filter((row) => row.length >= 2 && row.slice(1).some(isFigure));
  const wide = cells.filter((row) => row.length >= 2);
  const numeric = withFigures.length >= Math.max(1, 0.3 * wide.length);
  const basis = numeric ? withFigures : wide;
  if (wide.length < 2 || wide.length < 0.4 * cells.length) return null;
  const columns = columnsOf(basis, numeric);
  if (columns.length < 2) return null;
  const aligned = wide.filter((row) => isAligned(row, columns)).length;
  if (aligned < 0.6 * wide.length) return null;
  const rows = lines.map((line, index) => ({ cells: place(cells[index] ?? [], columns), line }));
  const firstBody = cells.findIndex((row) => row.slice(1).some(isFigure));
  // A label alone below the heads (`Current assets:`) begins the body.
  const label = rows.findIndex(
    (row, index) => index > 0 && row.cells.slice(1).every((cell) => cell === null),
  );
  const heads = numeric ? Math.min(firstBody, label < 0 ? Infinity : label) : 0;
  return { rows: rows.map((row, index) => ({ ...row, header: index < heads })) };
}

/** Columns as the union of overlapping cells, from rows whose cells stand in one column each. */
function columnsOf(rows: readonly Segment[][], numeric: boolean): Column[] {
  const spans: Column[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      // Labels reach under figures of other rows; they make the first column by themselves.
      if (numeric && !figure.test(cell.text) && index === 0) return;
      if (numeric && !figure.test(cell.text) && cell.text.length > 24) return;
      // Dashes for nothing are set anywhere in their column.
      if (numeric && !/[\p{L}\d]/u.test(cell.text)) return;
      spans.push({ left: cell.left, right: cell.right });
    });
  }
  spans.sort((a, b) => a.left - b.left);
  const columns: Column[] = [];
  for (const span of spans) {
    const last = columns.at(-1);
    if (last !== undefined && span.left < last.right - 0.5) {
      last.right = Math.max(last.right, span.right);
    } else columns.push({ ...span });
  }
  if (!numeric) return columns;
  mergeAlternating(columns, rows);
  const first = Math.min(...rows.map((row) => row[0]?.left ?? Infinity));
  const edge = columns[0]?.left ?? first;
  return first < edge - 1 ? [{ left: first, right: edge - 0.5 }, ...columns] : columns;
}

/**
 * Merges neighbours that no row fills both of: a dash or a short figure that is centred in one
 * column does not overlap the long ones.
 */
function mergeAlternating(columns: Column[], rows: readonly Segment[][]): void {
  for (let index = columns.length - 1; index > 0; index -= 1) {
    const first = columns[index - 1];
    const second = columns[index];
    if (first === undefined || second === undefined) continue;
    const size = rows[0]?.[0]?.size ?? 10;
    if (second.left - first.right > 3 * size) continue;
    const both = rows.some((row) => {
      const taken = new Set(row.map((cell) => columnOf(cell, columns)));
      return taken.has(index - 1) && taken.has(index);
    });
    if (both) continue;
    columns.splice(index - 1, 2, { left: first.left, right: second.right });
  }
}

function isAligned(row: readonly Segment[], columns: readonly Column[]): boolean {
  const taken = row.map((cell) => columnOf(cell, columns));
  return new Set(taken).size >= Math.min(2, columns.length);
}

/** The column a cell shares most of its width with, else the nearest. */
function columnOf(cell: Segment, columns: readonly Column[]): number {
  let best = 0;
  let most = -Infinity;
  columns.forEach((column, index) => {
    const shared = Math.min(cell.right, column.right) - Math.max(cell.left, column.left);
    if (shared > most + 0.01) {
      most = shared;
      best = index;
    }
  });
  return best;
}

/** Cells in their columns, left to right; two that fall into one column are joined. */
function place(row: readonly Segment[], columns: readonly Column[]): (Segment | null)[] {
  const placed: (Segment | null)[] = columns.map(() => null);
  row.forEach((cell, index) => {
    // A row's label belongs to the first column however far it reaches.
    const label = index === 0 && row.length > 1 && cell.left < (columns[0]?.right ?? 0);
    const column = label ? 0 : columnOf(cell, columns);
    const other = placed[column] ?? null;
    placed[column] = other === null ? cell : join(other, cell);
  });
  return placed;
}
