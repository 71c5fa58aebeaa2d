import { factLanguages } from '../../answer/facts/fact.ts';
import { wordsOf } from '../../language/stem.ts';
import type { CellDraft } from '../../store/surveys/types.ts';
import { isForm, meaning } from './held-words.ts';
import { citeAll, type ReadableStore, type Sentence } from './sentences.ts';

/** Places cited of one document; all are counted. */
const CITED = 20;
/** Words that may stand between two of a term: an article, a preposition. */
const GAP = 2;

/** Counts the sentences and rows of a document in which a term stands, in any form of its words. */
export class Mentions {
  readonly #term: readonly string[];
  readonly #places: Sentence[] = [];
  #count = 0;

  constructor(term: string) {
    const words = meaning(term);
    // "The Who": where nothing else is left, the small words are what is looked for.
    this.#term = words.length > 0 ? words : [...wordsOf(term)].map(({ word }) => word);
  }

  add(sentence: Sentence): void {
    if (!this.#standsIn(sentence)) return;
    this.#count += 1;
    if (this.#places.length < CITED) this.#places.push(sentence);
  }

  cell(store: ReadableStore): CellDraft | null {
    const citations = citeAll(store, this.#places);
    const [first] = citations;
    // What cannot be shown word for word is not counted.
    const count = this.#count - (this.#places.length - citations.length);
    return first === undefined ? null : { text: first.quote, count, citations, order: count };
  }

  #standsIn({ text, languages }: Sentence): boolean {
    const words = [...wordsOf(text)].map(({ word }) => word);
    const [first = ''] = this.#term;
    return words.some((word, at) => isForm(first, word, languages) && this.#goesOn(words, at));
  }

  /** Whether the rest of the term follows in order. */
  #goesOn(words: readonly string[], from: number): boolean {
    let at = from;
    return this.#term.slice(1).every((wanted) => {
      const next = words
        .slice(at + 1, at + 2 + GAP)
        .findIndex((word) => isForm(wanted, word, factLanguages));
      at += next + 1;
      return next >= 0;
    });
  }
}
