import { stem, wordsOf } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';

/** What a question asks about: its content words and numbers as search terms. */
export interface Terms {
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

/** The content words, stemmed by a language, and the numbers of a text. */
export function termsOf(text: string, language: string): Terms {
  const words = new Set<string>();
  const numbers = new Set<string>();
  for (const { word, number } of wordsOf(text)) {
    if (number) numbers.add(word);
    else if (!isStopWord(word, [language])) words.add(stem(word, language));
  }
  return { words, numbers };
}
