import { expect, test } from 'vitest';
import { QuestionWords } from '../../src/answer/question-words.ts';

const words = new QuestionWords([
  { word: 'ferry', terms: ['ferri', 'ferry'], passages: 1, weight: 3 },
  { word: 'guests', terms: ['guest'], passages: 90, weight: 0.1 },
  { word: 'zeppelin', terms: ['zeppelin'], passages: 0, weight: 5 },
]);

test('a rare word counts more than a common one, and one that stands nowhere hardly', () => {
  expect(words.share('Ferries leave at noon.', 'en')).toBeGreaterThan(0.9);
  expect(words.share('Guests leave at noon.', 'en')).toBeLessThan(0.1);
  expect(words.share('Ferries take guests.', 'en')).toBeGreaterThan(0.95);
});

test('a question without content words asks for none', () => {
  expect(new QuestionWords([]).share('Ferries leave at noon.', 'en')).toBe(1);
});
