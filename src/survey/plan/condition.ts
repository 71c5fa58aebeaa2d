import { isFactLanguage } from '../../answer/facts/fact.ts';
import { flat } from '../../answer/facts/flat.ts';
import { queryLanguages } from '../../language/detect.ts';
import { dayBeside, daysAsked, type AskedDays } from './asked-days.ts';
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

/** A condition and where the question says it. */
export interface SaidCondition {
  readonly column: Condition;
  readonly start: number;
  readonly end: number;
}

/**
 * A condition on a date: "that end in 2026", "qui expirent avant mars 2027". Undefined where there is
 * none; other conditions are not decided, since a wrong "no" hides a document.
 */
export function conditionIn(question: string, now: Date): SaidCondition | undefined {
  const languages = queryLanguages(question);
  const span = daysAsked(question, languages.find(isFactLanguage) ?? 'en', now);
  if (span === undefined) return undefined;
  const dated = conceptsIn(question, languages).filter(
    ({ concept, start, end }) =>
      concept.values.includes('date') && (end <= span.at || start >= span.end),
  );
  // German puts the verb behind: "die vor 2027 auslaufen".
  const named =
    dated.findLast(({ start }) => start < span.at) ??
    dated.find(({ start }) => start - span.end <= BEHIND);
  const from = Math.max(
    named !== undefined && named.start < span.at ? named.start : 0,
    span.at - BOUND,
  );
  const bound = flat(question.slice(from, span.at));
  const said = (concept: string, start: number, end: number): SaidCondition => {
    const range = rangeOf(span, bound);
    return {
      column: { how: 'condition', name: question.slice(start, end), concept, ...range },
      start,
      end,
    };
  };
  if (named === undefined) {
    if (!UNTIL_DATE.test(bound)) return undefined;
    const { column, start, end } = said(
      'end',
      span.at - bound.length + bound.search(UNTIL_DATE),
      span.end,
    );
    return { column: { ...column, from: span.from, to: span.to }, start, end };
  }
  return said(named.concept.id, Math.min(named.start, span.at), Math.max(named.end, span.end));
}

/** The days that a bound before them leaves open at one end. */
function rangeOf({ from, to, closed }: AskedDays, bound: string): { from: string; to: string } {
  if (closed) return { from, to };
  if (BEFORE_DATE.test(bound)) return { from: FIRST, to: dayBeside(from, -1) };
  if (UP_TO_DATE.test(bound)) return { from: FIRST, to };
  if (AFTER_DATE.test(bound)) return { from: dayBeside(to, 1), to: LAST };
  if (FROM_DATE.test(bound)) return { from, to: LAST };
  return { from, to };
}
