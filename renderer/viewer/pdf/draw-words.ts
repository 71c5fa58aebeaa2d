import { placeBox, type PageSize } from './box-geometry.ts';
import type { RecognisedWord } from './open-pdf.ts';

/**
 * Puts the recognised words of a scan over its picture, to be selected, copied and read aloud, as
 * pdf.js does with the text of other pages.
 *
 * @param rotation All of it, clockwise degrees.
 */
export function drawWords(
  words: readonly RecognisedWord[],
  shape: PageSize,
  container: HTMLElement,
  rotation: number,
): void {
  container.replaceChildren(
    ...words.map((word, index) => {
      const span = document.createElement('span');
      const { left, top, width, height } = placeBox(word, shape, rotation);
      const next = words[index + 1];
      // A word on its side takes its letters' height from its width.
      const letters = rotation % 180 === 0 ? word.height : Math.min(word.height, word.width);
      span.textContent = `${word.text}${next !== undefined && startsLine(word, next) ? '\n' : ' '}`;
      span.dir = 'auto';
      span.style.left = `${left}%`;
      span.style.top = `${top}%`;
      span.style.width = `${width}%`;
      span.style.height = `${height}%`;
      span.style.overflow = 'clip';
      span.style.setProperty('--font-height', `${letters}px`);
      return span;
    }),
  );
}

/** Whether a word stands on another line than the one before. */
function startsLine(before: RecognisedWord, word: RecognisedWord): boolean {
  const shared =
    Math.min(before.top + before.height, word.top + word.height) - Math.max(before.top, word.top);
  return shared < 0.3 * Math.min(before.height, word.height);
}
