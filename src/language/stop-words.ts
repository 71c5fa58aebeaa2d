import { stopwords as ar } from '@orama/stopwords/arabic';
import { stopwords as bg } from '@orama/stopwords/bulgarian';
import { stopwords as da } from '@orama/stopwords/danish';
import { stopwords as de } from '@orama/stopwords/german';
import { stopwords as el } from '@orama/stopwords/greek';
import { stopwords as en } from '@orama/stopwords/english';
import { stopwords as es } from '@orama/stopwords/spanish';
import { stopwords as fi } from '@orama/stopwords/finnish';
import { stopwords as fr } from '@orama/stopwords/french';
import { stopwords as hu } from '@orama/stopwords/hungarian';
import { stopwords as it } from '@orama/stopwords/italian';
import { stopwords as nl } from '@orama/stopwords/dutch';
import { stopwords as no } from '@orama/stopwords/norwegian';
import { stopwords as pt } from '@orama/stopwords/portuguese';
import { stopwords as ro } from '@orama/stopwords/romanian';
import { stopwords as ru } from '@orama/stopwords/russian';
import { stopwords as sv } from '@orama/stopwords/swedish';
import { stopwords as tr } from '@orama/stopwords/turkish';
import { stopwords as uk } from '@orama/stopwords/ukrainian';

// prettier-ignore
const lists: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({ ar, bg, da, de, el, en, es, fi, fr, hu, it, nl, no, nb: no, nn: no, pt, ro, ru, sv, tr, uk })
    .map(([language, words]) => [language, new Set(words.map((word) => word.toLowerCase()))]),
);

/** Whether a lower-case word carries no meaning of its own in one of the languages (ISO 639-1). */
export function isStopWord(word: string, languages: readonly string[]): boolean {
  return languages.some((language) => lists.get(language)?.has(word) === true);
}
