import type { FlowBlock } from '../flow.ts';
import type { GridCell, GridRow } from '../flow-table.ts';
import { attribute, isElement, isHidden, type Element } from './nodes.ts';

/** Rows of an HTML table (those of tables inside its cells are read by `readCell`). */
export function gridOf(
  table: Element,
  readCell: (cell: Element) => FlowBlock[],
): { rows: GridRow[]; captions: Element[] } {
  const rows: GridRow[] = [];
  const captions: Element[] = [];
  const section = (parent: Element, head: boolean): void => {
    for (const node of parent.childNodes) {
      if (!isElement(node) || isHidden(node)) continue;
      if (node.tagName === 'tr') rows.push(rowOf(node, head, readCell));
      else if (node.tagName === 'caption') captions.push(node);
      else if (/^t(?:head|body|foot)$/u.test(node.tagName)) section(node, node.tagName === 'thead');
    }
  };
  section(table, false);
  return { rows, captions };
}

function rowOf(row: Element, head: boolean, readCell: (cell: Element) => FlowBlock[]): GridRow {
  const cells: GridCell[] = [];
  let headings = 0;
  for (const node of row.childNodes) {
    if (!isElement(node) || isHidden(node)) continue;
    if (node.tagName !== 'td' && node.tagName !== 'th') continue;
    if (node.tagName === 'th') headings += 1;
    cells.push({
      blocks: readCell(node),
      columns: spanOf(node, 'colspan'),
      rows: spanOf(node, 'rowspan'),
    });
  }
  // A first cell alone that is a heading heads its row, not the columns.
  const header = head || (headings > 1 && headings === cells.length);
  return { header, cells };
}

function spanOf(cell: Element, name: string): number {
  const text = attribute(cell, name)?.trim() ?? '1';
  // 0 means "to the end of the group"; the bound of rows is the table's end.
  if (text === '0') return name === 'rowspan' ? 65_534 : 1;
  return /^\d{1,5}$/u.test(text) ? Math.max(1, Number(text)) : 1;
}
