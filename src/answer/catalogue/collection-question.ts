import { factLanguages } from '../facts/fact.ts';
import { flat } from '../facts/flat.ts';
import { withoutOpening } from '../follow-up.ts';
import { timesIn, whole, type Days } from './times.ts';
import { kindNames, vocabularies, type Kind, type Vocabulary } from './vocabulary.ts';

/** A question about the collection itself, to be answered from the catalogue. */
export interface CollectionQuestion {
  /** The language it is asked in. */
  readonly language: keyof typeof vocabularies;
  /** `overview`: what is here; `count`: how many; `list`: which ones. */
  readonly asks: 'overview' | 'count' | 'list';
  /** Kinds of files it is about; empty for all. */
  readonly kinds: readonly Kind[];
  /** When the files were last changed, or undefined. */
  readonly changed: Days | undefined;
  /** Only what could not be read. */
  readonly unread: boolean;
  readonly order: 'name' | 'newest' | 'oldest' | 'largest';
}

/** Longer ones ask something of the documents. */
const LONGEST = 200;

/**
 * Takes a question for one about the collection only where every word of it is one of those that
 * such questions are made of: "How many PDFs do I have?" is, "How many documents does a visa need?"
 * is not. Undefined for all others.
 *
 * @param now the day that "last year" is counted from
 */
export function collectionQuestion(question: string, now: Date): CollectionQuestion | undefined {
  if (question.length > LONGEST) return undefined;
  const text = folded(question);
  for (const language of factLanguages) {
    const found = understood(text, vocabularies[language], now);
    if (found !== undefined) return { language, ...found };
  }
  return undefined;
}

/** Questions of a conversation that a follow-up may go back to. */
const MOST_BEFORE = 5;

/**
 * The same of a question in its conversation: after "How many documents are there?", "and PDFs?" is asked
 * of the collection too, of PDFs instead of all, and "which are from 2023?" of those of that year.
 *
 * @param before questions asked before it, oldest first
 */
export function collectionAsked(
  before: readonly string[],
  question: string,
  now: Date,
): CollectionQuestion | undefined {
  const own = collectionQuestion(question, now);
  const last = before.at(-1);
  if (own !== undefined || last === undefined) return own;
  const base = collectionAsked(before.slice(0, -1).slice(-MOST_BEFORE), last, now);
  const root = before.findLast((one) => collectionQuestion(one, now) !== undefined);
  if (base === undefined || root === undefined) return undefined;
  const words = vocabularies[base.language];
  const rest = withoutOpening(question);
  // Every word of it must be one of such questions, as of the first of them.
  const [first, joined] = [root, `${root} ${rest}`].map((text) => collectionQuestion(text, now));
  if (first === undefined || joined === undefined) return undefined;
  const kinds = joined.kinds.filter((kind) => !first.kinds.includes(kind));
  return {
    ...joined,
    asks: whole(words.list).test(folded(rest)) ? 'list' : base.asks,
    kinds: kinds.length > 0 ? kinds : base.kinds,
    changed: timesIn(folded(rest), words, now).changed ?? base.changed,
  };
}

function folded(question: string): string {
  const words = flat(question).replaceAll('ß', 'ss');
  return ` ${words.replaceAll(/[\s\u00a0\u202f?!.,:;¿¡"«»„“”()]+/gu, ' ').trim()} `;
}

/** A text whose words are taken off it as they are understood. */
class Remainder {
  #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  /** Takes off every match, which must be whole words; whether there was one. */
  take(alternatives: string): boolean {
    const without = this.#text.replaceAll(whole(alternatives), ' ');
    const found = without !== this.#text;
    this.#text = without;
    return found;
  }
  get text(): string {
    return this.#text;
  }
  get isEmpty(): boolean {
    return !/[\p{L}\p{N}]/u.test(this.#text);
  }
}

function understood(
  text: string,
  words: Vocabulary,
  now: Date,
): Omit<CollectionQuestion, 'language'> | undefined {
  const rest = new Remainder(text);
  const notRead = rest.take(words.unread);
  const failed = rest.take(words.failed);
  const unread = notRead || failed;
  const here = rest.take(words.here);
  const newest = rest.take(words.newest);
  const oldest = !newest && rest.take(words.oldest);
  const largest = !newest && !oldest && rest.take(words.largest);
  const { changed, text: untimed } = timesIn(rest.text, words, now);
  const timeless = new Remainder(untimed);
  const named = kindNames.filter((kind) => timeless.take(words.kinds[kind]));
  const documents = timeless.take(words.documents);
  const counts = timeless.take(words.count);
  const lists = timeless.take(words.list);
  const asksWhat = timeless.take(words.what);
  const all = timeless.take(words.all);
  timeless.take(words.filler);
  if (!timeless.isEmpty) return undefined;

  const ordered = newest || oldest || largest;
  // "Which could not be read?" is asked of files, "Which failed?" of anything.
  const about = documents || named.length > 0 || notRead;
  const narrowed = named.length > 0 || changed !== undefined || unread || ordered;
  const order = newest ? 'newest' : oldest ? 'oldest' : largest ? 'largest' : 'name';
  const found = { kinds: named, changed, unread, order } as const;
  if (counts) return about ? { asks: 'count', ...found } : undefined;
  if (!lists && !asksWhat && !here) return undefined;
  // "List everything", but not "which ones?".
  if (lists && all && !narrowed) return { asks: 'list', ...found };
  if (about && (narrowed || here)) return { asks: 'list', ...found };
  return here && (asksWhat || lists) && !narrowed ? { asks: 'overview', ...found } : undefined;
}
