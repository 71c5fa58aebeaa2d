import type { WeighedWord } from '../store/types.ts';

/** The share of a question's words, by rarity, that stand in no document at all; 0 for a question without words. */
export function nowhereShare(words: readonly WeighedWord[]): number {
  const weigh = (some: readonly WeighedWord[]): number =>
    some.reduce((sum, { weight }) => sum + weight, 0);
  const total = weigh(words);
  return total === 0 ? 0 : weigh(words.filter(({ passages }) => passages === 0)) / total;
}
