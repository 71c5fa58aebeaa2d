import type { CellObject, WorkSheet } from '@e965/xlsx';
import { isFigure, type CellNote, type SheetCell, type SheetRow } from '../sheet/row.ts';
import { shownText } from './shown.ts';

/** Text of a merged cell is repeated up to this length, over at most so many columns and rows. */
const MAX_REPEAT = 200;
const MAX_SPAN = 100;
/** Notes of one sheet. */
const MAX_NOTES = 5000;

type Cells = (CellObject | undefined)[][];
type Repeated = Map<number, SheetCell[]>;

/**
 * The rows of a sheet that hold text. Each is dropped once it is read, so that a large sheet is not
 * in memory twice.
 */
export function* rowsOf(sheet: WorkSheet): Generator<SheetRow> {
  const data: Cells = sheet['!data'] ?? [];
  const repeated = mergedCells(sheet, data);
  for (const [row, line] of data.entries()) {
    const cells = line === undefined ? [] : cellsOf(line);
    data[row] = [];
    if (cells.length === 0) continue;
    const merged = repeated.get(row) ?? [];
    yield {
      row,
      cells:
        merged.length === 0 ? cells : [...cells, ...merged].sort((a, b) => a.column - b.column),
    };
  }
}

function cellsOf(line: readonly (CellObject | undefined)[]): SheetCell[] {
  const cells: SheetCell[] = [];
  for (const [column, cell] of line.entries()) {
    const found = cell === undefined ? undefined : cellOf(cell, column);
    if (found !== undefined) cells.push(found);
  }
  return cells;
}

function cellOf(cell: CellObject, column: number): SheetCell | undefined {
  if (cell.t === 'z') return undefined;
  const text = shownText(cell).replaceAll(/\s+/gu, ' ').trim();
  if (text === '') return undefined;
  return { column, text, figure: cell.t === 'n' || cell.t === 'd' || isFigure(text) };
}

/** By row: the text of merged areas where their first cell does not stand. */
function mergedCells(sheet: WorkSheet, data: Cells): Repeated {
  const repeated: Repeated = new Map();
  for (const { s: start, e: end } of sheet['!merges'] ?? []) {
    const first = data[start.r]?.[start.c];
    const cell = first === undefined ? undefined : cellOf(first, start.c);
    if (cell === undefined || cell.text.length > MAX_REPEAT) continue;
    const lastRow = Math.min(end.r, start.r + MAX_SPAN);
    const lastColumn = Math.min(end.c, start.c + MAX_SPAN);
    for (let row = start.r; row <= lastRow; row += 1) {
      const line = repeated.get(row) ?? [];
      repeated.set(row, line);
      for (let column = start.c; column <= lastColumn; column += 1) {
        if (row === start.r && column === start.c) continue;
        line.push({ ...cell, column, merged: column > start.c ? 'across' : 'down' });
      }
    }
  }
  return repeated;
}

/** The notes and comments of a sheet, by row and column. */
export function notesOf(sheet: WorkSheet): CellNote[] {
  const data: Cells = sheet['!data'] ?? [];
  const notes: CellNote[] = [];
  for (const [row, line] of data.entries()) {
    for (const [column, cell] of line?.entries() ?? []) {
      for (const note of cell?.c ?? []) {
        const text = note.t.replaceAll(/\s+/gu, ' ').trim();
        if (text !== '' && notes.length < MAX_NOTES) notes.push({ row, column, text });
      }
    }
  }
  return notes;
}
