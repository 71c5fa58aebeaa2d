import { lineOf, type FlowBlock, type FlowRow } from './flow.ts';
import { headerRows, TELLING_ROWS } from './sheet/header.ts';
import { isFigure, type SheetRow } from './sheet/row.ts';

/** A cell as the file has it, before merged cells are spread over the grid. */
export interface GridCell {
  readonly blocks: readonly FlowBlock[];
  /** Columns and rows covered, 1 or more. */
  readonly columns: number;
  readonly rows: number;
  /** Continues the cell above (the way Word writes vertical merges). */
  readonly continued?: boolean;
}

export interface GridRow {
  readonly cells: readonly GridCell[];
  readonly header: boolean;
}

/** A longer cell is page layout done with a table, not data. */
const MAX_CELL = 2000;
/** Text of a merged cell is repeated up to this length; longer text stands once. */
const MAX_REPEAT = 200;
/** A longer text in a first row is not the name of a column. */
const MAX_NAME = 80;
/** Bounds on spans, which files may claim to be anything. */
const MAX_SPAN = 100;
const MAX_COLUMNS = 1000;

/**
 * The blocks a table becomes: one table, or, where the table only lays out a page (one column, or
 * cells with headings or very long text), the blocks of its cells in reading order. A row of one such
 * cell, as forms have them, parts the table in two.
 *
 * A cell merged over rows is repeated in each, since a row must be understood by itself; one merged
 * over columns is repeated in header rows and followed by empty cells elsewhere.
 */
export function tableBlocks(rows: readonly GridRow[]): FlowBlock[] {
  if (rows.every((row) => row.cells.length <= 1)) return blocksIn(rows);
  const parts: { readonly bar: boolean; readonly rows: GridRow[] }[] = [];
  for (const row of rows) {
    const bar = row.cells.length === 1 && isLayout([row]);
    const part = parts.at(-1);
    if (part?.bar === bar) part.rows.push(row);
    else parts.push({ bar, rows: [row] });
  }
  return parts.flatMap((part) => (part.bar ? blocksIn(part.rows) : partBlocks(part.rows)));
}

function blocksIn(rows: readonly GridRow[]): FlowBlock[] {
  return rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks));
}

function partBlocks(rows: readonly GridRow[]): FlowBlock[] {
  if (isLayout(rows)) return blocksIn(rows);
  const spread = spreadRows(withHeader(rows)).filter((row) =>
    row.cells.some((cell) => cell !== ''),
  );
  return spread.length === 0 ? [] : [{ kind: 'table', rows: spread }];
}

/** Where the file does not say which rows head the table, its words or its bold type tell. */
function withHeader(rows: readonly GridRow[]): readonly GridRow[] {
  if (rows.some((row) => row.header)) return rows;
  const filled = spreadRows(rows.slice(0, TELLING_ROWS)).flatMap(({ cells }, row): SheetRow[] => {
    const own = cells.flatMap((text, column) =>
      text === '' ? [] : [{ column, text, figure: isFigure(text) }],
    );
    return own.length === 0 ? [] : [{ row, cells: own }];
  });
  const count = Math.max(headerRows(filled), isBoldHead(rows, filled) ? 1 : 0);
  const heads = new Set(filled.slice(0, count).map(({ row }) => row));
  return heads.size === 0 ? rows : rows.map((row, at) => ({ ...row, header: heads.has(at) }));
}

/** Whether the first row alone is set in bold, and names more than one column. */
function isBoldHead(rows: readonly GridRow[], filled: readonly SheetRow[]): boolean {
  const [first, second] = filled;
  if (first === undefined || first.cells.length < 2 || second === undefined) return false;
  if (first.cells.some(({ text }) => text.length > MAX_NAME)) return false;
  const bold = (row: GridRow | undefined): boolean => row?.cells.every(isBold) ?? false;
  return bold(rows[first.row]) && !rows.slice(second.row).some((row) => hasText(row) && bold(row));
}

function hasText({ cells }: GridRow): boolean {
  return cells.some(({ blocks }) => blocks.length > 0);
}

function isBold({ blocks }: GridCell): boolean {
  return blocks.every((block) => block.kind === 'paragraph' && block.bold === true);
}

function isLayout(rows: readonly GridRow[]): boolean {
  return rows.some((row) =>
    row.cells.some(
      (cell) =>
        cell.blocks.some((block) => block.kind === 'heading') ||
        lineOf(cell.blocks).length > MAX_CELL,
    ),
  );
}

function spreadRows(rows: readonly GridRow[]): FlowRow[] {
  const spread: FlowRow[] = [];
  /** By column: text that still reaches down, and over how many rows. */
  const reaching = new Map<number, { readonly text: string; left: number }>();
  let above: readonly string[] = [];
  for (const row of rows) {
    const cells: string[] = [];
    const takeReaching = (): void => {
      let reach = reaching.get(cells.length);
      while (reach !== undefined && cells.length < MAX_COLUMNS) {
        reach.left -= 1;
        if (reach.left === 0) reaching.delete(cells.length);
        cells.push(reach.text);
        reach = reaching.get(cells.length);
      }
    };
    for (const cell of row.cells) {
      takeReaching();
      if (cells.length >= MAX_COLUMNS) break;
      const own = lineOf(cell.blocks);
      const text = cell.continued === true && own === '' ? (above[cells.length] ?? '') : own;
      const again = text.length <= MAX_REPEAT ? text : '';
      const columns = Math.min(MAX_SPAN, Math.max(1, cell.columns));
      for (let column = 0; column < columns; column += 1) {
        const shown = column === 0 ? text : row.header ? again : '';
        if (cell.rows > 1) {
          const down = shown.length <= MAX_REPEAT ? shown : '';
          reaching.set(cells.length, { text: down, left: cell.rows - 1 });
        }
        cells.push(shown);
      }
    }
    takeReaching();
    above = cells.map((text) => (text.length <= MAX_REPEAT ? text : ''));
    spread.push({ header: row.header, cells });
  }
  return spread;
}
