import type { FactLanguage } from './fact.ts';
import {
  gluedThousands,
  isArticle,
  numberNames,
  ordinalOf,
  scaleOf,
  timesOf,
} from './number-words.ts';

/** A number in a text. */
export interface FoundNumber {
  readonly start: number;
  readonly end: number;
  /** More than one where the way it is written has two readings ("1.500"). */
  readonly values: readonly number[];
  /** An article as well as the number one: counts only before a unit. */
  readonly article: boolean;
  readonly ordinal: boolean;
  /** "Twice", "dreimal": it counts how often. */
  readonly times?: boolean;
}

const DIGITS =
  /(?<![\p{L}\p{N}_#]|\d[.,/])(?<sign>(?<=^|[\s(:|])(?<!\d ?)-|minus )?(?<digits>\d{1,3}(?:[ '\u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)(?<half>[½¼¾])?(?<ordinal>(?:st|nd|rd|th|er|re|eme|e|º|ª)(?![\p{L}\p{N}]))?/gu;
const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['½', 0.5],
  ['¼', 0.25],
  ['¾', 0.75],
]);

/** The values that digits with separators may stand for; none for a version or section number. */
function valuesOf(written: string, language: string): number[] {
  const compact = written.replaceAll(/[ '\u00a0\u202f]/gu, '');
  const marks = [...compact.matchAll(/[.,]/gu)].map(([mark]) => mark);
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined) return [Number(compact)];
  const parts = compact.split(/[.,]/u);
  const grouped = (groups: readonly string[]): boolean =>
    /^[1-9]\d{0,2}$/u.test(groups[0] ?? '') && groups.slice(1).every((group) => group.length === 3);
  const whole = Number(parts.join(''));
  const decimal = Number(`${parts.slice(0, -1).join('')}.${parts.at(-1) ?? ''}`);
  if (marks.length > 1) {
    if (marks.every((mark) => mark === first)) return grouped(parts) ? [whole] : [];
    const ends = marks.slice(0, -1).every((mark) => mark === first) && first !== last;
    return ends && grouped(parts.slice(0, -1)) ? [decimal] : [];
  }
  if (!grouped(parts) || compact !== written) return [decimal];
  const decimalMark = language === 'en' ? '.' : ',';
  if (language === 'und' || first === decimalMark) return [decimal, whole];
  return [whole];
}

interface Token {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Numbers of a flattened text in digits and in words, in order. */
export function findNumbers(text: string, language: FactLanguage): FoundNumber[] {
  const digits = inDigits(text, language);
  const tokens = [...text.matchAll(/[a-z\u00c0-\u024f]+/gu)].map(({ 0: word, index }): Token => ({
    word: word.replaceAll('ß', 'ss'),
    start: index,
    end: index + word.length,
  }));
  const taken = (at: number): boolean => digits.some(({ start, end }) => at >= start && at < end);
  const found: FoundNumber[] = [...digits];
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    const number =
      token === undefined || taken(token.start) ? undefined : inWords(text, tokens, at, language);
    if (number !== undefined) found.push(number.found);
    at = number?.next ?? at + 1;
  }
  return found.toSorted((a, b) => a.start - b.start);
}

function inDigits(text: string, language: FactLanguage): FoundNumber[] {
  return [...text.matchAll(DIGITS)].flatMap((match): FoundNumber[] => {
    const { digits = '', sign, half, ordinal } = match.groups ?? {};
    const values = valuesOf(digits, language).map(
      (value) => (value + (FRACTIONS.get(half ?? '') ?? 0)) * (sign === undefined ? 1 : -1),
    );
    if (values.length === 0) return [];
    let end = match.index + match[0].length;
    let factor = 1;
    for (;;) {
      const next = /^[ -]?([a-z]+)(?![\p{L}\p{N}])\.?/u.exec(text.slice(end, end + 24));
      const scale = next?.[1] === undefined ? undefined : scaleOf(next[1], language);
      if (next === null || scale === undefined) break;
      factor *= scale;
      end += next[0].length;
    }
    return [
      {
        start: match.index,
        end,
        values: values.map((value) => value * factor),
        article: false,
        ordinal: ordinal !== undefined,
      },
    ];
  });
}

const none = { article: false, ordinal: false } as const;

/** Most words in the name of a number below a thousand ("quatre cent quatre vingt dix neuf"). */
const LONGEST = 6;

function inWords(
  text: string,
  tokens: readonly Token[],
  at: number,
  language: FactLanguage,
): { readonly found: FoundNumber; readonly next: number } | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  const ordinal = ordinalOf(first.word, language);
  if (ordinal !== undefined) {
    const found = {
      start: first.start,
      end: first.end,
      values: [ordinal],
      article: false,
      ordinal: true,
    };
    return { found, next: at + 1 };
  }
  const often = timesOf(first.word, language);
  if (often !== undefined) {
    const found = { ...none, start: first.start, end: first.end, values: [often], times: true };
    return { found, next: at + 1 };
  }
  let total = 0;
  let next = at;
  let article = false;
  for (;;) {
    const part = below(text, tokens, next, language);
    const scale = scaleOf(tokens[next + (part?.length ?? 0)]?.word ?? '', language);
    if (part === undefined && (scale === undefined || (next > at && total === 0))) break;
    article = next === at && part?.article === true && scale === undefined;
    total += part?.value ?? 0;
    next += part?.length ?? 0;
    let multiplied = false;
    for (;;) {
      const times = scaleOf(tokens[next]?.word ?? '', language);
      if (times === undefined || (next > at && !adjoin(text, tokens, next))) break;
      // "two thousand five hundred": what came before a larger scale belongs to it.
      total = (total === 0 ? 1 : total) * times;
      next += 1;
      multiplied = true;
    }
    if (!multiplied || !adjoin(text, tokens, next) || total < 1000) break;
    const more = below(text, tokens, next, language);
    if (
      more === undefined ||
      more.article ||
      scaleOf(tokens[next + more.length]?.word ?? '', language) !== undefined
    )
      break;
  }
  const last = tokens[next - 1];
  if (next === at || last === undefined) return undefined;
  return {
    found: { start: first.start, end: last.end, values: [total], article, ordinal: false },
    next,
  };
}

/** A number below a thousand (or a glued thousand) that begins at a token. */
function below(
  text: string,
  tokens: readonly Token[],
  at: number,
  language: FactLanguage,
): { readonly value: number; readonly length: number; readonly article: boolean } | undefined {
  const names = numberNames(language);
  for (let length = Math.min(LONGEST, tokens.length - at); length > 0; length--) {
    if (length > 1 && !adjoin(text, tokens, at + length - 1, at)) continue;
    const words = tokens.slice(at, at + length).map(({ word }) => word);
    const value = names.get(words.join(' '));
    if (value !== undefined) {
      return { value, length, article: length === 1 && isArticle(words[0] ?? '', language) };
    }
  }
  const word = tokens[at]?.word ?? '';
  if (isArticle(word, language)) return { value: 1, length: 1, article: true };
  const glued = gluedThousands(word, language);
  return glued === undefined ? undefined : { value: glued, length: 1, article: false };
}

/** Whether the tokens from one to another have only a space or a hyphen between them. */
function adjoin(text: string, tokens: readonly Token[], to: number, from = to - 1): boolean {
  for (let at = from + 1; at <= to; at++) {
    const [left, right] = [tokens[at - 1], tokens[at]];
    if (left === undefined || right === undefined) return false;
    if (!/^[ -]{1,2}$/u.test(text.slice(left.end, right.start))) return false;
  }
  return true;
}
