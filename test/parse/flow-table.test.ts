import { expect, test } from 'vitest';
import { headingBlock, type FlowBlock } from '../../src/parse/flow.ts';
import { tableBlocks, type GridRow } from '../../src/parse/flow-table.ts';

function row(...cells: readonly (string | FlowBlock)[]): GridRow {
  return {
    header: false,
    cells: cells.map((cell) => {
      const block: FlowBlock =
        typeof cell === 'string' ? { kind: 'paragraph', text: cell, bold: false } : cell;
      return { blocks: [block], columns: 1, rows: 1 };
    }),
  };
}

/** Blocks in short: the cells of a table, or the text of another block. */
function short(blocks: readonly FlowBlock[]): unknown[] {
  return blocks.map((block) =>
    block.kind === 'table' ? block.rows.map(({ cells }) => cells) : block.text,
  );
}

test('headings across a form part its tables and leave them tables', () => {
  const form = [
    row('Name', 'Ada Vries'),
    row(headingBlock(1, 'Education')),
    row('Delft', '1998'),
    row('Ghent', '2003'),
  ];
  expect(short(tableBlocks(form))).toEqual([
    [['Name', 'Ada Vries']],
    'Education',
    [
      ['Delft', '1998'],
      ['Ghent', '2003'],
    ],
  ]);
});

test('cells with headings side by side only lay out a page', () => {
  const layout = [row(headingBlock(2, 'Left'), 'Right'), row('below left', 'below right')];
  expect(short(tableBlocks(layout))).toEqual(['Left', 'Right', 'below left', 'below right']);
});
