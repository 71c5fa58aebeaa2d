import { expect, test } from 'vitest';
import { rowAsSentence } from '../../src/answer/facts/rows.ts';
import { rowInWords } from '../../src/answer/row-in-words.ts';

const header = 'City\tHotel limit\tDaily allowance';

test.each([
  [header, 'Oslo\t125 EUR\t32 EUR', 'City: Oslo; Hotel limit: 125 EUR; Daily allowance: 32 EUR'],
  ['\t2025\t2026', 'Revenue\t12\t14', 'Revenue; 2025: 12; 2026: 14'],
  // The years stand above the values, and nothing above what names the rows.
  ['2025\tMay 3, 2026', 'Revenue\t12\t14', 'Revenue; 2025: 12; May 3, 2026: 14'],
  [header, 'Oslo\t\t32 EUR', 'City: Oslo; Daily allowance: 32 EUR'],
  // As a narrow table comes out of a PDF: the currency read into the next column.
  [
    'City\t\tHotel limit\tDaily allowance',
    'Oslo\t125\tEUR 32\tEUR',
    'City: Oslo; Hotel limit: 125 EUR; Daily allowance: 32 EUR',
  ],
])('%j over %j', (names, row, words) => {
  expect(rowInWords(names, row)).toBe(words);
});

test('a row that does not fit its names stays as it is, and supports no written sentence', () => {
  for (const row of ['Oslo\t125 EUR', 'Oslo\t125\t130\t32 EUR']) {
    expect(rowInWords(header, row)).toBe(row);
    expect(rowAsSentence(header, row, 'en')).toBeUndefined();
  }
});

test('where the cells fit, no unit is moved', () => {
  expect(rowInWords('Item\tPieces\tPrice', 'Hinge\t12\tEUR 32')).toBe(
    'Item: Hinge; Pieces: 12; Price: EUR 32',
  );
});
