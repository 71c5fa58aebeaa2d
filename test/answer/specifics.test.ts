import { expect, test } from 'vitest';
import { namesSomething } from '../../src/answer/specifics.ts';

test.each([
  'What is VAT?',
  'rent',
  'Wie hoch ist die Miete?',
  'lease-2026.pdf',
  'Kiedy kończy się umowa?',
])('%s names something', (question) => {
  expect(namesSomething(question)).toBe(true);
});

test.each([
  '2026',
  '42, 43',
  'le la les',
  'the of and to',
  'und der die das',
  'What is it?',
  'WHO IS IT?',
])('%s names nothing', (question) => {
  expect(namesSomething(question)).toBe(false);
});
