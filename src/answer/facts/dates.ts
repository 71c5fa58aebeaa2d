import type { Fact, FactLanguage } from './fact.ts';

const monthNames: readonly string[] = [
  'january januar janner janvier enero gennaio',
  'february februar fevrier febrero febbraio',
  'march marz maerz mars marzo',
  'april avril abril aprile',
  'may mai mayo maggio',
  'june juni juin junio giugno',
  'july juli juillet julio luglio',
  'august aout agosto',
  'september septembre septiembre setiembre settembre',
  'october oktober octobre octubre ottobre',
  'november novembre noviembre',
  'december dezember decembre diciembre dicembre',
];
/** Short names count only beside a day or a year. */
const shortNames: readonly string[] = [
  'jan janv ene genn',
  'feb fevr febr febb',
  'mar mrz',
  'apr avr abr',
  'magg',
  'jun giu',
  'jul juil lug',
  'aug',
  'sep sept',
  'oct okt ott',
  'nov',
  'dec dez dic',
];
const months = new Map<string, number>();
for (const names of [monthNames, shortNames]) {
  names.forEach((line, index) => {
    for (const name of line.split(' ')) months.set(name, index + 1);
  });
}
const MONTH = [...months.keys()].toSorted((a, b) => b.length - a.length).join('|');
const LONG_MONTH = monthNames.join(' ').replaceAll(' ', '|');

const weekdayNames: readonly string[] = [
  'monday mondays lundi lundis montag montags lunes lunedi',
  'tuesday tuesdays mardi mardis dienstag dienstags martes martedi',
  'wednesday wednesdays mercredi mercredis mittwoch mittwochs miercoles mercoledi',
  'thursday thursdays jeudi jeudis donnerstag donnerstags jueves giovedi',
  'friday fridays vendredi vendredis freitag freitags viernes venerdi',
  'saturday saturdays samedi samedis samstag samstags sonnabend sabado sabados sabato',
  'sunday sundays dimanche dimanches sonntag sonntags domingo domingos domenica',
];
const weekdays = new Map(
  weekdayNames.flatMap((line, index) =>
    line.split(' ').map((name): [string, number] => [name, index + 1]),
  ),
);
const WEEKDAY = [...weekdays.keys()].join('|');

const two = (n: number): string => String(n).padStart(2, '0');

interface Day {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number | undefined;
}

function isDay({ month, day }: Day): boolean {
  return month >= 1 && month <= 12 && (day === undefined || (day >= 1 && day <= 31));
}

/** A two-digit year is of this century up to 2069, as POSIX reads it. */
const fullYear = (year: string): number =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < 69 ? 2000 : 1900);

/** What a date states, most exact first, and all that follows from it. */
function keysOf({ year, month, day }: Day): { keys: string[]; holds: string[] } {
  const holds = [
    ...(year !== undefined && day !== undefined ? [`date ${year}-${two(month)}-${two(day)}`] : []),
    ...(year === undefined ? [] : [`date ${year}-${two(month)}`]),
    ...(day === undefined ? [] : [`date ${two(month)}-${two(day)}`]),
    `month ${month} of the year`,
    ...(year === undefined ? [] : [String(year)]),
  ];
  return { keys: holds.slice(0, 1), holds };
}

type Found = Omit<Fact, 'dimension'>;

function fact(match: RegExpMatchArray, date: Day): Found[] {
  if (!isDay(date)) return [];
  const start = match.index ?? 0;
  return [{ start, end: start + match[0].length, ...keysOf(date) }];
}

const optional = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits);

const OF = "(?:of |de |del |di |d')?";
const DAY_FIRST = new RegExp(
  `(?<![\\p{L}\\p{N}])(\\d{1,2})(?:st|nd|rd|th|er|º|°|\\.)? ?${OF}(${MONTH})(?![\\p{L}])\\.?(?:,? ?${OF}(\\d{4})(?!\\d))?`,
  'gu',
);
const MONTH_FIRST = new RegExp(
  `(?<![\\p{L}\\p{N}])(${MONTH})(?![\\p{L}])\\.? (\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\p{N}])(?:,? ?(\\d{4})(?!\\d))?`,
  'gu',
);
const MONTH_YEAR = new RegExp(
  `(?<![\\p{L}\\p{N}])(${MONTH})(?![\\p{L}])\\.?,? ?${OF}(\\d{4})(?!\\d)`,
  'gu',
);
const ISO = /(?<![\p{L}\p{N}])(\d{4})-(\d{2})-(\d{2})(?!\d)/gu;
const NUMERIC = /(?<![\p{L}\p{N}.])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/]|\.\d)/gu;
const GERMAN_DAY = /(?<![\p{L}\p{N}.])(\d{1,2})\. ?(\d{1,2})\.(?![\p{L}\p{N}])/gu;
const MONTH_ALONE = new RegExp(`(?<![\\p{L}\\p{N}])(${LONG_MONTH})(?![\\p{L}\\p{N}])`, 'gu');

/** Dates of a flattened text as ISO 8601, times of day and days of the week. `raw` has its capitals. */
export function findDates(text: string, raw: string, language: FactLanguage): Fact[] {
  let rest = text;
  const found: Fact[] = [];
  const take = (
    pattern: RegExp,
    read: (match: RegExpMatchArray) => Found[],
    dimension = 'date',
  ): void => {
    for (const match of rest.matchAll(pattern)) {
      for (const one of read(match)) {
        found.push({ dimension, ...one });
        // Not read again as a shorter date or as numbers.
        rest = rest.slice(0, one.start) + '#'.repeat(one.end - one.start) + rest.slice(one.end);
      }
    }
  };
  take(ISO, (m) => fact(m, { year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) }));
  take(DAY_FIRST, (m) =>
    fact(m, { day: Number(m[1]), month: months.get(m[2] ?? '') ?? 0, year: optional(m[3]) }),
  );
  take(MONTH_FIRST, (m) =>
    fact(m, { month: months.get(m[1] ?? '') ?? 0, day: Number(m[2]), year: optional(m[3]) }),
  );
  take(MONTH_YEAR, (m) =>
    fact(m, { month: months.get(m[1] ?? '') ?? 0, day: undefined, year: optional(m[2]) }),
  );
  take(NUMERIC, (m) => numeric(m, language));
  if (language === 'de') {
    take(GERMAN_DAY, (m) => fact(m, { day: Number(m[1]), month: Number(m[2]), year: undefined }));
  }
  take(MONTH_ALONE, (m) =>
    isMonthName(m, text, raw, language)
      ? fact(m, { month: months.get(m[1] ?? '') ?? 0, day: undefined, year: undefined })
      : [],
  );
  take(
    new RegExp(`(?<!\\p{L})(${WEEKDAY})(?!\\p{L})`, 'gu'),
    (m) => named(m, `weekday ${weekdays.get(m[1] ?? '') ?? 0}`),
    'weekday',
  );
  take(CLOCK, clock, 'time');
  return found;
}

function named(match: RegExpMatchArray, key: string): Found[] {
  const start = match.index ?? 0;
  return [{ start, end: start + match[0].length, keys: [key], holds: [key] }];
}

/** Day, month and year in figures. In English 03/04 may be either; it then equals only itself. */
function numeric(match: RegExpMatchArray, language: FactLanguage): Found[] {
  const [, first = '', mark, second = '', end = ''] = match;
  const [a, b, year] = [Number(first), Number(second), fullYear(end)];
  const dayFirst = { day: a, month: b, year };
  const monthFirst = { month: a, day: b, year };
  if (language !== 'en' || mark === '.' || a === b || a > 12) {
    return fact(match, isDay(dayFirst) ? dayFirst : monthFirst);
  }
  if (b > 12) return fact(match, monthFirst);
  return named(match, `date ${year}-${two(a)}/${two(b)}`);
}

/** "may" and "march" are months in English only with a capital and where a month may stand. */
function isMonthName(
  match: RegExpMatchArray,
  text: string,
  raw: string,
  language: FactLanguage,
): boolean {
  const at = match.index ?? 0;
  const word = match[1] ?? '';
  if (language !== 'en' || !['may', 'march'].includes(word)) return true;
  if (!/\p{Lu}/u.test(raw[at] ?? '')) return false;
  return /(?:in|of|since|until|till|by|from|this|next|last|before|after|early|late|mid|every|each|to|and|or)[ -]$/u.test(
    text.slice(Math.max(0, at - 10), at),
  );
}

const CLOCK =
  /(?<![\p{L}\p{N}.,])(\d{1,2})(?:([:h.]| h )([0-5]\d))?(?: ?(am|pm|a\.m\.|p\.m\.|uhr|h|o'clock))?(?![\p{L}\p{N}]|[.,:]\d)/gu;

/** A time of day; a bare number is none, nor is "9.30" without a word that says so. */
function clock(match: RegExpMatchArray): Found[] {
  const [, hours = '', mark, minutes, word] = match;
  if (word === undefined && (mark === undefined || mark === '.')) return [];
  if (Number(hours) > 24) return [];
  const half = word?.startsWith('p') === true ? 12 : 0;
  const hour = (word?.[0] === 'a' || half > 0 ? Number(hours) % 12 : Number(hours)) + half;
  const key = `time ${two(hour)}:${minutes ?? '00'}`;
  const [found] = named(match, key);
  if (found === undefined) return [];
  // "8 h" may be a length of time.
  const length = mark === undefined && word === 'h' ? [`${Number(hours) * 3600} second`] : [];
  return [{ ...found, keys: [key, ...length], holds: [key, ...length] }];
}
