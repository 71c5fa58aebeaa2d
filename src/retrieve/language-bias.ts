import type { PassagePredicate, ScoredPassage, SearchStore } from '../store/types/search.ts';

/**
 * Where the question's own language holds this share of its words or less, other languages are put on a level
 * with it in full; where it holds this share or more, not at all: the answer is there in its own words.
 * Measured in docs/adr/0306.
 */
const LITTLE = 0.3;
const MOST = 0.7;

/**
 * Sampled passages at which half of the distance between two languages is believed: of a few it is mostly what
 * these few are about (the usual shrinkage of a mean, n / (n + k)).
 */
const FEW = 5;

/** What is added to the cosine of passages in another language than the question's, by id. */
export type Lifts = ReadonlyMap<number, number>;

/** What a store of several languages asks of a search. */
export interface LanguageBias {
  /** Passages in another language than the question, which those in its own would crowd out. */
  readonly apart: PassagePredicate;
  /**
   * What is added to the cosine of passages in other languages.
   *
   * @param held the share of the question's words that each passage holds, those that stand nowhere counted in
   */
  lifts(held: readonly ScoredPassage[]): Lifts;
}

/**
 * Makes up for the question's language: an embedder puts texts of one language near each other whatever they
 * are about, by .02 to .05 of cosine for multilingual-e5-small, which is as much as a right passage stands out. How
 * near the question lies to a language is its mean cosine to a sample of that language's passages; those of
 * other languages are raised by what theirs lies behind (docs/adr/0306).
 *
 * @param asked languages the question may be in (ISO 639-1), likeliest first
 * @returns undefined where no more than one language counts in the store
 */
export async function languageBias(
  store: Pick<SearchStore, 'passageLanguages' | 'scoreVectors'>,
  vector: Float32Array,
  asked: readonly string[],
): Promise<LanguageBias | undefined> {
  const languages = await store.passageLanguages();
  const samples = [...languages.samples()];
  if (samples.length < 2) return undefined;
  const sampled = samples.flatMap(([, passages]) => passages);
  const nearness = byLanguage(await store.scoreVectors(vector, sampled), (passage) =>
    languages.of(passage),
  );
  if (nearness.size < 2) return undefined;
  const level = levelOf(nearness, asked);
  const apart = languages.outside(asked);
  return {
    apart,
    lifts(held) {
      const most = mostHeld(held.filter(({ passage }) => !apart(passage)));
      const share = Math.min(1, Math.max(0, (MOST - most) / (MOST - LITTLE)));
      return new Map(
        held.flatMap(({ passage }) => {
          const behind = distance(level, nearness.get(languages.of(passage)) ?? level);
          return behind > 0 && apart(passage) ? [[passage, behind * share] as const] : [];
        }),
      );
    },
  };
}

/** The largest share of a question's words that one passage holds, 0 for none. */
export function mostHeld(coverages: readonly ScoredPassage[]): number {
  return Math.max(0, ...coverages.map(({ score }) => score));
}

/** How near a question lies to a language. */
interface Nearness {
  /** Of the cosines to the sampled passages. */
  readonly mean: number;
  readonly sampled: number;
}

function byLanguage(
  scores: readonly ScoredPassage[],
  languageOf: (passage: number) => string,
): ReadonlyMap<string, Nearness> {
  const groups = Map.groupBy(scores, ({ passage }) => languageOf(passage));
  return new Map(
    [...groups].map(([language, group]) => [
      language,
      {
        mean: group.reduce((sum, { score }) => sum + score, 0) / group.length,
        sampled: group.length,
      },
    ]),
  );
}

/**
 * The question's own language, or where the store holds none of it, the nearest of those that are sampled best: a
 * question lies near the few passages of a small language for what they are about, most of all if they answer it.
 */
function levelOf(nearness: ReadonlyMap<string, Nearness>, asked: readonly string[]): Nearness {
  const own = asked.flatMap((language) => nearness.get(language) ?? [])[0];
  if (own !== undefined) return own;
  const all = [...nearness.values()];
  const most = Math.max(...all.map(({ sampled }) => sampled));
  return all
    .filter(({ sampled }) => sampled >= most / 2)
    .reduce((a, b) => (a.mean >= b.mean ? a : b));
}

/** How far one language lies behind another, as far as their samples can be believed. */
function distance(level: Nearness, other: Nearness): number {
  const sampled = Math.min(level.sampled, other.sampled);
  return (level.mean - other.mean) * (sampled / (sampled + FEW));
}
