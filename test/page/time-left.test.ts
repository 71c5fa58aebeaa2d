import { expect, test } from 'vitest';
import { timeLeft } from '../../renderer/i18n/time-left.ts';

test.each([
  [null, null],
  [0, null],
  [0.4, null],
  [1, { unit: 'seconds', count: 1 }],
  [59.2, { unit: 'seconds', count: 60 }],
  [60, { unit: 'minutes', count: 1 }],
  [61, { unit: 'minutes', count: 2 }],
  [5399, { unit: 'minutes', count: 90 }],
  [5400, { unit: 'hours', count: 2 }],
  [36_000, { unit: 'hours', count: 10 }],
])('%s seconds are said as %o', (seconds, said) => {
  expect(timeLeft(seconds)).toEqual(said);
});
