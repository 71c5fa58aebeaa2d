import { DOUBTFUL_BELOW } from '../contract/ocr.ts';
import { WORD_STRIDE } from '../parse/document.ts';
import type { StoredPage } from '../store/types/passages.ts';

/** A word of a scan, with its box in unrotated points. */
export interface PlacedWord {
  text: string;
  left: number;
  top: number;
  width: number;
  height: number;
  doubtful: boolean;
}

/** The words of a recognised page in reading order, or null where the page was not recognised. */
export function recognisedWords(page: StoredPage | undefined): PlacedWord[] | null {
  const confidences = page?.confidences ?? null;
  if (page === undefined || confidences === null) return null;
  return [...confidences].map((confidence, word) => {
    const at = word * WORD_STRIDE;
    const [start = 0, end = 0, left = 0, top = 0, width = 0, height = 0] = page.words.subarray(
      at,
      at + WORD_STRIDE,
    );
    const text = page.text.slice(start, end);
    return { text, left, top, width, height, doubtful: confidence < DOUBTFUL_BELOW };
  });
}
