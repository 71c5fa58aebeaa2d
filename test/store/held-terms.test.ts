import { expect, test } from 'vitest';
import { HeldTerms } from '../../src/store/held-terms.ts';

const held = (terms: readonly string[], text: string): string[] =>
  [...new HeldTerms(terms).in(text)].toSorted();

test('finds whole terms, wherever they stand', () => {
  const terms = ['ferri', 'harbour', '2019', '1577.5', '租金', 'tram'];
  expect(held(terms, 'ferri 1577.5 the harbour 租金')).toEqual([
    '1577.5',
    'ferri',
    'harbour',
    '租金',
  ]);
  expect(held(terms, ' ferri  tram ')).toEqual(['ferri', 'tram']);
  expect(held(terms, 'ferris aferri 20195 harbourtram 1577')).toEqual([]);
  expect(held(terms, '')).toEqual([]);
  expect(held([], 'ferri')).toEqual([]);
});

test('finds a term of several words', () => {
  expect(held(['on two', 'two'], 'one on two three')).toEqual(['on two', 'two']);
  expect(held(['on two'], 'one on twofold two')).toEqual([]);
});

test('tells apart what shares a hash', () => {
  // As many words as there are hashes, many times over.
  const words = Array.from({ length: 5000 }, (_, index) => `w${index}`);
  expect(held(['w17', 'w4999', 'w5000'], words.join(' '))).toEqual(['w17', 'w4999']);
});
