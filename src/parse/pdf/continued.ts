import type { LaidBlock } from './blocks.ts';
import type { Column } from './grid.ts';
import type { Row } from './rows.ts';
import type { Table } from './tables.ts';

/** What ended a page, where it may go on at the top of the next: a table's head and columns. */
export interface OpenTable {
  readonly page: number;
  readonly head: readonly Row[];
  readonly columns: readonly Column[];
}

/** Part of the narrower column that must lie within the other. */
const SHARED = 0.5;
/** Lines above the rest of a table that say so, such as `Table 4 (continued)`. */
const saysContinued = /\b(?:continued|cont[’']?d|fortsetzung|forts|suite|seguito|continuación)\b/iu;

/** The table a page ends with. */
function openTableOf(blocks: readonly LaidBlock[], page: number): OpenTable | null {
  const last = blocks.at(-1);
  if (last?.kind !== 'table') return null;
  return headed(last.table, page);
}

function headed(table: Table, page: number): OpenTable {
  const body = table.rows.findIndex((row) => !row.header);
  const head = table.rows.slice(0, body < 0 ? table.rows.length : body);
  return { page, head, columns: table.columns };
}

/** A page's blocks, and what is open at its end. */
export interface Continued {
  readonly blocks: readonly LaidBlock[];
  readonly open: OpenTable | null;
}

/**
 * Marks the first block of a page as the rest of the table that ended the page before, where it is
 * a table with the same columns and either no head or the same one.
 */
export function continueTable(
  blocks: readonly LaidBlock[],
  page: number,
  before: OpenTable | null,
): Continued {
  const index = blocks.findIndex((block) => block.kind === 'table');
  const block = blocks[index];
  const open = openTableOf(blocks, page);
  if (block?.kind !== 'table' || before?.page !== page - 1) return { blocks, open };
  const above = blocks.slice(0, index);
  const first = above.length === 0 || (above.length === 1 && above.every(isNotice));
  if (!first || !sameColumns(before.columns, block.table.columns)) return { blocks, open };
  const own = headed(block.table, page).head;
  const repeated = repeats(before.head, block.table.rows);
  if (repeated === 0 && own.length > 0) return { blocks, open };
  const rows = block.table.rows.map((row, at) => ({ ...row, header: at < repeated }));
  const table = { rows, columns: block.table.columns };
  return {
    blocks: blocks.with(index, { kind: 'table', table, continued: true }),
    // A table may go on over many pages: its head is that of the first.
    open: index === blocks.length - 1 ? { ...before, page } : open,
  };
}

function isNotice(block: LaidBlock): boolean {
  return block.kind !== 'table' && block.lines.some((line) => saysContinued.test(line.text));
}

function sameColumns(first: readonly Column[], second: readonly Column[]): boolean {
  if (first.length !== second.length) return false;
  return first.every((column, index) => {
    const other = second[index];
    if (other === undefined) return false;
    const shared = Math.min(column.right, other.right) - Math.max(column.left, other.left);
    const narrow = Math.min(column.right - column.left, other.right - other.left);
    return shared >= SHARED * narrow;
  });
}

/** How many of the first rows say what the head says. */
function repeats(head: readonly Row[], rows: readonly Row[]): number {
  const same = head.every((row, index) => textOf(row) === textOf(rows[index]));
  return same ? head.length : 0;
}

function textOf(row: Row | undefined): string {
  return (row?.cells ?? [])
    .map((cell) => cell.map((line) => line.text).join(' '))
    .join('\t')
    .toLowerCase();
}
