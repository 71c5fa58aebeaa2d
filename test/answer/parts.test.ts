import { expect, test } from 'vitest';
import { partsOf } from '../../src/answer/parts.ts';

test.each([
  ['How long does it run and what is the rent?', ['How long does it run', 'what is the rent?']],
  ['Wer unterschreibt? Wann?', ['Wer unterschreibt?', 'Wann?']],
  ['Qui signe le bail, et quand prend-il fin ?', ['Qui signe le bail', 'quand prend-il fin ?']],
  [
    'Wie lange läuft der Vertrag und wie hoch ist die Miete?',
    ['Wie lange läuft der Vertrag', 'wie hoch ist die Miete?'],
  ],
])('%s asks several things', (question, parts) => {
  expect(partsOf(question)).toEqual(parts);
});

test.each([
  'What do bread and butter cost?',
  'Who pays for heating and water?',
  'Quels sont les droits et devoirs du locataire ?',
  'Was kosten Brot und Butter?',
  'heating and water',
  'Is it A and is it B and is it C and is it D?',
])('%s is asked as a whole', (question) => {
  expect(partsOf(question)).toEqual([question]);
});
