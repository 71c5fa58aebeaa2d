/** A cell with text. */
export interface SheetCell {
  /** From 0. */
  readonly column: number;
  /** What a person sees in the cell, as one line. */
  readonly text: string;
  /** A number, a date, an amount: what stands below names, not a name. */
  readonly figure: boolean;
  /** Repeats the first cell of a merged area: to the right of it, or below it. */
  readonly merged?: 'across' | 'down';
}

/** A row of a sheet with its cells that hold text, by ascending column; rows without are left out. */
export interface SheetRow {
  /** From 0. */
  readonly row: number;
  readonly cells: readonly SheetCell[];
}

/** A note that hangs on a cell. */
export interface CellNote {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** A sheet as its rows come. */
export interface SheetSource {
  /** Empty for a file that is one table without a name. */
  readonly name: string;
  readonly rows: Iterable<SheetRow>;
  /** Where the file marks a row as naming the columns (a filter stands on it): its number from 0. */
  readonly namingRow?: number | undefined;
  readonly notes: readonly CellNote[];
}

/** Cells that say something by themselves. */
export function ownCells(row: SheetRow): SheetCell[] {
  return row.cells.filter((cell) => cell.merged === undefined);
}

const figure = /^(?:\p{Lu}{3} ?)?[^\p{L}]*\d[^\p{L}]*(?:[^\p{L}](?:\p{Lu}{3}|[KMkm]))?$/u;

/** Whether a text is a figure: digits with signs, at most a currency's code around them. */
export function isFigure(text: string): boolean {
  return text.length <= 40 && figure.test(text);
}
