import { isFactLanguage } from '../../answer/facts/fact.ts';
import { flat } from '../../answer/facts/flat.ts';
import { statementOf } from '../../answer/facts/statement.ts';
import { queryLanguages } from '../../language/detect.ts';
import { conceptsIn } from './concepts.ts';
import type { PlanColumn } from './plan.ts';
import { AFTER_DATE, BEFORE_DATE, FROM_DATE, UNTIL_DATE, UP_TO_DATE } from './question-words.ts';

export type Condition = Extract<PlanColumn, { how: 'condition' }>;

/** Characters before a date in which a bound such as "before" may stand. */
const BOUND = 16;
/** Characters behind a date in which a verb may stand that it belongs to. */
const BEHIND = 12;
const FIRST = '0000-01-01';
const LAST = '9999-12-31';

interface Span {
  readonly at: number;
  readonly end: number;
  readonly from: string;
  readonly to: string;
}

/**
 * A condition on a date: "that end in 2026", "qui expirent avant mars 2027". Undefined where there is
 * none; other conditions are not decided, since a wrong "no" hides a document.
 */
export function conditionIn(question: string): Condition | undefined {
  const span = spanIn(question);
  if (span === undefined) return undefined;
  const dated = conceptsIn(question, queryLanguages(question)).filter(({ concept }) =>
    concept.values.includes('date'),
  );
  // German puts the verb behind: "die vor 2027 auslaufen".
  const named =
    dated.findLast(({ start }) => start < span.at) ??
    dated.find(({ start }) => start >= span.end && start - span.end <= BEHIND);
  const from = Math.max(
    named !== undefined && named.start < span.at ? named.start : 0,
    span.at - BOUND,
  );
  const bound = flat(question.slice(from, span.at));
  const range = { from: span.from, to: span.to };
  if (named === undefined) {
    if (!UNTIL_DATE.test(bound)) return undefined;
    const at = span.at - bound.length + bound.search(UNTIL_DATE);
    return { how: 'condition', name: question.slice(at, span.end), concept: 'end', ...range };
  }
  const name = question.slice(Math.min(named.start, span.at), Math.max(named.end, span.end));
  const column = { how: 'condition', name, concept: named.concept.id } as const;
  if (BEFORE_DATE.test(bound)) return { ...column, from: FIRST, to: dayBeside(span.from, -1) };
  if (UP_TO_DATE.test(bound)) return { ...column, from: FIRST, to: span.to };
  if (AFTER_DATE.test(bound)) return { ...column, from: dayBeside(span.to, 1), to: LAST };
  if (FROM_DATE.test(bound)) return { ...column, from: span.from, to: LAST };
  return { ...column, ...range };
}

/** The first date of a question: a day, a month of a year, or a year. */
function spanIn(question: string): Span | undefined {
  const language = queryLanguages(question).find(isFactLanguage) ?? 'en';
  for (const { dimension, keys, start, end } of statementOf(question, language).quantities) {
    const days = dimension === 'date' ? daysOf(keys) : undefined;
    if (days !== undefined) return { at: start, end, ...days };
  }
  const year = /(?<![\p{L}\p{N}.,])(?:19|20)\d\d(?![\p{N}])/u.exec(question);
  if (year === null) return undefined;
  const at = year.index;
  return { at, end: at + year[0].length, from: `${year[0]}-01-01`, to: `${year[0]}-12-31` };
}

/** First and last day of a date with a year; undefined for one without. */
export function daysOf(keys: readonly string[]): { from: string; to: string } | undefined {
  for (const key of keys) {
    const [, year, month, day] = /^date (\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(key) ?? [];
    if (year === undefined) continue;
    if (month === undefined) return { from: `${year}-01-01`, to: `${year}-12-31` };
    if (day !== undefined)
      return { from: `${year}-${month}-${day}`, to: `${year}-${month}-${day}` };
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    return { from: `${year}-${month}-01`, to: `${year}-${month}-${last}` };
  }
  return undefined;
}

function dayBeside(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
