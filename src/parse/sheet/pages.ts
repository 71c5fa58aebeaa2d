import type { ParsedPage, TableBlock } from '../document.ts';
import { PageBuilder } from '../page-builder.ts';
import { bandsOf } from './bands.ts';
import { columnName } from './column-name.ts';
import { PieceReader, type SheetPiece } from './pieces.ts';
import type { SheetCell, SheetRow, SheetSource } from './row.ts';

/** About the most text and rows one stored part of a sheet holds. */
const PAGE_LENGTH = 20_000;
const PAGE_ROWS = 300;
/** Names of columns longer than this stand once rather than on every part. UTF-16 units. */
const MAX_REPEATED = 2000;

/**
 * The pages of a sheet: one, or several of about PAGE_LENGTH for a long one, each of which repeats
 * the rows that name the columns of the table it goes on with. A sheet without text has none.
 */
export function* sheetPages(sheet: SheetSource, firstNumber: number): Generator<ParsedPage> {
  const reader = new PieceReader(sheet.namingRow);
  const writer = new SheetWriter(sheet.name, firstNumber);
  for (const band of bandsOf(sheet.rows)) {
    for (const piece of reader.read(band)) yield* writer.add(piece);
  }
  for (const { row, column, text } of sheet.notes) {
    const address = `${columnName(column)}${row + 1}`;
    const cell = { column, text: `${address}: ${text}`, figure: false };
    yield* writer.add({ kind: 'text', row, cell });
  }
  yield* writer.end();
}

class SheetWriter {
  readonly #name: string;
  #number: number;
  #builder = new PageBuilder();
  #rows = 0;
  /** The table being written: its rows wait until all its columns are known. */
  #header: readonly SheetRow[] = [];
  #body: SheetRow[] = [];
  #open = false;
  #length = 0;

  constructor(name: string, number: number) {
    this.#name = name;
    this.#number = number;
  }

  *add(piece: SheetPiece): Generator<ParsedPage> {
    if (piece.kind !== 'table') {
      this.#endTable();
      this.#header = [];
      if (this.#isFull(piece.cell.text.length)) yield* this.#endPage();
      const range = this.#builder.appendNormalised(piece.cell.text);
      this.#builder.addCell(range, piece.row, piece.cell.column);
      this.#builder.breakBlock();
      this.#rows += 1;
      if (range.end === range.start) return;
      const { kind } = piece;
      this.#builder.addBlock(
        kind === 'heading' ? { kind, level: 2, ...range } : { kind: 'paragraph', ...range },
      );
      return;
    }
    if (!piece.continues) {
      this.#endTable();
      this.#header = piece.header;
      const [first] = piece.rows;
      const least = lengthOf(piece.header) + (first === undefined ? 0 : lengthOf([first]));
      if (this.#isFull(least)) yield* this.#endPage();
      this.#length = lengthOf(piece.header);
      this.#open = true;
    }
    for (const row of piece.rows) {
      const own = lengthOf([row]);
      if (this.#isFull(own)) {
        this.#endTable();
        yield* this.#endPage();
        const repeated = lengthOf(this.#header);
        if (repeated > MAX_REPEATED) this.#header = [];
        this.#length = Math.min(repeated, MAX_REPEATED);
      }
      this.#open = true;
      this.#body.push(row);
      this.#length += own;
    }
  }

  *end(): Generator<ParsedPage> {
    this.#endTable();
    yield* this.#endPage();
  }

  #isFull(next: number): boolean {
    const length = this.#builder.offset + this.#length;
    if (length === 0 || (this.#builder.offset === 0 && this.#body.length === 0)) return false;
    return length + next > PAGE_LENGTH || this.#rows + this.#body.length >= PAGE_ROWS;
  }

  #endTable(): void {
    if (!this.#open) return;
    const all = [...this.#header, ...this.#body];
    const columns = columnsOf(this.#header, this.#body);
    const rows = all.flatMap((row, index) => {
      const header = index < this.#header.length;
      return this.#writeRow(row, columns, header) ?? [];
    });
    this.#rows += all.length;
    this.#body = [];
    this.#length = 0;
    this.#open = false;
    const [first] = rows;
    const last = rows.at(-1);
    if (first === undefined || last === undefined) return;
    this.#builder.addBlock({ kind: 'table', start: first.start, end: last.end, rows });
  }

  #writeRow(
    row: SheetRow,
    columns: readonly number[],
    header: boolean,
  ): TableBlock['rows'][number] | undefined {
    const texts = new Map(shown(row, header).map((cell) => [cell.column, cell.text]));
    const start = this.#builder.offset;
    const cells = columns.map((column, index) => {
      if (index > 0) this.#builder.breakCell();
      const range = this.#builder.appendNormalised(texts.get(column) ?? '');
      this.#builder.addCell(range, row.row, column);
      return range;
    });
    const end = this.#builder.offset;
    this.#builder.breakBlock();
    return end === start ? undefined : { start, end, header, cells };
  }

  *#endPage(): Generator<ParsedPage> {
    const page = this.#builder.build({ number: this.#number, unit: 'sheet', label: this.#name });
    this.#builder = new PageBuilder();
    this.#rows = 0;
    if (page.text.trim() === '') return;
    this.#number += 1;
    yield page;
  }
}

/**
 * A merged cell's text stands in each row it reaches down over, since a row must be understood by
 * itself; across columns it is repeated above names only.
 */
function shown({ cells }: SheetRow, header: boolean): readonly SheetCell[] {
  return header ? cells : cells.filter((cell) => cell.merged !== 'across');
}

function columnsOf(header: readonly SheetRow[], body: readonly SheetRow[]): number[] {
  const columns = new Set<number>();
  for (const row of header) for (const { column } of shown(row, true)) columns.add(column);
  for (const row of body) for (const { column } of shown(row, false)) columns.add(column);
  return [...columns].sort((a, b) => a - b);
}

function lengthOf(rows: readonly SheetRow[]): number {
  let length = 0;
  for (const { cells } of rows) for (const { text } of cells) length += text.length + 1;
  return length;
}
