import { expect, test } from 'vitest';
import { asksForFigure, holdsFigure } from '../../../src/answer/expected/figure.ts';

test.each([
  'How long is it?',
  'Wie hoch ist sie?',
  'Combien de jours ?',
  'Until when?',
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
