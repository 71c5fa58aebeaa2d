import { SSF, type CellObject } from '@e965/xlsx';
import { z } from 'zod';

/** Windows' numbers of languages, low ten bits ([MS-LCID] 2.2), for dates written out. */
const languages: ReadonlyMap<number, string> = new Map([
  [0x06, 'da'],
  [0x07, 'de'],
  [0x0a, 'es'],
  [0x0b, 'fi'],
  [0x0c, 'fr'],
  [0x10, 'it'],
  [0x13, 'nl'],
  [0x14, 'nb'],
  [0x15, 'pl'],
  [0x16, 'pt'],
  [0x1d, 'sv'],
]);

const formatter = z.object({
  format: z.function({
    input: [z.string(), z.number(), z.object({ dateNF: z.string() })],
    output: z.string(),
  }),
});
const { format } = formatter.parse(SSF);

/** A date in "the reader's own format" is written so that it means the same to everyone. */
export const DATE_FORMAT = 'yyyy-mm-dd';

/** A cell's value as it is shown, by its format. */
export function shownText(cell: CellObject): string {
  const pattern = typeof cell.z === 'string' ? cell.z : '';
  const shown = cell.w ?? formatted(cell.v, pattern);
  return /\[\$-/u.test(pattern) && /m{3}|d{3}/iu.test(pattern) ? inLanguage(shown, pattern) : shown;
}

/** The library refuses a point between day and month that is not marked as text. */
function formatted(value: CellObject['v'], pattern: string): string {
  if (value === undefined) return '';
  if (typeof value !== 'number' || pattern === '') return String(value);
  try {
    return format(pattern.replaceAll(/(?<!\\)\.(?!0)/gu, '\\.'), value, { dateNF: DATE_FORMAT });
  } catch {
    return String(value);
  }
}

/** The names of days and months in the language that the format names; the library has English. */
function inLanguage(shown: string, pattern: string): string {
  const code = /\[\$-([0-9A-F]{3,8})\]/iu.exec(pattern)?.[1];
  const language = languages.get(Number.parseInt(code ?? '0', 16) & 0x3ff);
  return language === undefined
    ? shown
    : shown.replaceAll(/[A-Z][a-z]{2,8}/gu, (word) => namesIn(language).get(word) ?? word);
}

const known = new Map<string, ReadonlyMap<string, string>>();

/** English names of months and days, long and short, with those of a language. */
function namesIn(language: string): ReadonlyMap<string, string> {
  const found = known.get(language);
  if (found !== undefined) return found;
  const names = new Map<string, string>();
  for (const width of ['short', 'long'] as const) {
    for (let day = 1; day <= 12; day += 1) {
      // Twelve months and, from the first of a month on, the days of a week.
      const month = new Date(Date.UTC(2026, day - 1, 1));
      const weekday = new Date(Date.UTC(2026, 0, day));
      const name = (where: string, part: 'month' | 'weekday', date: Date): string =>
        new Intl.DateTimeFormat(where, { day: 'numeric', [part]: width, timeZone: 'UTC' })
          .formatToParts(date)
          .find(({ type }) => type === part)?.value ?? '';
      names.set(name('en', 'month', month), name(language, 'month', month));
      names.set(name('en', 'weekday', weekday), name(language, 'weekday', weekday));
    }
  }
  known.set(language, names);
  return names;
}
