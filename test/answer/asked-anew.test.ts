import { expect, test } from 'vitest';
import { anewIn } from '../../src/answer/asked-anew.ts';

const staff = {
  before: 'How many days off do full-time staff have?',
  now: 'and part-time staff?',
  replaces: true,
};

test('words that the question before did not have are looked for', () => {
  const held = anewIn(staff);
  expect(held('Part-time staff have 16 days.', 'en')).toBe(1);
  expect(held('Full-time staff have 28 days.', 'en')).toBe(0);
});

test('German compounds count, and numbers', () => {
  const before = 'Wie viele Urlaubstage haben Vollzeitkräfte?';
  expect(
    anewIn({ before, now: 'und in Teilzeit?', replaces: true })(
      'Teilzeitkräfte haben 18 Tage.',
      'de',
    ),
  ).toBe(1);
  expect(
    anewIn({ before: 'The rent in 2024?', now: 'and 2025?', replaces: true })(
      'In 2025: 900.',
      'en',
    ),
  ).toBe(1);
});

test('a follow-up without words of its own asks for none', () => {
  expect(
    anewIn({ before: staff.before, now: 'and why?', replaces: true })('Because.', 'en'),
  ).toBeUndefined();
});
