import type { Band } from './bands.ts';
import { headerRows } from './header.ts';
import { ownCells, type SheetCell, type SheetRow } from './row.ts';

/** What a sheet consists of, in reading order. */
export type SheetPiece =
  /** A line that stands alone: a title above a table, or a remark. */
  | { readonly kind: 'heading' | 'text'; readonly row: number; readonly cell: SheetCell }
  | {
      readonly kind: 'table';
      /** The rows that name the columns; empty where none does. */
      readonly header: readonly SheetRow[];
      readonly rows: readonly SheetRow[];
      /** More rows of the table before, after a gap or where a band was cut. */
      readonly continues: boolean;
    };

const MAX_TITLE = 100;

/** Divides the bands of one sheet into titles, remarks and tables. */
export class PieceReader {
  readonly #namingRow: number | undefined;
  /** Columns of the table that may go on in the next band. */
  #columns = { first: 0, last: -1 };

  /** @param namingRow see `SheetSource` */
  constructor(namingRow: number | undefined) {
    this.#namingRow = namingRow;
  }

  *read(band: Band): Generator<SheetPiece> {
    if (band.continues && this.#columns.last >= 0) {
      yield { kind: 'table', header: [], rows: band.rows, continues: true };
      return;
    }
    const rows = [...band.rows];
    while (rows.length > 0) {
      const [first, second] = rows;
      const [only, ...others] = first === undefined ? [] : ownCells(first);
      if (first === undefined || only === undefined || others.length > 0) break;
      // Rows of one cell below each other are a list; a table begins where there are more.
      if (only.figure && second !== undefined && ownCells(second).length > 1) break;
      const above = second === undefined || ownCells(second).length > 1;
      yield { kind: above && isTitle(only) ? 'heading' : 'text', row: first.row, cell: only };
      rows.shift();
      this.#columns = { first: 0, last: -1 };
    }
    if (rows.length > 0) yield* this.#tables(rows);
  }

  *#tables(rows: readonly SheetRow[]): Generator<SheetPiece> {
    const sides = besideEachOther(rows, this.#namingRow);
    for (const side of sides) {
      const count = headerRows(side, this.#namingRow);
      const extent = extentOf(side);
      const { first, last } = this.#columns;
      const continues = count === 0 && extent.first >= first && extent.last <= last;
      if (!continues) this.#columns = extent;
      yield { kind: 'table', header: side.slice(0, count), rows: side.slice(count), continues };
    }
    // What comes below two tables belongs to neither.
    if (sides.length > 1) this.#columns = { first: 0, last: -1 };
  }
}

function isTitle({ text, figure }: SheetCell): boolean {
  return !figure && text.length <= MAX_TITLE && /\p{L}/u.test(text) && !/[.!?;,]$/u.test(text);
}

function extentOf(rows: readonly SheetRow[]): { first: number; last: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  for (const { cells } of rows) {
    first = Math.min(first, cells[0]?.column ?? first);
    last = Math.max(last, cells.at(-1)?.column ?? last);
  }
  return { first, last };
}

/** Tables that stand beside each other: an empty column between, names of columns on both sides. */
function besideEachOther(
  rows: readonly SheetRow[],
  namingRow: number | undefined,
): readonly (readonly SheetRow[])[] {
  const used = new Set(rows.flatMap((row) => row.cells.map((cell) => cell.column)));
  const columns = [...used].sort((a, b) => a - b);
  for (const [index, column] of columns.entries()) {
    const before = columns[index - 1];
    if (before === undefined || column === before + 1) continue;
    const left = part(rows, (cell) => cell.column < column);
    const right = part(rows, (cell) => cell.column >= column);
    if (isTable(left, namingRow) && isTable(right, namingRow)) {
      return [left, ...besideEachOther(right, namingRow)];
    }
  }
  return [rows];
}

function isTable(rows: readonly SheetRow[], namingRow: number | undefined): boolean {
  return rows.length > 1 && headerRows(rows, namingRow) > 0;
}

function part(rows: readonly SheetRow[], keep: (cell: SheetCell) => boolean): SheetRow[] {
  return rows.flatMap(({ row, cells }) => {
    const kept = cells.filter((cell) => keep(cell));
    return kept.length === 0 ? [] : [{ row, cells: kept }];
  });
}
