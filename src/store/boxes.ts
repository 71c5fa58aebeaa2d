import type { Box, Span } from '../contract/place.ts';
import { WORD_STRIDE } from '../parse/document.ts';
import type { StoredPage } from './types/passages.ts';

/** Two words share a line when they overlap by this part of the lower one's height. */
const SAME_LINE = 0.5;

interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A line leans when it rises or falls by this part of its words' height from end to end. */
const LEANS = 0.15;

/**
 * Boxes around the words in the spans, in reading order: one a line of text, or one a word where the
 * line leans, as on a page that lay askew in the scanner.
 */
export function boxesOf(
  spans: readonly Span[],
  pageOf: (number: number) => StoredPage | undefined,
): Box[] {
  const boxes: Box[] = [];
  for (const span of spans) {
    const page = pageOf(span.page);
    if (page === undefined) continue;
    for (const { left, top, right, bottom } of marksOf(wordsIn(page.words, span))) {
      boxes.push({ page: span.page, left, top, width: right - left, height: bottom - top });
    }
  }
  return boxes;
}

function wordsIn(words: Float32Array, span: Span): Rectangle[] {
  const wanted: Rectangle[] = [];
  for (let at = 0; at + WORD_STRIDE <= words.length; at += WORD_STRIDE) {
    const [start = 0, end = 0, left = 0, top = 0, width = 0, height = 0] = words.subarray(
      at,
      at + 6,
    );
    if (end <= span.start || start >= span.end) continue;
    wanted.push({ left, top, right: left + width, bottom: top + height });
  }
  return wanted;
}

function marksOf(words: readonly Rectangle[]): Rectangle[] {
  const down = runsDown(words);
  const continues = down ? continuesDown : continuesAcross;
  const lines: { whole: Rectangle; words: Rectangle[] }[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    // The last word tells whether a line goes on; a whole that leans would take in the next line.
    const last = line?.words.at(-1);
    if (line !== undefined && last !== undefined && continues(last, word, line.whole)) {
      line.whole = around(line.whole, word);
      line.words.push(word);
    } else {
      lines.push({ whole: word, words: [word] });
    }
  }
  return lines.flatMap((line) =>
    leans(line.words, down) ? touching(line.words, down) : line.whole,
  );
}

function around(a: Rectangle, b: Rectangle): Rectangle {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** Whether the words of a line stand ever higher, or ever lower. */
function leans(words: readonly Rectangle[], down: boolean): boolean {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return false;
  const [from, to] = down ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
  const limit = LEANS * Math.min(...words.map((word) => word[to] - word[from]));
  // Larger print on the same baseline reaches higher and lower: its edges move apart.
  const [one, other] = [last[from] - first[from], last[to] - first[to]];
  return Math.min(one, other) > limit || Math.max(one, other) < -limit;
}

/** Each word's box drawn out to the next one's, so that the gaps are marked too. */
function touching(words: readonly Rectangle[], down: boolean): Rectangle[] {
  return words.map((word, index) => {
    const next = words[index + 1];
    if (next === undefined) return word;
    const [from, to] = down ? (['top', 'bottom'] as const) : (['left', 'right'] as const);
    // To its end where the text runs that way, to its start where the page stands on its head.
    const middle = (word[from] + word[to]) / 2;
    return next[from] + next[to] > 2 * middle
      ? { ...word, [to]: Math.max(word[to], next[from]) }
      : { ...word, [from]: Math.min(word[from], next[to]) };
  });
}

/**
 * Whether the text runs along the vertical of the unrotated page, as on a page turned by a quarter:
 * most steps from one word to the next are longer down or up than across. The words' own shapes do
 * not tell: "ill" is taller than wide, an ideograph is square.
 */
function runsDown(words: readonly Rectangle[]): boolean {
  let balance = 0;
  for (const [index, word] of words.entries()) {
    const last = words[index - 1];
    if (last === undefined) continue;
    const across = Math.abs(word.left + word.right - last.left - last.right);
    const down = Math.abs(word.top + word.bottom - last.top - last.bottom);
    balance += down > across ? 1 : -1;
  }
  return balance > 0;
}

/** They lie beside each other, within two letter heights. */
function continuesAcross(last: Rectangle, word: Rectangle): boolean {
  const height = Math.min(last.bottom - last.top, word.bottom - word.top);
  const shared = overlap(last.top, last.bottom, word.top, word.bottom);
  const gap = -overlap(last.left, last.right, word.left, word.right);
  return shared >= SAME_LINE * height && gap <= 2 * height;
}

/** They lie below each other, within two letter heights; the letters lie on their side. */
function continuesDown(last: Rectangle, word: Rectangle, line: Rectangle): boolean {
  const width = Math.min(last.right - last.left, word.right - word.left);
  const shared = overlap(last.left, last.right, word.left, word.right);
  const gap = -overlap(last.top, last.bottom, word.top, word.bottom);
  if (shared < SAME_LINE * width || gap > 2 * width) return false;
  // Short words one to a line of upright text stay apart.
  return isUpright(line) || isUpright(word);
}

/** Taller than wide. */
function isUpright(box: Rectangle): boolean {
  return box.bottom - box.top > box.right - box.left;
}

/** Length of the common part; negative is the gap between. */
function overlap(a: number, b: number, c: number, d: number): number {
  return Math.min(b, d) - Math.max(a, c);
}
