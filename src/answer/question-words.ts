import type { WeighedWord } from '../store/types/search.ts';
import { termsOf } from './terms.ts';

/** What a word counts that stands nowhere, where all sentences are in one language: it tells none from another. */
const NOWHERE = 0.05;

/** A German compound is of the kind that its last part names: "Nettomiete" is a "Miete". */
const COMPOUND_PART = 4;

/** The content words and numbers of a question, the rarer ones weighing more. */
export class QuestionWords {
  readonly #words: readonly WeighedWord[];
  readonly #total: number;
  readonly #mixed: boolean;

  /** @param mixed whether texts in several languages are compared: words that stand nowhere count in full then */
  constructor(words: readonly WeighedWord[], mixed = false) {
    this.#words = words;
    this.#mixed = mixed;
    this.#total = this.#weigh(words);
  }

  /** The share of the question's words, by weight, that stand nowhere; 0 where all is in one language. */
  get untold(): number {
    if (this.#total === 0 || !this.#mixed) return 0;
    return this.#weigh(this.#words.filter(({ passages }) => passages === 0)) / this.#total;
  }

  /** The share of a text's words that stand in the question, 0 to 1; 0 where it has none. */
  precision(text: string, language: string): number {
    const { words } = termsOf(text, language);
    const asked = new Set(this.#words.flatMap(({ terms }) => terms));
    return words.size === 0 ? 0 : words.intersection(asked).size / words.size;
  }

  /** The share of the question's words that a text holds, by weight, 0 to 1; 1 where it has none. */
  share(text: string, language: string): number {
    if (this.#total === 0) return 1;
    const { words, numbers } = termsOf(text, language);
    const compounds = language === 'de' ? [...words] : [];
    const stands = (term: string): boolean =>
      words.has(term) ||
      numbers.has(term) ||
      (term.length >= COMPOUND_PART && compounds.some((word) => word.endsWith(term)));
    const held = this.#words.filter(({ terms }) => terms.some(stands));
    return this.#weigh(held) / this.#total;
  }

  #weigh(words: readonly WeighedWord[]): number {
    const weightOf = ({ weight, passages }: WeighedWord): number =>
      passages === 0 && !this.#mixed ? NOWHERE : weight;
    return words.reduce((sum, word) => sum + weightOf(word), 0);
  }
}
