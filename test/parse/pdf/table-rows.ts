import type { ParsedPage, TableBlock } from '../../../src/parse/document.ts';
import { type Drawing, makePdf, parse, put } from './make.ts';

/** The tables of a page. */
export function tablesOf(page: ParsedPage | undefined): TableBlock[] {
  return (page?.blocks ?? []).filter((block) => block.kind === 'table');
}

/** A table's rows, cells parted by `|`, rows of a head marked `#`. */
export function rowsOf(page: ParsedPage | undefined, table: TableBlock | undefined): string[] {
  return (table?.rows ?? []).map((row) => {
    const cells = row.cells.map((cell) => page?.text.slice(cell.start, cell.end) ?? '');
    return `${row.header ? '# ' : ''}${cells.join('|')}`;
  });
}

/** The rows of the only table of a drawn page. */
export async function readRows(draw: (pdf: Drawing) => void): Promise<string[]> {
  const { pages } = await parse(await makePdf(draw));
  const tables = tablesOf(pages[0]);
  if (tables.length !== 1) throw new Error(`${tables.length} tables`);
  return rowsOf(pages[0], tables[0]);
}

/** Text that ends at `right`. */
export function putRight(pdf: Drawing, text: string, right: number, y: number): void {
  pdf.fontSize(10);
  put(pdf, text, right - pdf.widthOfString(text), y);
}

/** Rows of cells that begin at the same places; empty cells are left out. */
export function grid(
  pdf: Drawing,
  rows: readonly (readonly string[])[],
  lefts: readonly number[],
  top = 60,
  step = 15,
): void {
  rows.forEach((row, line) => {
    row.forEach((cell, index) => {
      if (cell !== '') put(pdf, cell, lefts[index] ?? 0, top + step * line);
    });
  });
}
