import type { Fact, FactLanguage } from './fact.ts';
import { findDates } from './dates.ts';
import { masked } from './flat.ts';
import { findNumbers, type FoundNumber } from './numbers.ts';
import { findPeriods, periodOfArticle } from './periods.ts';
import { currencyBefore, unitAfter, type Unit } from './units.ts';

/** Twelve digits, so that 1.1 million is what 1,100,000 is. */
const exact = (value: number): string => String(Number(value.toPrecision(12)));

/** "10 to 15 kg": the first number has the second's unit. */
const RANGE = /^ ?(?:-|–|to|bis|a|al|and|et|und|y|e|or|ou|oder|o) ?$/u;
/** Names of things made of letters and figures: A4, Q3, ISO-9001, 4.2.1. */
const CODE =
  /(?<![\p{L}\p{N}])(?!(?:k?m[23]|eur\d+|usd\d+|chf\d+|gbp\d+)(?![\p{L}\p{N}]))\p{L}+\d[\p{L}\p{N}]*|(?<![\p{L}\p{N}.])\d+(?:\.\d+){2,}(?![\d])/gu;

const COUNT: Unit = { base: 'times', factor: 1 };

interface Amount extends FoundNumber {
  unit: Unit | undefined;
}

/** "18,400 in 2020 and £21,900": the year is no amount of what comes next. */
const BEFORE_YEAR =
  /(?<!\p{L})(?:in|of|for|since|during|until|en|de|depuis|pour|im|jahr|seit|desde|para|nel|del|dal|per il) $/u;
const isYear = ({ start, end }: FoundNumber, text: string): boolean =>
  /^(?:19|20)\d\d$/u.test(text.slice(start, end)) && BEFORE_YEAR.test(text.slice(0, start));

/** "Thirty (30) days": one number, in words and in figures. */
function toldOnce(numbers: readonly FoundNumber[], text: string): FoundNumber[] {
  const told: FoundNumber[] = [];
  for (const number of numbers) {
    const last = told.at(-1);
    const again =
      last !== undefined &&
      /^ ?\($/u.test(text.slice(last.end, number.start)) &&
      text[number.end] === ')' &&
      last.values.some((value) => number.values.includes(value));
    if (again) told[told.length - 1] = { ...last, end: number.end + 1, article: false };
    else told.push(number);
  }
  return told;
}

function amounts(text: string, language: FactLanguage): Amount[] {
  const found = toldOnce(findNumbers(text, language), text).map((number): Amount => {
    const after =
      number.ordinal || number.times === true ? undefined : unitAfter(text, number.end, language);
    const before = after === undefined ? currencyBefore(text, number.start, language) : undefined;
    return {
      ...number,
      start: before?.start ?? number.start,
      end: after?.end ?? number.end,
      unit: number.times === true ? COUNT : (after?.unit ?? before?.unit),
    };
  });
  found.forEach((amount, index) => {
    const next = found[index + 1];
    if (amount.unit !== undefined || amount.ordinal || next?.unit === undefined) return;
    if (isYear(amount, text)) return;
    if (RANGE.test(text.slice(amount.end, next.start))) amount.unit = next.unit;
  });
  return found;
}

/** "Heron 20", "Article 5": the number names something and counts nothing. */
const isLabel = (raw: string, start: number): boolean =>
  /(?:^|[^\p{L}])\p{Lu}[\p{L}.]* $/u.test(raw.slice(Math.max(0, start - 40), start));

function factOf(amount: Amount, raw: string): Fact[] {
  const { start, end, values, unit } = amount;
  if (unit === undefined) {
    if (amount.article) return [];
    const dimension = amount.ordinal ? 'order' : isLabel(raw, start) ? 'label' : 'number';
    const keys = values.map((value) => `${exact(value)}${amount.ordinal ? ' in order' : ''}`);
    const holds = [...keys, ...values.map((value) => exact(value))];
    return [{ dimension, start, end, keys, holds }];
  }
  const keys = values.map((value) => `${exact(value * unit.factor)} ${unit.base}`);
  const period = amount.article ? periodOfArticle(unit.base, unit.factor) : undefined;
  if (period !== undefined) keys.push(period);
  return [
    {
      dimension: unit.base,
      start,
      end,
      keys,
      holds: [...keys, ...values.map((value) => exact(value))],
    },
  ];
}

/** "8 bis 16 Uhr": the first number is a time too. In English it may be before noon or after. */
function hourOf(amount: Amount, dates: readonly Fact[], text: string): Fact | undefined {
  const [value = -1] = amount.values;
  if (amount.unit !== undefined || amount.ordinal || value < 0 || value > 24) return undefined;
  const next = dates.find(
    ({ dimension, start }) => dimension === 'time' && RANGE.test(text.slice(amount.end, start)),
  );
  if (next === undefined) return undefined;
  const keys = [`time ${String(value).padStart(2, '0')}:00`];
  return { dimension: 'time', start: amount.start, end: amount.end, keys, holds: keys };
}

/** Everything countable in a text: dates, times, amounts with their units, periods and codes. */
export function findQuantities(flattened: string, raw: string, language: FactLanguage): Fact[] {
  const dates = findDates(flattened, raw, language);
  let text = masked(flattened, dates);
  const codes = [...text.matchAll(CODE)].map(({ 0: match, index }): Fact => {
    const keys = [`code ${match}`];
    return { dimension: 'code', start: index, end: index + match.length, keys, holds: keys };
  });
  text = masked(text, codes);
  const numbers = amounts(text, language).flatMap((amount) => {
    const time = hourOf(amount, dates, text);
    return time === undefined ? factOf(amount, raw) : [time];
  });
  const periods = findPeriods(text, language);
  return [...dates, ...codes, ...numbers, ...periods].toSorted((a, b) => a.start - b.start);
}
