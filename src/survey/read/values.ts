import type { Fact, FactLanguage } from '../../answer/facts/fact.ts';
import { turnsOf } from '../../answer/facts/negation.ts';
import { clauseAt, statementOf, type Statement } from '../../answer/facts/statement.ts';
import { daysOf } from '../plan/asked-days.ts';
import type { ValueKind } from '../plan/concept.ts';

/** A value as a text states it. */
export interface Value {
  readonly start: number;
  readonly end: number;
  /** As written, with the words that bound it ("at least four weeks"). */
  readonly text: string;
  /** What it is sorted by: days, euros, ISO 8601, or the text. */
  readonly order: string | number;
  /** First and last day, for dates with a year. */
  readonly days: { readonly from: string; readonly to: string } | undefined;
  /** Its clause denies or limits what it says, so that it must not stand alone. */
  readonly turned: boolean;
}

const DAYS: ReadonlyMap<string, number> = new Map([
  ['month', 30.44],
  ['day', 1],
  ['workday', 1.4],
  ['second', 1 / 86_400],
]);
const MONEY = new Set(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'PLN', 'SEK', 'NOK', 'DKK', 'cent']);

/** "Not less than" is the opposite of "less than": the longer ones come first. */
const BOUND = new RegExp(
  `(?<!\\p{L})(?:${[
    '(?:(?:no|not) )?(?:more|less|fewer|longer) than|at least|at most|up to|within|about|(?:not )?exceeding|(?:a |the )?(?:minimum|maximum) (?:period )?of',
    "(?:pas )?(?:plus|moins) de|au moins|au plus|jusqu'a|environ|au (?:minimum|maximum)",
    '(?:nicht )?(?:mehr|weniger|langer) als|mindestens|hochstens|maximal|bis zu|binnen|innerhalb von|rund',
    '(?:no )?(?:mas|menos) de|no inferior a|no superior a|al menos|como (?:maximo|minimo)|hasta',
    '(?:non )?(?:piu|meno) di|non inferiore a|non superiore a|almeno|al massimo|fino a|entro',
  ].join('|')}) $`,
  'u',
);
/** "10 to 15 kg", "20 or 30 days". */
const RANGE = /^ ?(?:-|–|to|bis|a|al|or|ou|oder|o) ?$/u;
/** "On the third working day of a month": the month is no length of time. */
const DAY_OF =
  /(?:\p{L}*tag|\d\.?|\d(?:st|nd|rd|th|er)|days?|jours?|dia|giorno) (?:of |d'|de |di )?$/u;
const EACH = /(?<!\p{L})(?:each|every|chaque|jede[nsmr]?|cada|ogni)(?!\p{L})/u;
/** "Dr. Solveig Brandt", "Frau Yıldız", "Mireille Osswald". */
const PERSON =
  /(?:(?:Mrs?|Ms|Dr|Prof|Mme|Mlle|M|Herrn?|Frau|Sra?|Sig(?:ra)?)\.? )+\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*|\p{Lu}[\p{Ll}\p{M}'’-]+ (?:(?:van|von|de|da|di|del|der) )*\p{Lu}[\p{Ll}\p{M}][\p{L}'’-]*/gu;

/** A text taken apart in one language. */
export const statementIn = (text: string, language: FactLanguage): Statement =>
  statementOf(text, language);

/** The values of some kinds that a statement makes, in order. */
export function valuesOf(statement: Statement, kinds: readonly ValueKind[]): Value[] {
  const found = kinds.flatMap((kind) =>
    kind === 'name' ? persons(statement) : quantities(statement, kind),
  );
  return found.toSorted((a, b) => a.start - b.start);
}

function quantities(statement: Statement, kind: ValueKind): Value[] {
  const values: Value[] = [];
  for (const fact of statement.quantities) {
    const order = orderOf(fact, kind);
    if (order === undefined) continue;
    if (kind === 'duration' && recurs(statement.flattened, fact)) continue;
    const last = values.at(-1);
    // The first and the last day are two values: a beginning and an end.
    if (
      kind !== 'date' &&
      last !== undefined &&
      RANGE.test(statement.flattened.slice(last.end, fact.start))
    ) {
      values[values.length - 1] = valueAt(statement, last.start, fact.end, last.order, last.days);
      continue;
    }
    const bound = BOUND.exec(statement.flattened.slice(0, fact.start))?.[0].length ?? 0;
    // "10 h 30"
    const rest = statement.flattened.slice(fact.end);
    const minutes = kind === 'time' ? (/^ [0-5]\d(?!\d)/u.exec(rest)?.[0].length ?? 0) : 0;
    const end = fact.end + minutes;
    values.push(valueAt(statement, fact.start - bound, end, order, daysOf(fact.keys)));
  }
  return values;
}

/** "The 5th of each month" and "the third day of a month" say when, not how long. */
function recurs(flattened: string, { start, end }: Fact): boolean {
  const words = flattened.slice(start, end);
  return EACH.test(words) || (/^\p{L}/u.test(words) && DAY_OF.test(flattened.slice(0, start)));
}

function valueAt(
  statement: Statement,
  start: number,
  end: number,
  order: string | number,
  days: Value['days'],
): Value {
  const { flattened, language, limits, excepts } = statement;
  const clause = clauseAt(statement, end - 1) ?? { start: 0, end: flattened.length };
  // What bounds the value denies nothing: "not less than three months".
  const around = `${flattened.slice(clause.start, start)}#${flattened.slice(end, clause.end)}`;
  return {
    start,
    end,
    text: statement.text.slice(start, end),
    order,
    days,
    turned: turnsOf(around, language).denies || limits || excepts,
  };
}

/** What a quantity is sorted by if it is of a kind. */
function orderOf({ dimension, keys }: Fact, kind: ValueKind): string | number | undefined {
  const amount = Number.parseFloat(keys[0] ?? '');
  switch (kind) {
    case 'date':
      return dimension === 'date' ? daysOf(keys)?.from : undefined;
    case 'duration': {
      const days = DAYS.get(dimension);
      return days === undefined ? undefined : amount * days;
    }
    case 'money':
      return MONEY.has(dimension) ? amount : undefined;
    case 'percent':
      return dimension === 'percent' ? amount : undefined;
    case 'time':
      return dimension === 'time' ? keys[0] : undefined;
    case 'name':
    case 'text':
    case 'clause':
    case 'parties':
      return undefined;
    default:
      return kind satisfies never;
  }
}

function persons({ text }: Statement): Value[] {
  return [...text.matchAll(PERSON)].map(({ 0: match, index }): Value => {
    const end = index + match.length;
    return { start: index, end, text: match, order: match, days: undefined, turned: false };
  });
}
