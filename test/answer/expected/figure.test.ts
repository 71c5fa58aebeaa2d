import { expect, test } from 'vitest';
import { asksForFigure, figureKind, holdsFigure } from '../../../src/answer/expected/figure.ts';

test.each([
  'How long is it?',
  'Wie hoch ist sie?',
  'Combien de jours ?',
  'Until when?',
  'In 1921, when was it built?',
  'How and when was it built?',
  'Wann?',
  'What does a place in the kiln cost?',
  'Quelle est la caution ?',
  'Was kostet ein Boot?',
  '¿Cuál es la fianza?',
  'Qual è il prezzo?',
  'What is the year end 2019 total amount of rents?',
  'Welcher Prozentsatz ist vermietet?',
  'What was the fixed asset turnover?',
  'What is the notice period?',
  'Quel est le préavis ?',
  'Was ist die Kündigungsfrist?',
])('%s asks for a figure', (question) => {
  expect(asksForFigure(question)).toBe(true);
});

test.each([
  'Who signs?',
  'Wie heißt die Leiterin?',
  'Qui signe ?',
  'The show of wheels',
  'What drove the operating margin?',
  'What is the rule for late fees?',
  'How do I get in when the key is lost?',
  'Que faire quand la clé est perdue ?',
])('%s does not', (question) => {
  expect(asksForFigure(question)).toBe(false);
});

test.each([
  ['kept for thirty days', 'en', true],
  ['zehn Jahre aufbewahrt', 'de', true],
  ['dix ans', 'fr', true],
  ['12 lat', 'pl', true],
  ['kept for a while', 'en', false],
])('%s (%s) holds a figure: %s', (text, language, holds) => {
  expect(holdsFigure(text, language)).toBe(holds);
});

test.each([
  ['How long does the lease run?', 'time'],
  ['Was ist die Kündigungsfrist?', 'notice'],
  ['When does it begin?', 'date'],
  ['Quelle année ?', 'date'],
  ['What percentage is let?', 'share'],
  ['Wie hoch ist die Nettomiete?', 'money'],
  ['Quelle est la caution ?', 'deposit'],
  ['How much does a boat cost?', 'money'],
  ['Cuánto cuesta una barca?', 'money'],
  ['Dans combien de pays ?', 'any'],
  ['How many days may I stay?', 'any'],
])('%s asks for %s', (question, kind) => {
  expect(figureKind(question)).toBe(kind);
});

test.each([
  ['The rent is 40 euros.', 'money', true],
  ['The rent changes by four percent.', 'money', false],
  ['The rent changes by four percent.', 'share', true],
  ['It runs for two years.', 'time', true],
  ['It has 12 rooms.', 'time', false],
  ['It may be ended with two months’ notice.', 'notice', true],
  ['It ends on 31 March 2028.', 'notice', false],
  ['It was built in 1921.', 'date', true],
  ['It has 12 rooms.', 'date', false],
  // The cells of a row lack their units.
  ['Rent\t40', 'money', true],
] as const)('%s holds a figure of %s: %s', (text, kind, holds) => {
  expect(holdsFigure(text, 'en', kind)).toBe(holds);
});
