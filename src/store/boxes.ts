import type { Box, Span } from '../contract/place.ts';
import { WORD_STRIDE } from '../parse/document.ts';
import type { StoredPage } from './types.ts';

/** Two words share a line when they overlap by this part of the lower one's height. */
const SAME_LINE = 0.5;

interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Boxes around the words in the spans, one a line of text, in reading order. */
export function boxesOf(
  spans: readonly Span[],
  pageOf: (number: number) => StoredPage | undefined,
): Box[] {
  const boxes: Box[] = [];
  for (const span of spans) {
    const page = pageOf(span.page);
    if (page === undefined) continue;
    for (const line of linesOf(page.words, span)) {
      boxes.push({
        page: span.page,
        left: line.left,
        top: line.top,
        width: line.right - line.left,
        height: line.bottom - line.top,
      });
    }
  }
  return boxes;
}

function linesOf(words: Float32Array, span: Span): Rectangle[] {
  const wanted: Rectangle[] = [];
  for (let at = 0; at + WORD_STRIDE <= words.length; at += WORD_STRIDE) {
    const [start = 0, end = 0, left = 0, top = 0, width = 0, height = 0] = words.subarray(
      at,
      at + 6,
    );
    if (end <= span.start || start >= span.end) continue;
    wanted.push({ left, top, right: left + width, bottom: top + height });
  }
  const continues = runsDown(wanted) ? continuesDown : continuesAcross;
  const lines: Rectangle[] = [];
  for (const word of wanted) {
    const line = lines.at(-1);
    if (line !== undefined && continues(line, word)) {
      line.left = Math.min(line.left, word.left);
      line.top = Math.min(line.top, word.top);
      line.right = Math.max(line.right, word.right);
      line.bottom = Math.max(line.bottom, word.bottom);
    } else {
      lines.push(word);
    }
  }
  return lines;
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
function continuesAcross(line: Rectangle, word: Rectangle): boolean {
  const height = Math.min(line.bottom - line.top, word.bottom - word.top);
  const shared = overlap(line.top, line.bottom, word.top, word.bottom);
  const gap = -overlap(line.left, line.right, word.left, word.right);
  return shared >= SAME_LINE * height && gap <= 2 * height;
}

/** They lie below each other, within two letter heights; the letters lie on their side. */
function continuesDown(line: Rectangle, word: Rectangle): boolean {
  const width = Math.min(line.right - line.left, word.right - word.left);
  const shared = overlap(line.left, line.right, word.left, word.right);
  const gap = -overlap(line.top, line.bottom, word.top, word.bottom);
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
