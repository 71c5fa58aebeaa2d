import type { Fact, FactLanguage } from './fact.ts';

type Period = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** How each language says "every month", in flattened text; `=` parts the words of each period. */
const every: Readonly<
  Record<
    FactLanguage,
    {
      readonly before: string;
      readonly nouns: Readonly<Record<Period, string>>;
      readonly adjectives: Readonly<Record<Period, string>>;
    }
  >
> = {
  en: {
    before: 'per|each|every|/',
    nouns: {
      hour: 'hour|hr|h',
      day: 'day',
      week: 'week',
      month: 'month',
      quarter: 'quarter',
      year: 'year|annum',
    },
    adjectives: {
      hour: 'hourly',
      day: 'daily',
      week: 'weekly',
      month: 'monthly',
      quarter: 'quarterly',
      year: 'yearly|annual|annually|p\\.a\\.',
    },
  },
  fr: {
    before: "par|chaque|l'|tous les|toutes les|/",
    nouns: {
      hour: 'heure|h',
      day: 'jours?',
      week: 'semaines?',
      month: 'mois',
      quarter: 'trimestres?',
      year: 'ans?|annee',
    },
    adjectives: {
      hour: 'horaires?',
      day: 'quotidien\\p{L}*|journali\\p{L}*',
      week: 'hebdomadaires?',
      month: 'mensuel\\p{L}*',
      quarter: 'trimestriel\\p{L}*',
      year: 'annuel\\p{L}*',
    },
  },
  de: {
    before: 'pro|je|im|jede|jeden|jedes|jeder|/',
    nouns: {
      hour: 'stunde|std|h',
      day: 'tag',
      week: 'woche',
      month: 'monat',
      quarter: 'quartal',
      year: 'jahr(?! ?\\d)',
    },
    adjectives: {
      hour: 'stundlich\\p{L}*',
      day: 'taglich\\p{L}*',
      week: 'wochentlich\\p{L}*',
      month: 'monatlich\\p{L}*',
      quarter: 'vierteljahrlich\\p{L}*',
      year: 'jahrlich\\p{L}*',
    },
  },
  es: {
    before: 'por|al|cada|/',
    nouns: {
      hour: 'hora|h',
      day: 'dia',
      week: 'semana',
      month: 'mes',
      quarter: 'trimestre',
      year: 'ano',
    },
    adjectives: {
      hour: 'por hora',
      day: 'diari\\p{L}*',
      week: 'semanal\\p{L}*',
      month: 'mensual\\p{L}*',
      quarter: 'trimestral\\p{L}*',
      year: 'anual\\p{L}*',
    },
  },
  it: {
    before: "per|al|all'|ogni|/",
    nouns: {
      hour: 'ora|h',
      day: 'giorno',
      week: 'settimana',
      month: 'mese',
      quarter: 'trimestre',
      year: 'anno',
    },
    adjectives: {
      hour: 'orari\\p{L}*',
      day: 'giornalier\\p{L}*|quotidian\\p{L}*',
      week: 'settimanal\\p{L}*',
      month: 'mensil\\p{L}*',
      quarter: 'trimestral\\p{L}*',
      year: 'annu\\p{L}*',
    },
  },
};

const periods: readonly Period[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];

/** German writes the period before what it counts: "Jahresmiete". What it counts is left to read. */
const germanPrefix: Readonly<Record<Period, string>> = {
  hour: 'stunden',
  day: 'tages',
  week: 'wochen',
  month: 'monats',
  quarter: 'quartals',
  year: 'jahres',
};

const patterns = new Map<FactLanguage, ReadonlyMap<Period, RegExp>>();
function patternsOf(language: FactLanguage): ReadonlyMap<Period, RegExp> {
  const known = patterns.get(language);
  if (known !== undefined) return known;
  const { before, nouns, adjectives } = every[language];
  const made = new Map(
    periods.map((period) => [
      period,
      new RegExp(
        `(?<!\\p{L})(?:(?:(?:${before}) ?(?:${nouns[period]})|${adjectives[period]})(?!\\p{L})${
          language === 'de' ? `|${germanPrefix[period]}(?=\\p{L}{3,})` : ''
        })`,
        'gu',
      ),
    ]),
  );
  patterns.set(language, made);
  return made;
}

/** What is counted by the hour, month or year, in flattened text. */
export function findPeriods(text: string, language: FactLanguage): Fact[] {
  return [...patternsOf(language)].flatMap(([period, pattern]) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => {
      const keys = [`per ${period}`];
      return { dimension: 'period', start: index, end: index + match.length, keys, holds: keys };
    }),
  );
}

/** "a month", after an amount or not: a period or a length of time. */
export function periodOfArticle(base: string, factor: number): string | undefined {
  const names: Readonly<Record<string, string>> = {
    'month 1': 'per month',
    'month 3': 'per quarter',
    'month 12': 'per year',
    'day 1': 'per day',
    'day 7': 'per week',
    'second 3600': 'per hour',
  };
  return names[`${base} ${factor}`];
}
