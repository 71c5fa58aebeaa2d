import { ownCells, type SheetCell, type SheetRow } from './row.ts';

/** Rows that may name columns: groups, names, units. */
const MAX_HEADER_ROWS = 3;
/** Rows below that are looked at. */
const SAMPLE_ROWS = 60;
const MAX_NAME = 80;
/** Part of a column that must be figures for it to be a column of figures. */
const MOST = 0.7;

/**
 * How many of the first rows of a table name its columns; 0 where none does. A row names columns
 * where the file says so, or where short, distinct words stand above nearly all columns and either a
 * column of figures begins below one of them or the table has three columns and more of words only.
 *
 * @param namingRow the row (from 0) that the file marks as naming the columns
 */
export function headerRows(rows: readonly SheetRow[], namingRow?: number): number {
  const marked = rows.findIndex(({ row }) => row === namingRow);
  if (marked >= 0 && marked < MAX_HEADER_ROWS && marked + 1 < rows.length) return marked + 1;
  for (let count = 1; count <= MAX_HEADER_ROWS && count < rows.length; count += 1) {
    const names = rows[count - 1];
    if (names === undefined || !names.cells.every((cell) => isName(cell))) return 0;
    // Rows above the names group them, and so are fewer.
    const grouped = rows.slice(0, count - 1).every(({ cells }) => groups(cells, names.cells));
    if (grouped && namesColumns(names, rows.slice(count, count + SAMPLE_ROWS))) return count;
  }
  return 0;
}

/** A year heads columns, though it is a figure. */
function isName({ text, figure }: SheetCell): boolean {
  return text.length <= MAX_NAME && (!figure || /^(?:19|20)\d\d$/u.test(text));
}

/** Cells above others that stand for several of them. */
function groups(cells: readonly SheetCell[], names: readonly SheetCell[]): boolean {
  return cells.length < names.length || cells.some(({ merged }) => merged === 'across');
}

function namesColumns(names: SheetRow, body: readonly SheetRow[]): boolean {
  const own = ownCells(names);
  const columns = new Set(body.flatMap((row) => row.cells.map((cell) => cell.column)));
  const named = own.filter(({ column }) => columns.has(column));
  // The first column often has no name.
  if (own.length < 2 || named.length < Math.max(2, (columns.size - 1) * 0.8)) return false;
  if (new Set(own.map(({ text }) => text)).size < own.length) return false;
  const below = (column: number): SheetCell[] =>
    body.flatMap((row) => row.cells.find((cell) => cell.column === column) ?? []);
  const figures = named.some(({ column, figure }) => {
    const cells = below(column);
    // Years above figures are names only where the other columns have names of words.
    if (figure && own.every((cell) => cell.figure || cell.column < column)) {
      return cells.length > 0 && cells.every((cell) => cell.figure) && body.length > 1;
    }
    return cells.filter((cell) => cell.figure).length > cells.length * MOST;
  });
  if (figures) return true;
  return (
    own.length >= 3 &&
    body.length >= 2 &&
    own.every(({ text, column }) => {
      // "Phone 2" is a name, "12 May 2027" is not.
      return /^\D+\d{0,4}$/u.test(text) && below(column).every((cell) => cell.text !== text);
    })
  );
}
