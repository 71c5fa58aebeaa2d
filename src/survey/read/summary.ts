import { ends, isRow } from './shapes.ts';
import { termsOf } from '../../answer/terms.ts';
import type { CellDraft } from '../../store/surveys/types.ts';
import { citeAll, type ReadableStore, type Sentence } from './sentences.ts';

/** Sentences of a summary, and the lengths that read well in one. */
const SENTENCES = 3;
const SHORTEST = 25;
const LONGEST = 320;
/** Sentences looked at; a long document says what it is about before that. */
const LOOKED_AT = 400;
/** What an opening sentence of a section is worth beside the others. */
const OPENING = 0.35;
/** A sentence that shares more of its words with one taken says little new. */
const ALIKE = 0.5;

interface Rated {
  readonly sentence: Sentence;
  readonly words: ReadonlySet<string>;
  readonly opening: boolean;
}

/**
 * The sentences of a document that say most of what it is about: those whose words it repeats most,
 * with a liking for those that open a section (after Luhn 1958 and Edmundson 1969).
 */
export class Summary {
  readonly #sentences: Rated[] = [];
  readonly #lines: Sentence[] = [];
  #heading: string | undefined;

  add(sentence: Sentence): void {
    const { text, heading, label, languages } = sentence;
    const opening = heading !== this.#heading;
    if (label || isRow(text) || text.length < SHORTEST || text.length > LONGEST) return;
    this.#heading = heading;
    if (this.#sentences.length + this.#lines.length >= LOOKED_AT) return;
    if (!ends(text) || text.trimEnd().endsWith(':')) {
      this.#lines.push(sentence);
      return;
    }
    this.#sentences.push({ sentence, words: termsOf(text, languages[0] ?? 'und').words, opening });
  }

  cell(store: ReadableStore): CellDraft | null {
    const chosen = this.#chosen();
    const citations = citeAll(store, chosen);
    if (citations.length === 0) return null;
    const text = citations.map(({ quote }) => quote.replaceAll(/\s+/gu, ' ')).join('\n');
    return { text, count: null, citations, order: text.slice(0, 100).toLowerCase() };
  }

  #chosen(): Sentence[] {
    // Slides and lists have lines without a full stop.
    if (this.#sentences.length === 0) return this.#lines.slice(0, SENTENCES);
    const held = new Map<string, number>();
    for (const { words } of this.#sentences) {
      for (const word of words) held.set(word, (held.get(word) ?? 0) + 1);
    }
    const ranked = this.#sentences
      .map((rated) => ({ ...rated, score: scoreOf(rated, held, this.#sentences.length) }))
      .toSorted((a, b) => b.score - a.score);
    const taken: Rated[] = [];
    for (const one of ranked) {
      if (taken.length === SENTENCES) break;
      if (taken.every((other) => likeness(one.words, other.words) < ALIKE)) taken.push(one);
    }
    return taken.map(({ sentence }) => sentence).toSorted((a, b) => a.at - b.at);
  }
}

function scoreOf(
  { words, opening }: Rated,
  held: ReadonlyMap<string, number>,
  all: number,
): number {
  const repeated = [...words].reduce((sum, word) => sum + ((held.get(word) ?? 1) - 1), 0);
  return repeated / Math.sqrt(Math.max(4, words.size)) / Math.sqrt(all) + (opening ? OPENING : 0);
}

/** The share of the smaller set that both have. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  if (smaller === 0) return 0;
  return [...a].filter((word) => b.has(word)).length / smaller;
}
