import { expect, test } from 'vitest';
import { asksForFigure } from '../../../src/answer/expected/figure.ts';

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
  'Quel est le nombre de places ?',
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
  '¿Cuál era el nombre del castillo?',
])('%s does not', (question) => {
  expect(asksForFigure(question)).toBe(false);
});
