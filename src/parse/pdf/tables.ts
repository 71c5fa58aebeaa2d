import type { Line } from './columns.ts';
import { cellsOf, usualSide } from './cells.ts';
import { isFigure } from './figures.ts';
import { type Column, columnsOf, isAligned } from './grid.ts';
import type { Segment } from './lines.ts';
import { type Row, rowsFrom } from './rows.ts';
import { cutTight } from './tight.ts';

/** Consecutive lines with aligned cells. */
export interface Table {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
}

/** First lines tried for a table in one run of lines with several cells. */
const MAX_TRIES = 20;

/** Where tables stand among a column's lines: `[first, afterLast]` with the table read from them. */
export function tablesIn(
  lines: readonly Line[],
): { readonly from: number; readonly to: number; readonly table: Table }[] {
  const cells = lines.map((line) => cellsOf(line));
  const found: { from: number; to: number; table: Table }[] = [];
  let index = 0;
  let tries = 0;
  while (index < lines.length) {
    const to = runEnd(lines, cells, index);
    const from =
      to - index >= 2 ? headStart(lines, cells, { from: index, to }, found.at(-1)?.to ?? 0) : index;
    const table = to - index >= 2 ? readTable(lines.slice(from, to)) : null;
    if (table === null) {
      // What is no table from here may be one from the next line on.
      tries += 1;
      index = tries < MAX_TRIES || to <= index ? index + 1 : to;
    } else {
      found.push({ from, to, table });
      index = to;
    }
    if (index >= to) tries = 0;
  }
  return found;
}

/** Lines with one cell bridged inside a table; a line that reaches the figures counts twice. */
const MAX_LONE = 5;

/** A line of so many words that reaches below the last column is running text. */
const PROSE_WORDS = 12;

function wordsIn(line: Line): number {
  return line.segments.reduce((sum, segment) => sum + segment.tokens.length, 0);
}

/** A head of periods only: `(Millions)  2018  2017`, `31 March 2024  31 March 2023`. */
function namesYears(row: readonly Segment[]): boolean {
  const heads = row.filter((cell) => /\b(?:19|20)\d\d\b/u.test(cell.text) && !isFigure(cell));
  return heads.length >= 2 && heads.length >= row.length - 1 && !row.some(isFigure);
}

/** A head that begins as the first row does, such as `(Millions)`. */
function repeatsHead(row: readonly Segment[], first: readonly Segment[]): boolean {
  const same = row[0] !== undefined && row[0].text === first[0]?.text;
  return same && ![...row, ...first].some(isFigure);
}

/** First line after a run of lines with several cells; single ones are bridged inside it. */
function runEnd(lines: readonly Line[], cells: readonly Segment[][], from: number): number {
  if ((cells[from]?.length ?? 0) < 2) return from;
  let end = from + 1;
  let lone = 0;
  let body = cells[from]?.slice(1).some(isFigure) ?? false;
  for (let index = from + 1; index < lines.length; index += 1) {
    const before = lines[index - 1];
    const line = lines[index];
    if (before === undefined || line === undefined) break;
    // A wide gap ends a table; section rows leave up to about two lines.
    if (line.top - before.bottom > 2.2 * Math.max(line.size, before.size)) break;
    const row = cells[index] ?? [];
    if (row.length >= 2) {
      // The next table's head: its columns need not stand where this one's do.
      if (body && (namesYears(row) || repeatsHead(row, cells[from] ?? []))) break;
      body ||= row.slice(1).some(isFigure);
      end = index + 1;
      lone = 0;
      continue;
    }
    // Headings of sections stop short of the figures; running text goes on below them.
    const figures = cells[end - 1]?.at(-1)?.left ?? 0;
    if (line.right >= figures && wordsIn(line) >= PROSE_WORDS) break;
    lone += line.right < figures ? 1 : 2;
    if (lone > MAX_LONE) break;
  }
  return tailEnd(lines, cells, end);
}

/** Lines that a cell of the last row may go on over. */
const MAX_TAIL = 3;
/** Ems such a line may be wide in the last column: wider ones are running text. */
const MAX_TAIL_WIDTH = 30;

/** The end with lines that go on with one cell of the last row: text below text, right of the names. */
function tailEnd(lines: readonly Line[], cells: readonly Segment[][], end: number): number {
  const row = cells[end - 1] ?? [];
  let tail = end;
  while (tail < lines.length && tail - end < MAX_TAIL && cells[tail]?.length === 1) {
    const [line, before] = [lines[tail], lines[tail - 1]];
    if (line === undefined || before === undefined) break;
    const near = 0.3 * line.size;
    const at = row.findIndex((cell) => Math.abs(cell.left - line.left) < near);
    const above = row[at];
    if (at < 1 || above === undefined || isFigure(above)) break;
    if (line.baseline - before.baseline > 1.5 * line.size) break;
    if (line.right > (row[at + 1]?.left ?? above.left + MAX_TAIL_WIDTH * line.size)) break;
    tail += 1;
  }
  return tail;
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

function readTable(lines: readonly Line[]): Table | null {
  const side = usualSide(lines);
  const cells = cutTight(lines.map((line) => cellsOf(line, side)));
  const withFigures = cells.filter((row) => row.length >= 2 && row.slice(1).some(isFigure));
  const wide = cells.filter((row) => row.length >= 2);
  const numeric = withFigures.length >= Math.max(1, 0.3 * wide.length);
  if (wide.length < 2 || wide.length < 0.4 * cells.length) return null;
  const columns = columnsOf(wide, numeric);
  if (columns.length < 2) return null;
  const aligned = wide.filter((row) => isAligned(row, columns)).length;
  if (aligned < 0.6 * wide.length) return null;
  return { rows: rowsFrom(lines, cells, columns, numeric), columns };
}
