import { isAmounts, isFigure, isUnits } from './figures.ts';
import { type Segment, segmentFrom } from './lines.ts';

/** Where a table's column stands, points along the line. */
export interface Column {
  left: number;
  right: number;
}

interface Span extends Column {
  rows: Set<number>;
}

/** More columns than this are no table but a drawing. */
const MAX_COLUMNS = 128;
/** Points two columns may overlap by and still be two. */
const TOUCH = 0.5;

/**
 * Columns of rows of cells, left to right; empty where they cannot be told. `numeric` tables have
 * names in the first column, which may reach below figures of other rows, and figures after it.
 */
export function columnsOf(wide: readonly Segment[][], numeric: boolean): Column[] {
  const rows = numeric ? wide.filter((row) => row.slice(1).some(isFigure)) : wide;
  const columns: Column[] | null = spansOf(rows, numeric);
  if (columns === null) return [];
  mergeUnits(columns, wide);
  if (!numeric) return columns;
  mergeAlternating(columns, wide);
  const first = Math.min(...rows.map((row) => row[0]?.left ?? Infinity));
  const edge = columns[0]?.left ?? first;
  return first < edge - 1 ? [{ left: first, right: edge - TOUCH }, ...columns] : columns;
}

/**
 * Cells that overlap make a column, the narrow ones first. A wide cell over several columns joins
 * them where no row fills two of them; else it spans them and says nothing.
 */
function spansOf(rows: readonly Segment[][], numeric: boolean): Column[] | null {
  const cells = rows.flatMap((row, index) =>
    row
      .filter((cell, place) => {
        if (!numeric) return true;
        // Labels make the first column by themselves; dashes for nothing are set anywhere in theirs.
        if (place === 0 && !isAmounts(cell.tokens)) return false;
        return /[\p{L}\d\p{Sc}]/u.test(cell.text);
      })
      .map((cell) => ({ left: cell.left, right: cell.right, row: index })),
  );
  cells.sort((a, b) => a.right - a.left - (b.right - b.left) || a.left - b.left);
  let spans: Span[] = [];
  // Rows that run across spans although some row fills two of these.
  const across: (Column & { readonly row: number })[] = [];
  for (const { left, right, row } of cells) {
    const met = spans.filter((span) => left < span.right - TOUCH && right > span.left + TOUCH);
    if (met.length > 1 && !disjoint(met)) {
      across.push({ left, right, row });
      continue;
    }
    const span: Span = {
      left: Math.min(left, ...met.map((other) => other.left)),
      right: Math.max(right, ...met.map((other) => other.right)),
      rows: new Set([row, ...met.flatMap((other) => [...other.rows])]),
    };
    spans = [...spans.filter((other) => !met.includes(other)), span];
    if (spans.length > MAX_COLUMNS) return null;
  }
  spans.sort((a, b) => a.left - b.left);
  for (let index = spans.length - 1; index > 0; index -= 1) {
    const [first, second] = [spans[index - 1], spans[index]];
    if (first === undefined || second === undefined) continue;
    const both = [...first.rows].filter((row) => second.rows.has(row)).length;
    const crossed = across.filter(
      (cell) => cell.left < first.right - TOUCH && cell.right > second.left + TOUCH,
    ).length;
    if (crossed <= 2 * both) continue;
    const filled = new Set([...first.rows, ...second.rows]);
    spans.splice(index - 1, 2, { left: first.left, right: second.right, rows: filled });
  }
  return spans.map((span) => ({ left: span.left, right: span.right }));
}

function disjoint(spans: readonly Span[]): boolean {
  const union = new Set(spans.flatMap((span) => [...span.rows]));
  return union.size === spans.reduce((sum, span) => sum + span.rows.size, 0);
}

/** A column of units without a head belongs to the nearer column of figures beside it. */
function mergeUnits(columns: Column[], rows: readonly Segment[][]): void {
  for (let index = columns.length - 1; index >= 0; index -= 1) {
    const column = columns[index];
    if (column === undefined) continue;
    const own = cellsIn(rows, columns, index);
    if (own.length === 0 || !own.every((cell) => isUnits(cell))) continue;
    const beside = [index - 1, index + 1].filter((place) =>
      cellsIn(rows, columns, place).some(isFigure),
    );
    const gap = (place: number): number => {
      const other = columns[place];
      if (other === undefined) return Infinity;
      return place < index ? column.left - other.right : other.left - column.right;
    };
    const [nearest] = beside.sort((a, b) => gap(a) - gap(b));
    const other = nearest === undefined ? undefined : columns[nearest];
    if (nearest === undefined || other === undefined) continue;
    columns.splice(Math.min(index, nearest), 2, {
      left: Math.min(column.left, other.left),
      right: Math.max(column.right, other.right),
    });
  }
}

function cellsIn(rows: readonly Segment[][], columns: readonly Column[], index: number): Segment[] {
  return rows.flatMap((row) => row.filter((cell) => columnOf(cell, columns) === index));
}

/**
 * Merges neighbours that no row fills both of: a short figure that is centred in one column does
 * not overlap the long ones.
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

/** Whether a row's cells stand in at least two of the columns. */
export function isAligned(row: readonly Segment[], columns: readonly Column[]): boolean {
  const taken = row.map((cell) => columnOf(cell, columns));
  return new Set(taken).size >= Math.min(2, columns.length);
}

/** Whether a cell stands over more than one column. */
export function spansColumns(cell: Segment, columns: readonly Column[]): boolean {
  const met = columns.filter(
    (column) => cell.left < column.right - TOUCH && cell.right > column.left + TOUCH,
  );
  return met.length > 1;
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
export function placed(row: readonly Segment[], columns: readonly Column[]): (Segment | null)[] {
  const cells: (Segment | null)[] = columns.map(() => null);
  row.forEach((cell, index) => {
    // A row's label belongs to the first column however far it reaches.
    const limit = Math.min(columns[0]?.right ?? 0, (columns[1]?.left ?? 0) - 0.3 * cell.size);
    const label = index === 0 && row.length > 1 && cell.left < limit;
    const column = label ? 0 : columnOf(cell, columns);
    const other = cells[column] ?? null;
    cells[column] = other === null ? cell : segmentFrom([...other.tokens, ...cell.tokens]);
  });
  return cells;
}
