import { isStopWord } from '../../language/stop-words.ts';
import { fold } from './fold.ts';

/** What must stand in the text, word for word. */
export interface FindTerm {
  /** As typed. */
  readonly raw: string;
  /** Folded words, one after the other. */
  readonly words: readonly string[];
  /** The last word may go on: it is still being typed. */
  readonly open: boolean;
}

/** Quotation marks of the interface's languages; any of them opens or closes. */
const QUOTED = /["“”„«»]([^"“”„«»]*)(["“”„«»]?)|[^\s"“”„«»]+/gu;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Written without spaces between words: one letter is a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;
const MAX_TERMS = 16;

/**
 * The terms of what is typed: words, and phrases in quotation marks. Words that stand everywhere
 * ("the") are left out beside others, but not within phrases. One letter alone finds nothing.
 */
export function parseFind(typed: string, languages: readonly string[]): FindTerm[] {
  const terms: (FindTerm & { readonly quoted: boolean })[] = [];
  for (const match of typed.matchAll(QUOTED)) {
    const quoted = match[1] !== undefined;
    const raw = match[1] ?? match[0];
    const words = [...raw.matchAll(WORD)].map(([word]) => fold(word)).filter((word) => word !== '');
    if (words.length === 0) continue;
    const atEnd = match.index + match[0].length === typed.length;
    const closed = quoted ? match[2] !== '' : false;
    terms.push({ raw, words, quoted, open: atEnd && !closed && !/\s$/u.test(raw) });
    if (terms.length === MAX_TERMS) break;
  }
  const telling = terms.filter(
    ({ quoted, words, raw }) =>
      quoted || words.length > 1 || !isStopWord(raw.toLowerCase(), languages),
  );
  const kept = telling.length > 0 ? telling : terms;
  const letters = kept.flatMap(({ words }) => words).join('');
  return letters.length > 1 || UNSPACED.test(letters) ? kept : [];
}

const WORD_UNIT = /[\p{L}\p{N}\p{M}\p{Cs}]/u;

/** Whether a word may begin or end between two units of a text. */
export function breaksAt(text: string, at: number): boolean {
  const [before, after] = [text.charAt(at - 1), text.charAt(at)];
  if (!WORD_UNIT.test(before) || !WORD_UNIT.test(after)) return true;
  return UNSPACED.test(before) || UNSPACED.test(after);
}

/** Whether a unit of a text belongs to a word. */
export function isWordUnit(text: string, at: number): boolean {
  return WORD_UNIT.test(text.charAt(at));
}
