import { type PercentBox, placeBox, turnedSize } from './box-geometry.ts';
import type { RecognisedWord } from './open-pdf.ts';
import type { PageShape } from './page-layout.ts';

/**
 * Puts the recognised words of a scan over its picture, to be selected, copied and read aloud, as
 * pdf.js does with the text of other pages.
 *
 * @param shape turned as the words stand upright
 * @param turn clockwise degrees beyond that
 */
export function drawWords(
  words: readonly RecognisedWord[],
  shape: PageShape,
  container: HTMLElement,
  turn: number,
): void {
  const upright = words.map((word) => placeBox(word, shape, shape.rotation));
  container.replaceChildren(
    ...words.map((word, index) => {
      const span = document.createElement('span');
      const { left, top, width, height } = placeBox(word, shape, shape.rotation + turn);
      const [here, next] = [upright[index], upright[index + 1]];
      const letters = turnedSize(word, shape.rotation).height;
      span.textContent = `${word.text}${here !== undefined && next !== undefined && startsLine(here, next) ? '\n' : ' '}`;
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
function startsLine(before: PercentBox, word: PercentBox): boolean {
  const shared =
    Math.min(before.top + before.height, word.top + word.height) - Math.max(before.top, word.top);
  return shared < 0.3 * Math.min(before.height, word.height);
}
