import { expect, test } from 'vitest';
import { asksForSeveral } from '../../../src/answer/expected/several.ts';

test.each([
  ['How do I book a place?', true],
  ['What are the requirements?', true],
  ['Comment réserver une place ?', true],
  ['Welche Unterlagen brauche ich?', true],
  ['¿Qué documentos necesito?', true],
  ['Quali documenti servono?', true],
  ['How many places are there?', false],
  ['Wie lange dauert es?', false],
  ['Who signs the lease?', false],
  ['What happens if I come late?', false],
  ['What is the quay for?', false],
  ['What does the firm deliver?', false],
])('%s asks for several things: %s', (question, several) => {
  expect(asksForSeveral(question)).toBe(several);
});
