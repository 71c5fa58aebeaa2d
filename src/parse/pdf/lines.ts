import { rightToLeft, unspaced, type Word } from './words.ts';

/** Words that follow each other on one line without a wide gap, left to right as printed. */
export interface Segment {
  readonly tokens: readonly Token[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly baseline: number;
  /** Size of most of its characters, in points. */
  readonly size: number;
  readonly bold: boolean;
  readonly text: string;
}

/** What stands between two spaces: one word, or several drawn apart but touching (`m` and `²`). */
export interface Token {
  readonly words: readonly Word[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
}

/** A gap from here on (in ems) parts a line into segments: wider than any justified space. */
const SEGMENT_GAP = 1.15;
/** Touching words make one token; the same limit that makes a space between glyphs. */
const TOKEN_GAP = 0.1;

/** Rows of words that share a baseline, top to bottom; each row left to right. */
export function rowsOf(words: readonly Word[]): Word[][] {
  const sorted = [...words].sort((a, b) => a.baseline - b.baseline);
  // Full-size words make the rows; small ones (superscripts, marks) then join the row they touch.
  const sizes = sorted.map((word) => word.size).sort((a, b) => a - b);
  const usual = sizes[sizes.length >> 1] ?? 10;
  const rows: Word[][] = [];
  let current: Word[] = [];
  let anchor: Word | null = null;
  for (const word of sorted) {
    if (anchor !== null && sameRow(anchor, word, usual)) current.push(word);
    else {
      current = [word];
      rows.push(current);
      anchor = word;
    }
    if (anchor === null || (word.size > anchor.size && isWritten(word))) anchor = word;
  }
  for (const row of rows) row.sort((a, b) => a.left - b.left);
  return rows;
}

function sameRow(anchor: Word, word: Word, usual: number): boolean {
  const large = Math.max(anchor.size, word.size);
  const small = Math.min(anchor.size, word.size);
  const distance = Math.abs(word.baseline - anchor.baseline);
  // A superscript sits up to half an em above; two lines of small print stand further apart. Signs,
  // such as the boxes of forms, have none: large ones would join the lines above and below.
  const written = isWritten(word.size > anchor.size ? word : anchor);
  if (written && small < 0.8 * large) return distance < 0.5 * large && large < 2.5 * usual;
  return distance < 0.3 * large;
}

function isWritten({ text }: Word): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Segments of one row. */
export function segmentsOf(row: readonly Word[]): Segment[] {
  const tokens = joinLetterSpaced(tokensOf(row));
  const segments: Segment[] = [];
  let start = 0;
  for (let index = 1; index <= tokens.length; index += 1) {
    const before = tokens[index - 1];
    const next = tokens[index];
    if (before === undefined) continue;
    const limit = SEGMENT_GAP * sizeOf(before.words);
    if (next !== undefined && next.left - before.right < limit) continue;
    segments.push(segmentFrom(tokens.slice(start, index)));
    start = index;
  }
  return segments;
}

/** One segment of tokens already in order. */
export function segmentFrom(tokens: readonly Token[]): Segment {
  const words = tokens.flatMap((token) => token.words);
  const size = sizeOf(words);
  const main = words.find((word) => word.size > 0.8 * size) ?? words[0];
  const bold = words.reduce((sum, word) => sum + (word.bold ? word.text.length : 0), 0);
  const letters = words.reduce((sum, word) => sum + word.text.length, 0);
  const ordered = readingOrder(tokens);
  return {
    tokens: ordered,
    left: Math.min(...words.map((word) => word.left)),
    right: Math.max(...words.map((word) => word.right)),
    top: Math.min(...words.map((word) => word.top)),
    bottom: Math.max(...words.map((word) => word.bottom)),
    baseline: main?.baseline ?? 0,
    size,
    bold: bold > letters / 2,
    text: ordered.map((token) => token.text).join(' '),
  };
}

function tokensOf(row: readonly Word[]): Token[] {
  const tokens: Token[] = [];
  let current: Word[] = [];
  const flush = (): void => {
    if (current.length > 0) tokens.push(tokenFrom(current));
    current = [];
  };
  for (const word of row) {
    const before = current.at(-1);
    if (before !== undefined) {
      const size = Math.max(before.size, word.size);
      const limit = TOKEN_GAP * size + Math.max(before.tracking, word.tracking);
      const gap = word.left - before.right;
      const spaced = word.spaced && !rightToLeft.test(word.text);
      if (gap >= limit || gap < -0.6 * size || spaced || turns(current, word)) flush();
    }
    current.push(word);
  }
  flush();
  return tokens;
}

/** Letters and figures that run to the right, whatever the line around them does. */
const leftToRight = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u;

/** Whether a word runs against those before it: what stands on either side is read elsewhere. */
function turns(before: readonly Word[], { text }: Word): boolean {
  const against = rightToLeft.test(text)
    ? leftToRight
    : leftToRight.test(text)
      ? rightToLeft
      : null;
  return against !== null && before.some((word) => against.test(word.text));
}

function tokenFrom(words: readonly Word[]): Token {
  // Marks that touch a word of a right-to-left script follow it on its left.
  const reversed = words.some((word) => rightToLeft.test(word.text));
  const ordered = reversed ? [...words].reverse() : words;
  return {
    words: ordered,
    text: ordered.map((word) => word.text).join(''),
    left: Math.min(...words.map((word) => word.left)),
    right: Math.max(...words.map((word) => word.right)),
  };
}

/**
 * Joins letter-spaced words (`A N N U A L`): runs of single letters at an even pitch, where a
 * clearly wider gap is the space between words.
 */
function joinLetterSpaced(tokens: readonly Token[]): Token[] {
  const single = (token: Token | undefined): boolean =>
    token !== undefined && /^\p{L}$/u.test(token.text) && !unspaced.test(token.text);
  const result: Token[] = [];
  let index = 0;
  while (index < tokens.length) {
    let end = index;
    while (single(tokens[end])) end += 1;
    const run = tokens.slice(index, end);
    if (run.length >= 4) result.push(...joinRun(run));
    else result.push(...run);
    const other = tokens[end];
    if (other !== undefined) result.push(other);
    index = end + 1;
  }
  return result;
}

function joinRun(run: readonly Token[]): Token[] {
  const gaps = run.slice(1).map((token, index) => token.left - (run[index]?.right ?? token.left));
  const narrow = [...gaps].sort((a, b) => a - b)[gaps.length >> 1] ?? 0;
  if (narrow > 0.8 * sizeOf(run[0]?.words ?? [])) return [...run];
  const joined: Token[] = [];
  let words: Word[] = [];
  run.forEach((token, index) => {
    if (index > 0 && (gaps[index - 1] ?? 0) > 1.7 * narrow) {
      joined.push(tokenFrom(words));
      words = [];
    }
    words = [...words, ...token.words];
  });
  joined.push(tokenFrom(words));
  return joined;
}

/**
 * Logical order of tokens that stand left to right as printed: a line of mostly right-to-left
 * script is read from its right end, runs of Latin words and numbers inside it from theirs left.
 */
function readingOrder(tokens: readonly Token[]): readonly Token[] {
  const arabic = tokens.filter((token) => rightToLeft.test(token.text)).length;
  if (arabic === 0) return tokens;
  const base = arabic * 2 >= tokens.length;
  const ordered: Token[] = [];
  let run: Token[] = [];
  // Runs against the line's base direction keep their own order inside.
  for (const token of base ? [...tokens].reverse() : tokens) {
    const against = rightToLeft.test(token.text) !== base;
    if (against) run.unshift(token);
    else {
      ordered.push(...run, token);
      run = [];
    }
  }
  return [...ordered, ...run];
}

function sizeOf(words: readonly Word[]): number {
  let best = 0;
  let most = 0;
  const counts = new Map<number, number>();
  for (const word of words) {
    const key = Math.round(word.size * 2) / 2;
    const count = (counts.get(key) ?? 0) + word.text.length;
    counts.set(key, count);
    if (count > most) {
      most = count;
      best = word.size;
    }
  }
  return best;
}
