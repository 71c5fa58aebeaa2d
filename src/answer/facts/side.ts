import type { FactLanguage } from './fact.ts';

/** Words of one side, by language: without accents; `*` any ending, `#` an amount or a date. */
export type Side = Readonly<Record<FactLanguage, string>>;

/** Sides of which a sentence may not name another than its source. Alternatives are parted by `|`. */
export interface Opposites {
  readonly name: string;
  /** Parties to something: which one comes first tells who does what. */
  readonly roles: boolean;
  readonly sides: readonly Side[];
}

/** A side's words in English, French, German, Spanish and Italian. */
export const side = (en: string, fr: string, de: string, es: string, it: string): Side => ({
  en,
  fr,
  de,
  es,
  it,
});
