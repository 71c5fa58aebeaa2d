import type { ScoredPassage } from '../store/types/search.ts';
import type { Lifts } from './language-bias.ts';

/**
 * The share of cosine similarity in the blend; the rest is BM25. Measured over four sets of
 * questions in several languages: .7 to .85 do equally well, and rank fusion loses up to 7 points
 * on questions in another language than the document, where words vote noise (docs/adr/0073).
 */
export const COSINE_SHARE = 0.75;

/**
 * What holding all of the question's words adds, beside 1 for the blend. BM25 pays a rare word again
 * and again; a passage that holds nearly every word of the question answers it more often. The share
 * held counts by its square, so that half the words add a quarter (docs/adr/0150).
 */
export const COVERAGE_WEIGHT = 0.4;

/**
 * The share of a question's words that must stand in the documents for words to count in full. Of a question in
 * another language one or two stand there by chance, and held by one passage alone they would outweigh any meaning
 * (docs/adr/0305).
 */
const TRUSTED = 0.6;

/** What two neighbours as good as itself add to a passage's score (docs/adr/0153). */
export const NEIGHBOUR_WEIGHT = 0.1;

/**
 * What standing in a document that the question names adds beside 1 for the blend, and what standing
 * under the name of the statement it asks for does (docs/adr/0154).
 */
const NAMED_WEIGHT = 1;
const HEADED_WEIGHT = 0.5;

/** A passage with its raw scores; null where one could not be computed. */
export interface BlendedPassage {
  readonly passage: number;
  readonly score: number;
  readonly cosine: number | null;
  readonly bm25: number | null;
}

/** Two scored passages of which one follows the other. */
export interface Adjoining {
  readonly passage: number;
  readonly next: number;
}

export interface Scores {
  readonly cosines: readonly ScoredPassage[];
  /** What is added to the cosine of passages in another language than the question's. */
  readonly lifts: Lifts;
  /** BM25 of every passage. */
  readonly words: readonly ScoredPassage[];
  /** The share of the question's words that each holds. */
  readonly coverages: readonly ScoredPassage[];
  /** The share of the question's words, by rarity, that stand in any document. */
  readonly known: number;
  readonly adjoining: readonly Adjoining[];
  /** Passages of documents that the question names. */
  readonly named: ReadonlySet<number>;
  /** Passages under the name of a statement that it asks for. */
  readonly headed: ReadonlySet<number>;
}

/**
 * Blends both scores, each scaled to 0..1 over these passages, and the share of the question's words
 * held, and adds what neighbours scored; best first, 1 at most. A passage whose vector is still to
 * come is judged by its words alone, so that a new file is found at once.
 */
export function blend(scores: Scores): BlendedPassage[] {
  const { cosines, lifts, words, coverages, known, adjoining, named, headed } = scores;
  const covered = new Map(coverages.map(({ passage, score }) => [passage, score]));
  const cosine = new Map(cosines.map(({ passage, score }) => [passage, score]));
  const lifted = (passage: number, score: number): number => score + (lifts.get(passage) ?? 0);
  const scaledCosine = scaled(cosines.map(({ passage, score }) => lifted(passage, score)));
  const scaledWords = scaled(words.map(({ score }) => score));
  const trust = Math.min(1, known / TRUSTED);
  const most =
    1 +
    COVERAGE_WEIGHT +
    (named.size > 0 ? NAMED_WEIGHT : 0) +
    (headed.size > 0 ? HEADED_WEIGHT : 0);
  const alone = new Map(
    words.map(({ passage, score: bm25 }) => {
      const word = scaledWords(bm25);
      const own = cosine.get(passage);
      const blended =
        own === undefined
          ? word
          : COSINE_SHARE * scaledCosine(lifted(passage, own)) + (1 - COSINE_SHARE) * trust * word;
      const coverage = COVERAGE_WEIGHT * (trust * (covered.get(passage) ?? 0)) ** 2;
      const name = named.has(passage) ? NAMED_WEIGHT : 0;
      const head = headed.has(passage) ? HEADED_WEIGHT : 0;
      return [passage, (blended + coverage + name + head) / most] as const;
    }),
  );
  const beside = new Map<number, number>();
  const add = (passage: number, neighbour: number): void => {
    beside.set(passage, (beside.get(passage) ?? 0) + (alone.get(neighbour) ?? 0) / 2);
  };
  for (const { passage, next } of adjoining) {
    add(passage, next);
    add(next, passage);
  }
  return words
    .map(({ passage, score: bm25 }) => {
      const own = alone.get(passage) ?? 0;
      const score = (own + NEIGHBOUR_WEIGHT * (beside.get(passage) ?? 0)) / (1 + NEIGHBOUR_WEIGHT);
      return { passage, score, cosine: cosine.get(passage) ?? null, bm25 };
    })
    .sort((a, b) => b.score - a.score || a.passage - b.passage);
}

/** Min-max scaling; all 0 where every score is the same. */
function scaled(scores: readonly number[]): (score: number) => number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const score of scores) {
    low = Math.min(low, score);
    high = Math.max(high, score);
  }
  return (score) => (high > low ? (score - low) / (high - low) : 0);
}
