import { ownCells, type SheetCell, type SheetRow } from './row.ts';

/** Rows that may name columns: groups, names in two lines, units. */
const MAX_HEADER_ROWS = 4;
/** Rows below that are looked at. */
const SAMPLE_ROWS = 60;
const MAX_NAME = 80;
/** More rows than these, from the first on, say nothing more about a head. */
export const TELLING_ROWS = MAX_HEADER_ROWS + SAMPLE_ROWS;
/** Part of a column that must be figures for it to be a column of figures. */
const MOST = 0.7;
/** Part of the names that must differ: of ten, one may be told apart only by a line below it. */
const DISTINCT = 0.9;

/**
 * How many of the first rows of a table name its columns; 0 where none does. A row names columns
 * where the file says so, or where short, distinct words stand above nearly all columns and either a
 * column of figures begins below one of them or the table has three columns and more of words only.
 * Names that are said twice are told apart by the groups above them.
 *
 * @param namingRow the row (from 0) that the file marks as naming the columns
 */
export function headerRows(rows: readonly SheetRow[], namingRow?: number): number {
  const marked = rows.findIndex(({ row }) => row === namingRow);
  if (marked >= 0 && marked < MAX_HEADER_ROWS && marked + 1 < rows.length) return marked + 1;
  for (let count = 1; count <= MAX_HEADER_ROWS && count < rows.length; count += 1) {
    const head = rows.slice(0, count);
    const names = head.at(-1);
    if (names === undefined || !names.cells.every((cell) => isName(cell))) return 0;
    // Rows above the names group them, and so are fewer.
    const grouped = head.slice(0, -1).every(({ cells }) => groups(cells, names.cells));
    const body = rows.slice(count, count + SAMPLE_ROWS);
    if (grouped && namesColumns(names, labels(head, names), body)) {
      return count + furtherRows(rows, count);
    }
  }
  return 0;
}

/** A year heads columns, though it is a figure. */
function isName({ text, figure }: SheetCell): boolean {
  return text.length <= MAX_NAME && (!figure || /^(?:19|20)\d\d$/u.test(text));
}

/** Cells above others that stand for several of them: they leave columns of the head without a cell. */
function groups(cells: readonly SheetCell[], names: readonly SheetCell[]): boolean {
  const columns = new Set([...cells, ...names].map(({ column }) => column));
  return cells.length < columns.size || cells.some(({ merged }) => merged === 'across');
}

/** What heads the columns of the last row of a head: its names with those of their groups, which reach to the right. */
function labels(head: readonly SheetRow[], names: SheetRow): string[] {
  return ownCells(names).map(({ text, column }) =>
    [
      ...head
        .slice(0, -1)
        .map(({ cells }) => cells.findLast((cell) => cell.column <= column)?.text),
      text,
    ].join(' '),
  );
}

/** Rows of second names, parts of names or units (`EUR`) that go on with a head, above columns of figures only. */
function furtherRows(rows: readonly SheetRow[], count: number): number {
  const first = Math.min(...rows.slice(0, count).flatMap(({ cells }) => cells[0]?.column ?? []));
  const isFurther = (row: SheetRow, body: readonly SheetRow[]): boolean =>
    row.cells.every((cell) => !cell.figure && isName(cell) && isOfFigures(body, cell.column)) &&
    (row.cells.length > 1 || row.cells.some(({ column }) => column > first));
  let more = 0;
  for (const [index, row] of rows.slice(count, MAX_HEADER_ROWS).entries()) {
    const below = count + index + 1;
    if (!isFurther(row, rows.slice(below, below + SAMPLE_ROWS))) break;
    more += 1;
  }
  return more;
}

function isOfFigures(body: readonly SheetRow[], column: number): boolean {
  const below = cellsBelow(body, column);
  return below.filter((cell) => cell.figure).length > below.length * MOST;
}

function cellsBelow(body: readonly SheetRow[], column: number): SheetCell[] {
  return body.flatMap((row) => row.cells.find((cell) => cell.column === column) ?? []);
}

function namesColumns(
  names: SheetRow,
  labelled: readonly string[],
  body: readonly SheetRow[],
): boolean {
  const own = ownCells(names);
  const columns = new Set(body.flatMap((row) => row.cells.map((cell) => cell.column)));
  const named = own.filter(({ column }) => columns.has(column));
  // The first column often has no name.
  if (own.length < 2 || named.length < Math.max(2, (columns.size - 1) * 0.8)) return false;
  if (new Set(labelled).size < labelled.length * DISTINCT) return false;
  const figures = named.some(({ column, figure }) => {
    // Years above figures are names only where the other columns have names of words.
    if (figure && own.every((cell) => cell.figure || cell.column < column)) {
      const below = cellsBelow(body, column);
      return below.length > 0 && below.every((cell) => cell.figure) && body.length > 1;
    }
    return isOfFigures(body, column);
  });
  if (figures) return true;
  return (
    own.length >= Math.max(3, columns.size - 1) &&
    body.length >= 2 &&
    own.every(({ text, column }) => {
      // "Phone 2" is a name, "12 May 2027" is not.
      return (
        /^\D+\d{0,4}$/u.test(text) && cellsBelow(body, column).every((cell) => cell.text !== text)
      );
    })
  );
}
