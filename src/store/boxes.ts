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
  const lines: Rectangle[] = [];
  for (let at = 0; at + WORD_STRIDE <= words.length; at += WORD_STRIDE) {
    const [start = 0, end = 0, left = 0, top = 0, width = 0, height = 0] = words.subarray(
      at,
      at + 6,
    );
    if (end <= span.start || start >= span.end) continue;
    const word = { left, top, right: left + width, bottom: top + height };
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
 * Lines may run in any direction on the unrotated page: two words are on one line when they overlap
 * across either axis and lie within two letter heights along the other.
 */
function continues(line: Rectangle, word: Rectangle): boolean {
  const down = overlap(line.top, line.bottom, word.top, word.bottom);
  const across = overlap(line.left, line.right, word.left, word.right);
  const height = Math.min(line.bottom - line.top, word.bottom - word.top);
  const width = Math.min(line.right - line.left, word.right - word.left);
  if (down >= SAME_LINE * height) return -across <= 2 * height;
  return across >= SAME_LINE * width && isUpright(line) && isUpright(word) && -down <= 2 * width;
}

/** A word set along the vertical: taller than wide. */
function isUpright(word: Rectangle): boolean {
  return word.bottom - word.top > word.right - word.left;
}

/** Length of the common part; negative is the gap between. */
function overlap(a: number, b: number, c: number, d: number): number {
  return Math.min(b, d) - Math.max(a, c);
}
