/** Something a sentence states that must stand in its source in the same value. */
export interface Fact {
  /** Facts of one dimension can be mistaken for one another: amounts of euros, dates, months. */
  readonly dimension: string;
  /** UTF-16 range in the text. */
  readonly start: number;
  readonly end: number;
  /** What it states, in a form that languages share; any of them suffices. */
  readonly keys: readonly string[];
  /** What it proves for a sentence that rests on it: itself and what follows from it. */
  readonly holds: readonly string[];
}

/** Languages whose number words, units, opposites and negations are known. */
export const factLanguages = ['en', 'fr', 'de', 'es', 'it'] as const;
export type FactLanguage = (typeof factLanguages)[number];

export function isFactLanguage(language: string): language is FactLanguage {
  return factLanguages.some((known) => known === language);
}
