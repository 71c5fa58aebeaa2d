import type { Line } from './columns.ts';
import { isFigure } from './figures.ts';
import { type Column, placed, spansColumns } from './grid.ts';
import type { Segment } from './lines.ts';

/** One row of a table: for each column the lines of its cell, none where it is empty. */
export interface Row {
  readonly cells: readonly (readonly Segment[])[];
  readonly header: boolean;
}

interface RawRow {
  readonly cells: readonly (Segment | null)[];
  readonly line: Line;
  readonly header: boolean;
  /** A cell of it stands over several columns. */
  readonly spanning: boolean;
}

/** Ems between two baselines up to which the second may continue a cell of the first. */
const LEADING = 1.5;
/** How much further apart rows stand than the lines of one, where they are set apart at all. */
const APART = 1.2;
/** Lines a head may have. */
const MAX_HEAD = 4;
/** Lines of words above figures that may be their head, long names being broken into several. */
const MAX_HEAD_OVER_FIGURES = 6;

/** Rows of a table from its lines; lines that go on with the cells above are joined to them. */
export function rowsFrom(
  lines: readonly Line[],
  cells: readonly Segment[][],
  columns: readonly Column[],
  numeric: boolean,
): Row[] {
  const places = cells.map((row) => placed(row, columns));
  const heads = headLines(lines, cells, places, numeric);
  const raw = lines.map((line, index) => ({
    cells: places[index] ?? [],
    line,
    header: index < heads,
    spanning: (cells[index] ?? []).some((cell) => spansColumns(cell, columns)),
  }));
  const body = raw.slice(heads);
  const layout = { apart: setApart(body), keys: keyColumns(body, columns.length) };
  const groups: RawRow[][] = [];
  for (const row of raw) {
    const group = groups.at(-1);
    if (group !== undefined && goesOn(group, row, layout)) group.push(row);
    else groups.push([row]);
  }
  return groups.map((group) => ({
    header: group[0]?.header ?? false,
    cells: columns.map((_, index) => group.flatMap((row) => row.cells[index] ?? [])),
  }));
}

/** How many of the first lines name the columns. */
function headLines(
  lines: readonly Line[],
  cells: readonly Segment[][],
  places: readonly (readonly (Segment | null)[])[],
  numeric: boolean,
): number {
  const body = numeric ? cells.findIndex((row) => row.slice(1).some(isFigure)) : 0;
  // A label alone below the heads (`Current assets:`) begins the body.
  const label = places.findIndex(
    (row, index) => index > 0 && row.slice(1).every((cell) => cell === null),
  );
  const above = Math.min(body, label < 0 ? Infinity : label);
  // More lines of words above the first figures are facts, as on forms and invoices.
  if (above > 0 && above <= MAX_HEAD_OVER_FIGURES) return above;
  const bold = lines.findIndex((line) => !line.bold);
  const rest = lines.slice(bold).filter((line) => line.bold).length;
  if (bold > 0 && bold <= MAX_HEAD && 2 * rest < lines.length - bold) return bold;
  return spacedHead(lines);
}

/** A head without figures that stands further from the rows than these from each other. */
function spacedHead(lines: readonly Line[]): number {
  const steps = lines.slice(1).map((line, index) => line.baseline - (lines[index]?.baseline ?? 0));
  for (let count = 1; count < MAX_HEAD && count < lines.length - 1; count += 1) {
    if (/\d/u.test(lines[count - 1]?.text ?? '')) return 0;
    const step = steps[count - 1] ?? 0;
    const others = steps.filter((_, index) => index !== count - 1);
    if (step >= 1.15 * Math.max(...others)) return count;
  }
  return 0;
}

/** Points between lines of one row, where rows stand clearly further apart; else null. */
function setApart(rows: readonly RawRow[]): number | null {
  const steps = rows.slice(1).map((row, index) => ({
    step: row.line.baseline - (rows[index]?.line.baseline ?? 0),
    row,
    above: rows[index],
  }));
  const least = Math.min(...steps.map(({ step }) => step));
  const size = rows[0]?.line.size ?? 10;
  const near = steps.filter(({ step }) => step < 1.1 * least);
  const far = steps.filter(({ step }) => step >= APART * least);
  if (least > 1.4 * size || far.length < 0.25 * steps.length) return null;
  if (near.length + far.length < 0.9 * steps.length) return null;
  const underFigures = near.some(({ row, above }) =>
    row.cells.some((cell, index) => {
      const over = above?.cells[index] ?? null;
      return index > 0 && cell !== null && over !== null && isFigure(cell) && isFigure(over);
    }),
  );
  const full = near.filter(({ row }) => row.cells.every((cell) => cell !== null)).length;
  return underFigures || full > 0.5 * near.length ? null : 1.1 * least;
}

/** Columns after the first with nothing but figures, in so many lines that every row has one. */
function keyColumns(rows: readonly RawRow[], columns: number): readonly number[] {
  return Array.from({ length: columns }, (_, index) => index).filter((index) => {
    const cells = rows.flatMap((row) => row.cells[index] ?? []);
    const figures = cells.filter((cell) => /\d/u.test(cell.text) && !/\p{L}/u.test(cell.text));
    return index > 0 && cells.length >= 0.3 * rows.length && figures.length >= 0.8 * cells.length;
  });
}

/** What tells rows from the lines of one: distance, and columns that every row fills. */
interface Layout {
  readonly apart: number | null;
  readonly keys: readonly number[];
}

/** Whether a line goes on with the cells of the row above. */
function goesOn(group: readonly RawRow[], row: RawRow, { apart, keys }: Layout): boolean {
  const [head] = group;
  const above = group.at(-1);
  if (head === undefined || above === undefined || head.header !== row.header) return false;
  const step = row.line.baseline - above.line.baseline;
  if (step > LEADING * row.line.size) return false;
  if (row.header) {
    // Fewer words above several years stand over more than one of them each.
    const over = years(row) >= 2 && filled(above) < years(row);
    return !over && !row.spanning && !group.some((each) => each.spanning);
  }
  if (apart !== null) return step < apart;
  const [label = null, ...others] = row.cells;
  const first = head.cells[0] ?? null;
  const bare = others.every((cell) => cell === null);
  const headBare = head.cells.slice(1).every((cell) => cell === null);
  const below = row.cells.flatMap((cell, index) => (cell === null ? [] : [{ cell, index }]));
  const text = below.every(({ cell }) => !isFigure(cell));
  const underText = below.every(({ cell, index }) => {
    const over = head.cells[index] ?? null;
    return over !== null && (!isFigure(over) || cell.text.startsWith('('));
  });
  // Text without a figure where every row has one, below a row that has.
  const keyed = keys.some((key) => (head.cells[key] ?? null) !== null);
  const keyless = keys.every((key) => row.cells[key]?.text.startsWith('(') ?? true);
  if (!bare && keyed && keyless && text && underText) return true;
  if (label === null) {
    // Text below text, in fewer columns than the row fills.
    const fewer = below.length < filled(head) - (first === null ? 0 : 1);
    return !headBare && fewer && text && underText;
  }
  if (first === null) return false;
  const lower = /^[\p{Ll}(]/u.test(label.text);
  // A name over two lines: figures stand beside its first line, or beside its last.
  if (bare && !headBare)
    return lower || /(?:[,&/(\u2013-]|\b(?:and|of|und|et|de))$/u.test(first.text);
  return headBare && group.length === 1 && !first.text.endsWith(':') && /^\p{Ll}/u.test(label.text);
}

function years(row: RawRow): number {
  return row.cells.filter((cell) => /\b(?:19|20)\d\d$/u.test(cell?.text ?? '')).length;
}

function filled(row: RawRow): number {
  return row.cells.filter((cell) => cell !== null).length;
}
