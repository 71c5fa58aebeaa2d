import { numberTerms } from './numbers.ts';
import { stemmers } from './stemmers.ts';

/** Longer "words" are encoded data or table rules; a term that long finds nothing. */
const MAX_WORD = 64;
/** Bounds the memory of one call; a passage has a few hundred words. */
const MAX_CACHE = 20_000;

const TOKEN =
  /(?<number>\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\p{L}\p{N}])|\d+(?:[.,'’\u00a0\u202f]\d+)*(?![\p{L}\p{N}]))|[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
/** Written without spaces between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;
/** What elision leaves before the apostrophe (French, Italian, Catalan), and English endings. */
const ELIDED = new Set(
  'c d j l m n s t qu jusqu lorsqu puisqu quoiqu un dell all nell sull dall quell ll re ve'.split(
    ' ',
  ),
);

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const cache = new Map<string, string>();

/** One word of a text: as written in lower case, or a number. */
export interface Word {
  readonly word: string;
  readonly number: boolean;
}

/** The words and numbers of a text, in order, lower case, elisions taken off. */
export function* wordsOf(text: string): Generator<Word> {
  for (const match of text.normalize('NFC').matchAll(TOKEN)) {
    const [token] = match;
    if (match.groups?.['number'] !== undefined) {
      for (const term of numberTerms(token)) {
        if (term.length <= MAX_WORD) yield { word: term, number: true };
      }
    } else if (UNSPACED.test(token)) {
      for (const { segment, isWordLike } of segmenter.segment(token)) {
        if (isWordLike === true && segment.length <= MAX_WORD) {
          yield { word: segment.toLowerCase(), number: false };
        }
      }
    } else {
      yield* wordParts(token.toLowerCase());
    }
  }
}

function* wordParts(token: string): Generator<Word> {
  const parts = token.split(/['’]/u);
  for (const part of parts) {
    if (parts.length > 1 && ELIDED.has(part)) continue;
    if (part !== '' && part.length <= MAX_WORD) yield { word: part, number: false };
  }
}

/** The number that a word with letters before it bears, as "FY2018" bears 2018; documents may part them. */
export function numberIn(word: string): readonly string[] {
  return /^\p{L}{1,4}(\p{N}{3,})$/u.exec(word)?.slice(1) ?? [];
}

/**
 * The search term of a lower-case word in a language (ISO 639-1): its Snowball stem with Latin,
 * Greek, Cyrillic and Arabic diacritics folded. Without a stemmer, the folded word.
 */
export function stem(word: string, language: string): string {
  const key = `${language} ${word}`;
  let term = cache.get(key);
  if (term === undefined) {
    term = fold(stemmers.get(language)?.(word) ?? word);
    if (cache.size >= MAX_CACHE) cache.clear();
    cache.set(key, term);
  }
  return term;
}

/** The text as search terms joined by spaces, for an index that splits at spaces. */
export function stemText(text: string, language: string): string {
  const terms: string[] = [];
  for (const { word, number } of wordsOf(text)) terms.push(number ? word : stem(word, language));
  return terms.join(' ');
}

function fold(word: string): string {
  return word
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f\u064b-\u0652]/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replaceAll('ø', 'o')
    .replaceAll('ł', 'l')
    .replaceAll('đ', 'd')
    .toLowerCase()
    .normalize('NFC');
}
