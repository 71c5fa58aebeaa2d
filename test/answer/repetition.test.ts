import { expect, test } from 'vitest';
import { isCutOff, isRepetitive, saysTheSame } from '../../src/answer/repetition.ts';

test.each([
  'The notice tells of the safety of the safety of the safety.',
  'The rent is due, the rent is due.',
  'He pays and and and he pays.',
  'La durée de la garantie de la garantie est de trois ans.',
  'Die Miete der Halle, der Halle, ist hoch.',
  'It is kept in the store room, it is kept in the yard, it is kept in the hall.',
])('%s runs in a circle', (text) => {
  expect(isRepetitive(text)).toBe(true);
});

test.each([
  'The office is open from 8:00 to 12:00 and from 13:00 to 17:00.',
  'He had had enough, and nous nous levons.',
  'The notice is 4 weeks, then 4 weeks, then 4 weeks.',
  'The tenant of the hall pays the rent of the hall.',
  'Die Miete der Halle und die Miete des Hofs sind hoch.',
])('%s does not', (text) => {
  expect(isRepetitive(text)).toBe(false);
});

test.each([
  'The rent is 12,500',
  'The tenant may not',
  'Repairs, such as (roof',
  'Write to office@harbour.',
  'x'.repeat(401) + '.',
])('"%s" is cut off', (text) => {
  expect(isCutOff(text)).toBe(true);
});

test.each(['It ends in 2027.', 'Is it so?', 'He said "no."', 'Voilà !', 'So ist es (meist).'])(
  '"%s" is whole',
  (text) => {
    expect(isCutOff(text)).toBe(false);
  },
);

const lease = 'The lease with Harrow ends on 31 March 2027.';
test.each([
  ['en', 'The lease with Harrow ends on 31 March 2027.', true],
  ['en', 'The lease ends on 31 March 2027.', true],
  ['en', 'The lease with Harrow ends on March 31, 2027.', true],
  ['en', 'The lease with Harrow ended on 31 March 2027.', true],
  ['en', 'The lease with Harrow ends on 31 March 2027, when the tenant leaves Ghent.', false],
  ['en', 'The lease with Harrow ends on 31 May 2028.', false],
  ['en', 'The rent of Harrow is due on 31 March 2027 in the harbour office.', false],
])('%s: %s says the same: %s', (language, text, same) => {
  expect(saysTheSame(text, lease, language)).toBe(same);
});
