import { expect, test } from 'vitest';
import {
  blocksOf,
  figureColumns,
  nameOfPart,
  type TextBlock,
} from '../../renderer/viewer/text/page-blocks.ts';

function tableOf(text: string): Extract<TextBlock, { kind: 'table' }> {
  const [block] = blocksOf(text, []);
  if (block?.kind !== 'table') throw new Error('no table');
  return block;
}

test('columns of numbers are known by what stands under their first row', () => {
  const text = [
    'Destination\tDays\tPrice\tShare\tMargin\tPhone\tNote',
    'Oslo\t4\t1,180.50 €\t12 %\t(3.5)\t+47 22 34\tBring',
    'Lyon\t2\t$31\t\t−4\tnone\t12 boxes',
  ].join('\n');
  expect([...figureColumns(text, tableOf(text).rows)]).toEqual([1, 2, 3, 4]);
});

test('a table of one row has no columns of numbers', () => {
  const text = '1\t2\t3';
  expect(figureColumns(text, tableOf(text).rows).size).toBe(0);
});

test('a sheet has a name of its own; a heading that stands in the text is none', () => {
  const headings = [{ heading: 'Rates', level: 1 }];
  expect(nameOfPart('City\tDays\nOslo\t4', headings)).toBe('Rates');
  expect(nameOfPart('Rates\nOslo takes four days.', headings)).toBe('');
  expect(nameOfPart('Oslo takes four days.', [])).toBe('');
});
