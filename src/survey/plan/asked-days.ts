import type { FactLanguage } from '../../answer/facts/fact.ts';
import { flat } from '../../answer/facts/flat.ts';
import { statementOf } from '../../answer/facts/statement.ts';

/** The days a question names, first and last included, ISO 8601, and where it names them. */
export interface AskedDays {
  readonly at: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
  /** Both ends are said: a word such as "from" before it opens none. */
  readonly closed: boolean;
}

/** First and last day of a date with a year; undefined for one without. */
export function daysOf(keys: readonly string[]): { from: string; to: string } | undefined {
  for (const key of keys) {
    const [, year, month, day] = /^date (\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(key) ?? [];
    if (year === undefined) continue;
    if (month === undefined) return yearDays(Number(year));
    if (day !== undefined)
      return { from: `${year}-${month}-${day}`, to: `${year}-${month}-${day}` };
    return monthDays(Number(year), Number(month), 1);
  }
  return undefined;
}

const iso = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
const monthDays = (year: number, month: number, months: number): { from: string; to: string } => ({
  from: iso(year, month, 1),
  to: iso(year, month + months, 0),
});
const yearDays = (year: number): { from: string; to: string } => monthDays(year, 1, 12);

export function dayBeside(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const word = (alternatives: readonly string[], flags = 'u'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, flags);

const YEAR = '(?<year>(?:19|20)\\d\\d)';
const OF = "(?:of |of the year |in |de |de l'annee |del |des |des jahres |dell'|di )?";
const FIRST =
  '(?<first>first|1st|premiere?|1er|erste[nrsm]?|1\\.|primer|primera|primo|prima|1)|(?<second>second|2nd|deuxieme|seconde?|2e|zweite[nrsm]?|2\\.|segundo|segunda|secondo|seconda|2)';
const LATER =
  '(?<third>third|3rd|troisieme|3e|dritte[nrsm]?|3\\.|tercer|tercero|terzo|3)|(?<fourth>fourth|last|4th|quatrieme|4e|vierte[nrsm]?|4\\.|cuarto|quarto|4)';
/** "The first half of 2026", "2. Halbjahr 2026", "H1 2026" */
const HALF = word(
  [
    `(?:${FIRST}) (?:half|halbjahr|halfte|semestre|semester|mitad|meta) ${OF}${YEAR}`,
    `(?:h|s)(?<half>[12])[ /]?${OF}(?<of>(?:19|20)\\d\\d)`,
  ],
  'gu',
);
/** "Q2 2026", "the second quarter of 2026" */
const QUARTER = word(
  [
    `(?:${FIRST}|${LATER}) (?:quarter|quartal|quartals|trimestre) ${OF}${YEAR}`,
    `(?:q|t)(?<quarter>[1-4])[ /]?${OF}(?<of>(?:19|20)\\d\\d)`,
  ],
  'gu',
);
/** "Mid-2026" is no day and no year: what lies in it is not decided. */
const VAGUE =
  /(?<!\p{L})(?:early|mid|late|(?:at|towards) the (?:beginning|end) of|(?:in )?mid[- ]|debut|mi-|courant|anfang|mitte|principios de|mediados de|finales de|inizio|meta del|fine del) ?-?$/u;

interface Stretch extends Omit<AskedDays, 'closed'> {
  readonly closed?: boolean;
}

/**
 * The days a question names: a day, a month, a part of a year, a year, years seen from today, or a span
 * of such. Undefined where it names none, several that are no span, or a vague one.
 */
export function daysAsked(
  question: string,
  language: FactLanguage,
  now: Date,
): AskedDays | undefined {
  const flattened = flat(question);
  const { quantities } = statementOf(question, language);
  const stretches: Stretch[] = [...partsOfYears(flattened), ...seenFromToday(flattened, now)];
  const add = (one: Stretch): void => {
    if (stretches.every(({ at, end }) => one.end <= at || one.at >= end)) stretches.push(one);
  };
  for (const { dimension, keys, start, end } of quantities) {
    if (dimension === 'month' || dimension === 'day') {
      const ahead = daysAhead(flattened, { start, end, key: keys[0] ?? '' }, now);
      if (ahead !== undefined) add(ahead);
    }
    const days = dimension === 'date' ? daysOf(keys) : undefined;
    if (days !== undefined) add({ at: start, end, ...days });
  }
  for (const year of flattened.matchAll(/(?<![\p{L}\p{N}.,])(?:19|20)\d\d(?![\p{N}])/gu)) {
    add({ at: year.index, end: year.index + 4, ...yearDays(Number(year[0])) });
  }
  const [first, second] = stretches.toSorted((a, b) => a.at - b.at);
  if (first === undefined) return undefined;
  if (VAGUE.test(flattened.slice(0, first.at))) return undefined;
  const begun = quantities.find(
    ({ dimension, keys, end }) =>
      dimension === 'date' &&
      daysOf(keys) === undefined &&
      end <= first.at &&
      TO.test(flattened.slice(end, first.at)),
  );
  if (begun !== undefined) {
    const from = dayInYear(begun.keys[0] ?? '', first.from.slice(0, 4));
    return from === undefined ? undefined : { ...first, at: begun.start, from, closed: true };
  }
  if (second === undefined) return { closed: false, ...first };
  const between = flattened.slice(first.end, second.at);
  if (!TO.test(between)) return { closed: false, ...first };
  const span = ONE_TO_ANOTHER.test(between) || BETWEEN.test(flattened.slice(0, first.at));
  // "In 2024 or 2026" leaves a year out.
  if (!span && second.from !== dayBeside(first.to, 1)) return undefined;
  return { at: first.at, end: second.end, from: first.from, to: second.to, closed: true };
}

/** Between two dates of one span. */
const TO =
  /^ ?(?:and|to|until|till|through|or|et|ou|au|a|jusqu'(?:a|au|en)|und|oder|bis|bis zum|y|o|al|hasta|hasta el|e|fino al?|-|–|,)(?: the| le| el| il| dem| en| in| im| nel)? ?$/u;
const ONE_TO_ANOTHER =
  /^ ?(?:to|until|till|through|au|a|jusqu'(?:a|au|en)|bis|bis zum|al|hasta|hasta el|fino al?|-|–)(?: |$)/u;
const BETWEEN =
  /(?<!\p{L})(?:between|from|entre|de|du|zwischen|von|vom|desde|del|tra|fra|dal)(?: the| le| el| il| dem)? $/u;

/** "01-15" or "month 1 of the year" in a year that a later date names. */
function dayInYear(key: string, year: string): string | undefined {
  const [, month, day] = /^date (\d\d)-(\d\d)$/u.exec(key) ?? [];
  if (month !== undefined && day !== undefined) return `${year}-${month}-${day}`;
  const alone = /^month (\d+) of the year$/u.exec(key)?.[1];
  return alone === undefined ? undefined : iso(Number(year), Number(alone), 1);
}

function partsOfYears(flattened: string): Stretch[] {
  const parts = (pattern: RegExp, months: number): Stretch[] =>
    [...flattened.matchAll(pattern)].map(({ 0: match, index, groups = {} }): Stretch => {
      const named = ['first', 'second', 'third', 'fourth'].findIndex(
        (name) => groups[name] !== undefined,
      );
      const part = named >= 0 ? named : Number(groups['half'] ?? groups['quarter']) - 1;
      const days = monthDays(Number(groups['year'] ?? groups['of']), part * months + 1, months);
      return { at: index, end: index + match.length, ...days };
    });
  return [...parts(HALF, 6), ...parts(QUARTER, 3)];
}

/** How many years from now. */
const relativeYears: readonly (readonly [number, RegExp])[] = [
  [
    -1,
    word([
      "last year|l'an(?:nee)? (?:derniere?|passee?)|(?:letzte|vorige|vergangene)[nsrm]? jahr(?:es)?|(?:el )?ano pasado|(?:l')?anno scorso|scorso anno",
    ]),
  ],
  [
    0,
    word([
      "this year|the current year|cette annee|(?:diese[smr]?|laufende[nsm]?) jahr(?:es)?|este ano|quest'anno|anno in corso",
    ]),
  ],
  [
    1,
    word([
      "next year|the coming year|l'an(?:nee)? prochaine?|(?:nachste|kommende)[nsrm]? jahr(?:es)?|(?:el )?proximo ano|(?:el )?ano que viene|(?:el )?ano proximo|(?:l')?anno prossimo|prossimo anno",
    ]),
  ],
];

function seenFromToday(flattened: string, now: Date): Stretch[] {
  return relativeYears.flatMap(([years, pattern]) => {
    const found = pattern.exec(flattened);
    if (found === null) return [];
    const days = yearDays(now.getFullYear() + years);
    return [{ at: found.index, end: found.index + found[0].length, ...days }];
  });
}

const AHEAD =
  /(?<!\p{L})(?:next|coming|following|prochaine?s?|nachsten?|kommenden?|proxim[oa]s|prossim[ie])(?!\p{L})/u;

/** "Within the next six months" */
function daysAhead(
  flattened: string,
  { start, end, key }: { readonly start: number; readonly end: number; readonly key: string },
  now: Date,
): Stretch | undefined {
  const said = /(?:\p{L}+ )?$/u.exec(flattened.slice(0, start))?.[0].length ?? 0;
  if (!AHEAD.test(flattened.slice(start - said, end))) return undefined;
  const amount = Number.parseFloat(key);
  const [year, month, day] = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const to = key.endsWith(' month')
    ? iso(year, month + amount, day)
    : iso(year, month, day + amount);
  return { at: start - said, end, from: iso(year, month, day), to, closed: true };
}
