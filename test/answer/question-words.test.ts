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

test('among several languages, a word that stands nowhere counts in full', () => {
  const mixed = new QuestionWords(
    [
      { word: 'jours', terms: ['jour'], passages: 3, weight: 2 },
      { word: 'congé', terms: ['cong'], passages: 0, weight: 6 },
    ],
    true,
  );
  expect(mixed.share('Ouvert tous les jours.', 'fr')).toBe(0.25);
  expect(mixed.untold).toBe(0.75);
  expect(words.untold).toBe(0);
});

test('a question without content words asks for none', () => {
  expect(new QuestionWords([]).share('Ferries leave at noon.', 'en')).toBe(1);
});

test('a German compound holds the word that its last part is, and no other language’s does', () => {
  const rent = new QuestionWords([{ word: 'miete', terms: ['miet'], passages: 3, weight: 1 }]);
  expect(rent.share('Die Nettomiete beträgt 9.660 Euro.', 'de')).toBe(1);
  expect(rent.share('Der Mietvertrag läuft drei Jahre.', 'de')).toBe(0);
  expect(rent.share('The nettomiete is due.', 'en')).toBe(0);
});

test('the words of a text that the question holds, too', () => {
  expect(words.precision('Ferry guests', 'en')).toBe(1);
  expect(words.precision('Blue ferry crews', 'en')).toBeCloseTo(1 / 3);
  expect(words.precision('5,409', 'en')).toBe(0);
});
