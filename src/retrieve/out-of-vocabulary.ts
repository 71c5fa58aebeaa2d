import type { WeighedWord } from '../store/types/search.ts';

/**
 * The share, by rarity, of a question's words that no document holds ("out of vocabulary"), 0 to 1; 0 for a
 * question without words.
 */
export function outOfVocabularyShare(words: readonly WeighedWord[]): number {
  const weigh = (some: readonly WeighedWord[]): number =>
    some.reduce((sum, { weight }) => sum + weight, 0);
  const total = weigh(words);
  return total === 0 ? 0 : weigh(words.filter(({ passages }) => passages === 0)) / total;
}
