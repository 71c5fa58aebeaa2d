import { termsOf } from './terms.ts';

/** What a follow-up asks beside, or in the place of, what was asked before it. */
export interface AskedAnew {
  /** The question it goes on with. */
  readonly before: string;
  readonly now: string;
  /**
   * It puts something in another's place ("and for part-time staff?"), so that what kind of thing is
   * asked for is told by the question before; else it asks a question of its own ("What is its rent?").
   */
  readonly replaces: boolean;
}

/** The question that tells what kind of thing is asked for: a date, a figure, a name. */
export const askedFor = (question: string, anew: AskedAnew | undefined): string =>
  anew === undefined || anew.replaces ? question : anew.now;

/** Letters of a word that a German compound may begin or end with. */
const IN_COMPOUND = 5;

/**
 * Tells how much of what a follow-up asks anew a text holds, 0 to 1: its words and numbers that the
 * question before did not have. Undefined where it has none of its own.
 */
export function anewIn({
  before,
  now,
}: AskedAnew): (text: string, language: string) => number | undefined {
  const wanted = new Map<string, readonly string[]>();
  const wantedIn = (language: string): readonly string[] => {
    const known = wanted.get(language);
    if (known !== undefined) return known;
    const [old, fresh] = [termsOf(before, language), termsOf(now, language)];
    const terms = [...fresh.words.difference(old.words), ...fresh.numbers.difference(old.numbers)];
    wanted.set(language, terms);
    return terms;
  };
  return (text, language) => {
    const terms = wantedIn(language);
    if (terms.length === 0) return undefined;
    const { words, numbers } = termsOf(text, language);
    const compounds = language === 'de' ? [...words] : [];
    const held = terms.filter(
      (term) =>
        words.has(term) ||
        numbers.has(term) ||
        (term.length >= IN_COMPOUND &&
          compounds.some((word) => word.startsWith(term) || word.endsWith(term))),
    );
    return held.length / terms.length;
  };
}
