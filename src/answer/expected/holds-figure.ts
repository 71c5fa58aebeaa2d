import { isStopWord } from '../../language/stop-words.ts';
import { isFactLanguage, type Fact } from '../facts/fact.ts';
import { flat } from '../facts/flat.ts';
import { findQuantities } from '../facts/quantities.ts';
import type { FigureKind } from './figure-kind.ts';

const TIMES = ['month', 'day', 'workday', 'second', 'date', 'time', 'period'];
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'PLN', 'SEK', 'NOK', 'DKK', 'cent'];
/** The dimensions of facts that are of a kind. "How long" is asked of a bridge, too. */
const DIMENSIONS: Readonly<Record<FigureKind, readonly string[] | undefined>> = {
  // A date is when something is to be done, not how long before it is to be told.
  notice: TIMES.filter((each) => each !== 'date' && each !== 'time'),
  time: [...TIMES, 'metre', 'mile', 'foot', 'times'],
  frequency: ['times', 'period', 'month', 'day', 'workday', 'second', 'weekday'],
  date: TIMES,
  share: ['percent', 'permille', 'percentage point'],
  deposit: CURRENCIES,
  money: CURRENCIES,
  // "How many of them" may be told as a share.
  count: ['number', 'person', 'times', 'percent'],
  age: ['month'],
  // English pounds are money or mass.
  mass: ['gram', 'ounce', 'GBP'],
  temperature: ['celsius', 'degree'],
  any: undefined,
};

/** A year, or a day of the month: "the 27th", "am 27.", "le 27 de chaque mois". */
const YEAR_OR_DAY =
  /(?<!\p{N})(?:1\p{N}{3}|20\p{N}\p{N})(?!\p{N})|(?<!\p{N})[0-3]?\p{N}(?:st|nd|rd|th)(?!\p{L})|(?<!\p{L})(?:am|zum) [0-3]?\p{N}\.|(?<!\p{N})[0-3]?\p{N} (?:de (?:chaque|cada)|du|di ogni|del) m(?:ois|es|ese)(?!\p{L})/iu;
/** What a text may say of a kind without a figure that is recognised as one. */
const OTHERWISE: Readonly<Partial<Record<FigureKind, RegExp>>> = {
  date: YEAR_OR_DAY,
  /** A deposit may be told in rents: "three months' rent", "drei Nettomieten". */
  deposit:
    /(?:\p{N}|zwei|drei|vier|fünf|sechs) \p{L}*mieten(?!\p{L})|months?['’]? rents?(?!\p{L})|mois de loyer|mensualit[éà]|mensilità|mensualidad|meses de (?:renta|alquiler)/iu,
  time: /(?<!\p{L})(?:same day|même jour|(?:selben|gleichen) tag|mismo día|stesso giorno)(?!\p{L})/iu,
  frequency:
    /(?<!\p{L})(?:regularly|régulièrement|regelmäßig|regularmente|regolarmente)(?!\p{L})/iu,
  money:
    /(?<!\p{L})(?:free of charge|for free|(?:is|are) free|gratuit\p{L}*|kostenlos\p{L}*|kostenfrei\p{L}*|unentgeltlich\p{L}*|gratis)(?!\p{L})/iu,
  count:
    /(?<!\p{L})(?:both|(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)-?(?:malig|fach)\p{L}*|beiden?|tou(?:te)?s (?:les )?deux|ambos|ambas|entrambi|entrambe)(?!\p{L})/iu,
  /** "Aged 39", and when somebody was born or something was founded. */
  age: /(?<!\p{L})(?:aged?|âgée?s?|alter|edad|età|alt)(?!\p{L})[^.]{0,12}\p{N}|(?<!\p{L})(?:born|founded|built|established|née?s?|fondée?s?|construite?s?|geboren|gegründet|erbaut|gebaut|naci(?:ó|dos?|das?)|fundad[oa]s?|nat[oa]|fondat[oa])(?!\p{L})[^.]*\p{N}{4}/iu,
};

/**
 * Whether a text names a figure of a kind, in digits or in words. The cells of a row lack their units,
 * and in other languages than those whose units are known any number will do.
 */
export function holdsFigure(text: string, language: string, kind: FigureKind = 'any'): boolean {
  const hasDigits = /\p{N}/u.test(text);
  if (!isFactLanguage(language) || text.includes('\t')) return hasDigits;
  const dimensions = DIMENSIONS[kind];
  if (dimensions === undefined && hasDigits) return true;
  if (OTHERWISE[kind]?.test(text) === true) return true;
  const facts = findQuantities(flat(text), text, language).filter(
    ({ dimension }) => dimensions === undefined || dimensions.includes(dimension),
  );
  if (kind === 'count') return facts.some((fact) => !isYear(fact, text, language));
  const [first, second] = facts;
  // One date says how long something lasts only where it is said to be the end.
  const oneDate = first?.dimension === 'date' && second === undefined;
  return kind === 'time' && oneDate ? ENDS.test(text) : first !== undefined;
}

/** What tells that a date is the end of something. */
const ENDS =
  /(?<!\p{L})(?:until|till|(?:by|to|through|au|al)(?= (?:the |le )?\p{N})|ends?|ended|ending|expires?|jusqu\p{L}*|fin(?:it|ira)?|prend fin|expire|termine|bis|endet|ende|läuft|abläuft|hasta|acaba|termina|vence|fino|entro|scade)(?!\p{L})/iu;

const AFTER_YEAR = /^ (\p{L}{3,})/u;
/** What stands before a year: "in 1281", "von 1763", "(1281". */
const BEFORE_YEAR =
  /(?:(?<!\p{L})(?:in|of|for|since|until|from|by|year|en|de|depuis|l['’]an|année|jahr|jahre|von|bis|seit|um|año|del?|desde|nel|dal|anno)|[(–/-]) ?$/iu;

/** Four digits count something only where a noun comes right after them: "1500 ships", not "in 1281". */
function isYear({ start, end }: Fact, text: string, language: string): boolean {
  if (!/^(?:1\d|20)\d\d$/u.test(text.slice(start, end))) return false;
  if (BEFORE_YEAR.test(text.slice(0, start))) return true;
  const [, next] = AFTER_YEAR.exec(text.slice(end)) ?? [];
  return next === undefined || isStopWord(next.toLowerCase(), [language]);
}
