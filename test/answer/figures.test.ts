import { expect, test } from 'vitest';
import { asksForFigure, holdsFigure } from '../../src/answer/figures.ts';

test.each(['How long is it?', 'Wie hoch ist sie?', 'Combien de jours ?', 'Until when?', 'Wann?'])(
  '%s asks for a figure',
  (question) => {
    expect(asksForFigure(question)).toBe(true);
  },
);

test.each(['Who signs?', 'Wie heißt die Leiterin?', 'Qui signe ?', 'The show of wheels'])(
  '%s does not',
  (question) => {
    expect(asksForFigure(question)).toBe(false);
  },
);

test.each([
  ['kept for thirty days', 'en', true],
  ['zehn Jahre aufbewahrt', 'de', true],
  ['dix ans', 'fr', true],
  ['12 lat', 'pl', true],
  ['kept for a while', 'en', false],
])('%s (%s) holds a figure: %s', (text, language, holds) => {
  expect(holdsFigure(text, language)).toBe(holds);
});
