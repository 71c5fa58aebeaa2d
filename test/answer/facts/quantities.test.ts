import { expect, test } from 'vitest';
import type { FactLanguage } from '../../../src/answer/facts/fact.ts';
import { statementOf } from '../../../src/answer/facts/statement.ts';

test.each<[FactLanguage, string, string[]]>([
  ['es', 'Un preaviso de treinta días.', ['30 day']],
  ['es', 'Un plazo de 15 días naturales.', ['15 day']],
  ['fr', 'Une température de 30 degrés.', ['30 degree']],
  ['it', 'Un importo di 3 milioni di euro.', ['3000000 EUR']],
  ['fr', 'Un capital de 2 millions d’euros.', ['2000000 EUR']],
  ['en', "Thirty (30) days' prior written notice.", ['30 day']],
  ['en', 'A sum of 1,000 (one thousand) euros.', ['1000 EUR']],
  ['de', 'Eine Frist von dreißig (30) Tagen.', ['30 day']],
  ['fr', 'Un préavis de trente (30) jours.', ['30 day']],
  ['it', 'Un preavviso di trenta (30) giorni.', ['30 day']],
  // Another number in brackets is another number.
  ['en', 'Three parts (5) were sent.', ['3', '5']],
])('%s: %s', (language, text, keys) => {
  const { quantities } = statementOf(text, language);
  expect(quantities.map((each) => each.keys[0])).toEqual(keys);
});
