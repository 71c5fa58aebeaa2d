import { sentenceRanges } from '../../language/sentences.ts';
import { stem, wordsOf } from '../../language/stem.ts';
import { isStopWord } from '../../language/stop-words.ts';
import type { Fact } from './fact.ts';
import { flat } from './flat.ts';

/** A capitalised word, as it is written and in the forms it may stand in a source. */
export interface Name {
  readonly forms: readonly string[];
  readonly start: number;
  /** It begins a sentence, where every word has a capital. */
  readonly first: boolean;
}

const CAPITALISED = /(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}\p{N}]*(?:[’'-][\p{L}\p{M}\p{N}]+)*/gu;

/**
 * The words of a sentence that may be names: those with a capital. The first word of a sentence is
 * one unless it carries no meaning of its own ("The", "Le"); in German all nouns are.
 *
 * @param skipped ranges that are known to be no names: dates, units, roles.
 */
export function findNames(
  sentence: string,
  language: string,
  skipped: readonly { readonly start: number; readonly end: number }[] = [],
): Name[] {
  const starts = new Set(
    sentenceRanges(sentence, language).map(({ start, end }) => {
      const lead = /^[^\p{L}\p{N}]*/u.exec(sentence.slice(start, end))?.[0].length ?? 0;
      return start + lead;
    }),
  );
  return [...sentence.matchAll(CAPITALISED)].flatMap((match): Name[] => {
    const start = match.index;
    if (skipped.some((range) => start >= range.start && start < range.end)) return [];
    const first = starts.has(start);
    return [...wordsOf(match[0])].flatMap(({ word, number }): Name[] => {
      if (number || word.length < 2) return [];
      if (isStopWord(word, [language])) return [];
      return [{ forms: [flat(word), stem(word, language)], start, first }];
    });
  });
}

/** What stands before a German noun that is no name. */
const DETERMINED =
  /(?:^|[^\p{L}])(?:d(?:er|ie|as|en|em|es)|k?ein(?:e[nrsm]?)?|im|am|zum|zur|vom|beim|jede[nrsm]?|alle[nr]?|diese[nrsm]?|\p{L}{3,}(?:en|er|es|em)) $/u;

/** Names as facts, each of which a source must say the same of. German nouns are left out. */
export function namesAsFacts(
  sentence: string,
  language: string,
  skipped: readonly { readonly start: number; readonly end: number }[],
): Fact[] {
  const names = findNames(sentence, language, skipped);
  return names
    .filter(({ start }) => {
      if (language !== 'de') return true;
      const before = sentence.slice(Math.max(0, start - 24), start);
      return before !== '' && !DETERMINED.test(flat(before));
    })
    .map(({ forms, start }): Fact => {
      const keys = forms.map((form) => `name ${form}`);
      return { dimension: 'name', start, end: start + 1, keys, holds: keys };
    });
}

/** The words of a text in which names are looked up: as written and as stems. */
export class HeldWords {
  readonly #words = new Set<string>();
  readonly #text: string;

  constructor(text: string, language: string) {
    this.#text = flat(text);
    for (const { word } of wordsOf(text)) {
      this.#words.add(flat(word));
      this.#words.add(stem(word, language));
    }
  }

  /** Whether a name stands in the text; in German also within a compound. */
  has({ forms }: Name, language: string): boolean {
    if (forms.some((form) => this.#words.has(form))) return true;
    const [written = ''] = forms;
    return language === 'de' && written.length >= 5 && this.#text.includes(written);
  }
}
