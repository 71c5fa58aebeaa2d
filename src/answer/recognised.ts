import { DOUBTFUL_BELOW } from '../contract/ocr.ts';
import type { Span } from '../contract/place.ts';
import { WORD_STRIDE } from '../parse/document.ts';
import type { PassageStore } from '../store/types/passages.ts';
import { factLanguages } from './facts/fact.ts';
import { findNumbers } from './facts/numbers.ts';

/** What is known of a quote whose text was recognised from a picture. */
export interface RecognisedQuote {
  /** Ranges of the quote, whose spans are joined with a line feed, that were recognised with doubt. */
  readonly doubtful: readonly { readonly start: number; readonly end: number }[];
}

/** A word with a digit, or one that begins with a capital and may be a name. */
const factLike = /\p{N}|^\P{L}*\p{Lu}/u;

/** What recognition says of the words in some spans; undefined where no page of them is a scan. */
export function recognisedQuote(
  store: Pick<PassageStore, 'page'>,
  documentId: string,
  spans: readonly Span[],
): RecognisedQuote | undefined {
  const doubtful: { start: number; end: number }[] = [];
  let isScan = false;
  let before = 0;
  for (const span of spans) {
    const page = store.page(Number(documentId), span.page);
    const confidences = page?.confidences ?? null;
    if (page !== undefined && confidences !== null) {
      isScan = true;
      confidences.forEach((confidence, word) => {
        const [start = 0, end = 0] = page.words.subarray(
          word * WORD_STRIDE,
          word * WORD_STRIDE + 2,
        );
        if (confidence >= DOUBTFUL_BELOW || end <= span.start || start >= span.end) return;
        doubtful.push({
          start: before + Math.max(start, span.start) - span.start,
          end: before + Math.min(end, span.end) - span.start,
        });
      });
    }
    before += span.end - span.start + 1;
  }
  return isScan ? { doubtful } : undefined;
}

/** Whether a number or what may be a name is made of words recognised with doubt. */
export function doubtsFacts(quote: string, { doubtful }: RecognisedQuote): boolean {
  if (doubtful.length === 0) return false;
  if (doubtful.some(({ start, end }) => factLike.test(quote.slice(start, end)))) return true;
  const numbers = factLanguages.flatMap((language) => findNumbers(quote, language));
  return numbers.some((number) =>
    doubtful.some(({ start, end }) => start < number.end && end > number.start),
  );
}
