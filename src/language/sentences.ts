import { endsInAbbreviation, endsInOrdinal, isListMarker } from './sentence-ends.ts';

/** A range in UTF-16 units, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A sentence longer than this many characters is cut at its semicolons. */
const LONG = 600;

const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(language: string): Intl.Segmenter {
  const code = /^[a-z]{2}$/u.test(language) ? language : 'und';
  let found = segmenters.get(code);
  if (found === undefined) {
    found = new Intl.Segmenter(code, { granularity: 'sentence' });
    segmenters.set(code, found);
  }
  return found;
}

/** Quote marks and brackets that close only; `"` and `'` may open as well. */
const CLOSING = /^[»”’)\]]+[\s\u00A0\u202F]*/u;
/** German marks close with the ones that open elsewhere. */
const CLOSING_GERMAN = /^[“«‘)\]]+\s*/u;

/** True where two neighbouring segments are one sentence. */
function belongTogether(before: string, after: string, language: string): boolean {
  if (/[\n\r\u2028\u2029]\s*$/u.test(before)) return false;
  const left = before.trimEnd();
  if (left === '' || isListMarker(left)) return true;
  // "Is it true?" he asked.
  if (/^["'“”«»‘’(]?\p{Ll}/u.test(after)) return true;
  if (!left.endsWith('.')) return false;
  return endsInAbbreviation(left, after, language) || endsInOrdinal(left, after, language);
}

/** Cuts an over-long sentence after its semicolons, into pieces of at least a fifth of LONG. */
function cutLong(text: string, range: Range): Range[] {
  if (range.end - range.start <= LONG) return [range];
  const pieces: Range[] = [];
  let start = range.start;
  for (let at = text.indexOf(';', start); at >= 0 && at < range.end - 1;) {
    if (at + 1 - start >= LONG / 5) {
      pieces.push({ start, end: at + 1 });
      start = at + 1;
    }
    at = text.indexOf(';', at + 1);
  }
  pieces.push({ start, end: range.end });
  return pieces;
}

function trim(text: string, range: Range): Range | undefined {
  const slice = text.slice(range.start, range.end);
  const start = range.start + (slice.length - slice.trimStart().length);
  const end = range.start + slice.trimEnd().length;
  return end > start ? { start, end } : undefined;
}

/**
 * The sentences of a text as ascending, disjoint ranges that leave out nothing but white space.
 * A line feed always ends one. `language` is ISO 639-1 or `und`.
 */
export function sentenceRanges(text: string, language: string): Range[] {
  const merged: { start: number; end: number }[] = [];
  const closing = language === 'de' ? CLOSING_GERMAN : CLOSING;
  for (const { segment, index } of segmenter(language).segment(text)) {
    const last = merged.at(-1);
    let start = index;
    if (last !== undefined && !/\n\s*$/u.test(text.slice(Math.max(0, start - 8), start))) {
      // A mark that closes a quotation stays with it.
      const shift = closing.exec(segment)?.[0].length ?? 0;
      start += shift;
      last.end = start;
      // Sixty characters hold any abbreviation: no copying of a growing sentence.
      const before = text.slice(Math.max(last.start, start - 60), start);
      const after = text.slice(start, Math.min(start + 40, index + segment.length));
      if (belongTogether(before, after, language)) {
        last.end = index + segment.length;
        continue;
      }
    }
    if (index + segment.length > start) merged.push({ start, end: index + segment.length });
  }
  const result: Range[] = [];
  for (const range of merged) {
    for (const piece of cutLong(text, range)) {
      const trimmed = trim(text, piece);
      if (trimmed !== undefined) result.push(trimmed);
    }
  }
  return result;
}
