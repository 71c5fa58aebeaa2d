import { expect, test } from 'vitest';
import { candidatesOf } from '../../src/answer/candidates.ts';
import { hitOf } from './fixtures/hit.ts';

/** The row that is taken to name the columns, if any. */
const namesOf = (...rows: string[]) => candidatesOf(hitOf(rows.join('\n')), 0).at(-1)?.header?.text;

test.each([
  ['Model\tWeight\tPrice', 'Heron\t13.4 kg\t749 EUR'],
  ['Grade\tTask\tStep 1\tStep 5', 'A\tPacking\t2,310\tEUR 2,590\tEUR'],
  ['Land\t2025\t2026', 'Norwegen\t4.120\t4.610'],
  ['\tQ1 2025\tQ2 2025', 'Revenue\t14.2\t15.1'],
  ['Plant\tCheck\tInterval', 'Crane\tby an expert\tyearly'],
  ['E-mail\tPlace', 'anna@kiln.example\tKehl'],
])('%j names the columns of %j', (names, row) => {
  expect(namesOf(names, row)).toBe(names.trim());
});

test.each([
  ['Heron\t13.4 kg\t749 EUR', 'Plover\t15.1 kg\t820 EUR'],
  ['Norwegen\t4.120\t4.610', 'Schweden\t3.870\t4.450'],
])('%j is a row like %j', (first, row) => {
  expect(namesOf(first, row)).toBeUndefined();
});

test('the names of columns hold across a line between rows, and no row of dashes is one', () => {
  const text = [
    'March 2, 2025\tMarch 3, 2024',
    'Assets',
    'Short-term deposits\t—\t2,032',
    'Boats\t5,409\t5,209',
    'Fees are described below in the notes to this statement.',
    'Reserves\t—\t—',
    'Equity\t12\t14',
  ].join('\n');
  const found = candidatesOf(hitOf(text), 0);
  const names = 'March 2, 2025\tMarch 3, 2024';
  expect(found.map(({ header }) => header?.text)).toEqual([
    undefined,
    undefined,
    names,
    names,
    undefined,
    undefined,
    undefined,
  ]);
  expect(found.map(({ label }) => label)).toEqual([true, true, false, false, false, false, false]);
});

test('a second table below a line has its own names', () => {
  const text = 'Item\tPrice\nHinge\t3\nFees\nKind\tFee\nMooring\t4\nBerth\tKind\tFee\nA\tdry\t4';
  const found = candidatesOf(hitOf(text), 0);
  expect(found.map(({ header }) => header?.text)).toEqual([
    undefined,
    'Item\tPrice',
    undefined,
    undefined,
    'Kind\tFee',
    'Kind\tFee',
    'Kind\tFee',
  ]);
});

test('a sentence knows the headings it stands under', () => {
  const text = 'Pool rules\nHold for all guests.\nTickets\nA ticket costs 4 euros.';
  const found = candidatesOf(hitOf(text, { heading: 'Pool rules' }), 0);
  expect(found.map(({ label }) => label)).toEqual([true, false, true, false]);
  expect(found[1]?.heading).toBe('Pool rules');
  expect(found[3]?.heading).toBe('Pool rules\nTickets');
});

test('the title at the head of a passage is no sentence, a point of a list is', () => {
  const title = candidatesOf(
    hitOf('Lease of the boathouse at 41 Quay Street, Kehl\nIt begins in May.'),
    0,
  );
  expect(title.map(({ label }) => label)).toEqual([true, false]);
  const points = candidatesOf(
    hitOf('Carries 90 kilograms in all\nFolds to 28 centimetres in a minute'),
    0,
  );
  expect(points.map(({ label }) => label)).toEqual([false, false]);
});

test('what leads in, asks or numbers a heading is a heading of what comes after it', () => {
  const text = [
    'Q: May dogs come along?',
    'A: Yes, on a lead.',
    '4. Lost property',
    'Documents needed:',
    'A passport and a photograph of the thing.',
  ].join('\n');
  const found = candidatesOf(hitOf(text), 0);
  expect(found.map(({ label }) => label)).toEqual([true, false, true, true, false]);
  expect(found[1]?.heading).toBe('Q: May dogs come along?');
});

test('a sentence that was printed on two lines is one', () => {
  const text = '• Winter moorings on the northern quay are let from October to\nthe end of April.';
  expect(candidatesOf(hitOf(text), 0).map((each) => each.text)).toEqual([text]);
});

test('a field is no heading, its short value is one with it, and a name stays above what leads in', () => {
  const text = [
    'SAIL 340: Sailing by Night',
    '• Description:',
    'Prepares crews for passages after dark.',
    '• Before it: SAIL 120',
    'Fee:',
    '45 EUR',
    'Season: summer',
  ].join('\n');
  const found = candidatesOf(hitOf(text), 0);
  expect(found.filter(({ label }) => label).map((each) => each.text)).toEqual([
    'SAIL 340: Sailing by Night',
    '• Description:',
  ]);
  expect(found.map((each) => each.text)).toContain('Fee:\n45 EUR');
  expect(found[2]?.heading).toBe('SAIL 340: Sailing by Night\n• Description:');
});
