import type { Fact, FactLanguage } from './fact.ts';
import { masked } from './flat.ts';
import { parties } from './parties.ts';
import { contraries } from './contraries.ts';

interface Matcher {
  readonly name: string;
  readonly key: string;
  readonly roles: boolean;
  readonly pattern: RegExp;
}

const matchers = new Map<FactLanguage, readonly Matcher[]>();

function matchersOf(language: FactLanguage): readonly Matcher[] {
  const known = matchers.get(language);
  if (known !== undefined) return known;
  const made = [...parties, ...contraries].flatMap(({ name, roles, sides }) =>
    sides.map((side, index): Matcher => {
      // "ß" stays what it is in flattened text.
      const words = (language === 'de' ? side.de.replaceAll('ss', '[sß]+') : side[language])
        .split('|')
        .map((word) => word.replaceAll('*', '\\p{L}*').replace(/ ?#$/u, ' (?:\\p{L}{1,4} )?(?=#)'));
      const pattern = new RegExp(
        `(?<![\\p{L}\\p{N}])(?:${words.map((word) => (word.endsWith('(?=#)') ? word : `${word}(?!\\p{L})`)).join('|')})`,
        'gu',
      );
      return { name, key: `${name} ${index}`, roles, pattern };
    }),
  );
  matchers.set(language, made);
  return made;
}

/** A word that has opposites. */
export interface Sided extends Fact {
  /** It names a party. */
  readonly role: boolean;
}

/** The words of a flattened text that have opposites; `quantities` are its amounts and dates. */
export function findSides(
  flattened: string,
  quantities: readonly Fact[],
  language: FactLanguage,
): Sided[] {
  const countable = quantities.filter(
    ({ dimension }) => dimension !== 'period' && dimension !== 'order',
  );
  const text = masked(flattened, countable);
  const found = matchersOf(language).flatMap(({ name, key, roles, pattern }) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }): Sided => ({
      dimension: name,
      start: index,
      end: index + match.length,
      keys: [key],
      holds: [key],
      role: roles,
    })),
  );
  // "no more than 5" says more than its part "more than 5".
  return found
    .filter(
      (one) =>
        !found.some(
          (other) =>
            other !== one &&
            other.dimension === one.dimension &&
            other.start <= one.start &&
            other.end >= one.end &&
            other.end - other.start > one.end - one.start,
        ),
    )
    .toSorted((a, b) => a.start - b.start);
}
