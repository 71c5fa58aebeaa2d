import type { Coverage, Scope } from '../../contract/documents.ts';
import type { NamedDocument } from '../named.ts';

/** Whether a passage (by id) belongs to those of which the best are found too, however many others are better. */
export type PassagePredicate = (passage: number) => boolean;

/**
 * The languages of passages (ISO 639-1, `und` where a text does not tell it). Strays, told in another than most of
 * their document, are taken to be in the document's.
 */
export interface PassageLanguages {
  of(passage: number): string;
  /** Tells passages in other languages than these; quickly, as it is asked of every passage there is. */
  outside(languages: readonly string[]): PassagePredicate;
  /** At most 200 passages of each language that counts, from all over them; some may be gone since. */
  samples(): ReadonlyMap<string, readonly number[]>;
}

export interface ScoredPassage {
  readonly passage: number;
  readonly score: number;
}

/** A content word or number of a query, as it is looked up. */
export interface WeighedWord {
  /** As it is written, in lower case. */
  readonly word: string;
  /** Its stems in the languages it may be in. */
  readonly terms: readonly string[];
  /** How many passages hold one, 0 for a word that stands nowhere. */
  readonly passages: number;
  /** Inverse document frequency, the largest where it stands nowhere; above 0. */
  readonly weight: number;
}

/** Finding passages, by words and by vectors. */
export interface SearchStore {
  /**
   * BM25 over stemmed words, best first, higher is better. Empty when no word is searchable.
   * `languages` are those the query may be in (ISO 639-1).
   */
  searchWords(
    query: string,
    languages: readonly string[],
    scope: Scope,
    limit: number,
  ): ScoredPassage[];
  /** BM25 of given passages (0 for no match). */
  scoreWords(
    query: string,
    languages: readonly string[],
    passages: readonly number[],
  ): ScoredPassage[];
  /**
   * Passages under a heading, or beginning with words, that hold one of the phrases (stems parted by
   * spaces), best first.
   */
  headedBy(phrases: readonly string[], scope: Scope, limit: number): number[];
  /** The few documents whose file name the query gives by a word and a number, if any. */
  namedDocuments(query: string, languages: readonly string[]): readonly NamedDocument[];
  /** The share of the query's words and numbers that given passages hold, weighed by rarity, 0 to 1. */
  coverWords(
    query: string,
    languages: readonly string[],
    passages: readonly number[],
  ): ScoredPassage[];
  /** The query's content words and numbers, and how rare each is in the store. */
  weighWords(query: string, languages: readonly string[]): WeighedWord[];
  /** Cosine similarity, best first; after them as many of those that `apart` tells, if it is given. */
  searchVectors(
    vector: Float32Array,
    scope: Scope,
    limit: number,
    apart?: PassagePredicate,
  ): Promise<ScoredPassage[]>;
  /** Exact cosine of given passages; those without a vector are left out. */
  scoreVectors(vector: Float32Array, passages: readonly number[]): Promise<ScoredPassage[]>;
  /** The languages of passages, as they are now. */
  passageLanguages(): Promise<PassageLanguages>;
  coverage(scope: Scope): Coverage;
}
