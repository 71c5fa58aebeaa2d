import { relativeTimes, type RelativeTime, type Vocabulary } from './vocabulary.ts';

/** A span of days in local time: from the first instant, up to but not including the second. */
export interface Days {
  readonly from: Date | undefined;
  readonly to: Date | undefined;
}

/** Alternatives as whole words of a folded text. */
export const whole = (alternatives: string): RegExp =>
  new RegExp(`(?<=[ '-])(?:${alternatives})(?=[ '-])`, 'gu');

const YEAR = '(?:19|20)\\d\\d';

/** The days that a folded text names, and the text without them. */
export function timesIn(
  text: string,
  words: Vocabulary,
  now: Date,
): { changed: Days | undefined; text: string } {
  let rest = text;
  const spans: Days[] = [];
  const take = (alternatives: string, spanOf: (groups: readonly string[]) => Days): void => {
    rest = rest.replaceAll(whole(alternatives), (...found: unknown[]) => {
      spans.push(spanOf(found.filter((each) => typeof each === 'string')));
      return ' ';
    });
  };
  const relative = relativeDays(now);
  for (const name of relativeTimes) take(words.relative[name], () => relative[name]);
  words.months.forEach((names, month) => {
    const spelled = names.replaceAll(',', '|');
    take(`(?:${spelled}) (?:de |del |of )?(${YEAR})`, ([, year = '']) => monthDays(+year, month));
  });
  take(`(?:${YEAR})`, ([year = '']) => yearDays(Number(year)));
  const changed = together(spans, rest, words);
  if (changed === undefined) return { changed, text: rest };
  const { since, after, before, until } = words;
  return { changed, text: rest.replaceAll(whole([since, after, before, until].join('|')), ' ') };
}

/** One span as it is, or open at one end after "since" or "before"; several from the first to the last. */
function together(spans: readonly Days[], rest: string, words: Vocabulary): Days | undefined {
  const starts = spans.flatMap(({ from }) => from ?? []).toSorted((a, b) => +a - +b);
  const ends = spans.flatMap(({ to }) => to ?? []).toSorted((a, b) => +a - +b);
  const [from, to] = [starts[0], ends.at(-1)];
  if (from === undefined || to === undefined) return undefined;
  if (spans.length > 1) return { from, to };
  if (whole(words.since).test(rest)) return { from, to: undefined };
  if (whole(words.after).test(rest)) return { from: to, to: undefined };
  if (whole(words.before).test(rest)) return { from: undefined, to: from };
  if (whole(words.until).test(rest)) return { from: undefined, to };
  return { from, to };
}

const yearDays = (year: number): Days => ({ from: new Date(year, 0), to: new Date(year + 1, 0) });
const monthDays = (year: number, month: number): Days => ({
  from: new Date(year, month),
  to: new Date(year, month + 1),
});

function relativeDays(now: Date): Readonly<Record<RelativeTime, Days>> {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  // Weeks begin on Monday.
  const monday = day - ((now.getDay() + 6) % 7);
  const days = (from: number, to: number): Days => ({
    from: new Date(year, month, from),
    to: new Date(year, month, to),
  });
  return {
    today: days(day, day + 1),
    yesterday: days(day - 1, day),
    week: days(monday, monday + 7),
    'last-week': days(monday - 7, monday),
    month: monthDays(year, month),
    'last-month': monthDays(year, month - 1),
    year: yearDays(year),
    'last-year': yearDays(year - 1),
  };
}
