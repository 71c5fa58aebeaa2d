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

/** The rows that head a table. */
function heads(rows: readonly GridRow[]): string[] {
  return tableBlocks(rows).flatMap((block) =>
    block.kind === 'table'
      ? block.rows.filter(({ header }) => header).map(({ cells }) => cells.join('|'))
      : [],
  );
}

const bold = (text: string): FlowBlock => ({ kind: 'paragraph', text, bold: true });

test('a first row in bold heads a table of words, unless all of it is bold', () => {
  const body = [row('Roof', 'Anna Berg'), row('Cellar', 'Udo Lind')];
  expect(heads([row(bold('Part'), bold('Who')), ...body])).toEqual(['Part|Who']);
  expect(heads([row('Part', 'Who'), ...body])).toEqual([]);
  expect(heads([row(bold('Part'), bold('Who')), row(bold('Roof'), bold('Anna'))])).toEqual([]);
});

test('names above figures head a table, in two lines too; merged ones stand above each column', () => {
  const grouped: GridRow = {
    header: false,
    cells: [
      { blocks: [bold('Site')], columns: 1, rows: 1 },
      { blocks: [bold('Cost')], columns: 2, rows: 1 },
    ],
  };
  const rows = [grouped, row('', 'Plan', 'Real'), row('Bern', '4', '5'), row('Lyon', '6', '7')];
  expect(heads(rows)).toEqual(['Site|Cost|Cost', '|Plan|Real']);
});
