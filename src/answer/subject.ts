import type { PassageHit } from '../contract/documents.ts';
import { queryLanguages } from '../language/detect.ts';
import { wordsOf } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';
import { factLanguages } from './facts/fact.ts';
import { isUnit } from './facts/units.ts';
import { namesIn } from './specifics.ts';

/**
 * Whether what was found in a document is about what the question names: it holds every name that the
 * passage found first holds with its document, and the years and numbered things of the question. An age
 * that another document tells is not that of the one who was asked about, nor is this year's fee last year's.
 */
export function keepsToSubject(
  question: string,
  hits: readonly PassageHit[],
  documentId: string,
): boolean {
  const held = wordsIn(hits, documentId);
  if (![...numbersNaming(question)].every((named) => holdsNumber(held, named))) return false;
  const [best] = hits;
  if (best === undefined || best.documentId === documentId) return true;
  const holdsBest = wordsIn(hits, best.documentId);
  return [...namesIn(question, queryLanguages(question)[0] ?? 'und')].every(
    (name) => held.has(name) || !holdsBest.has(name),
  );
}

/** A word, a whole number after it, and the word after that. */
const NUMBERED = /(\p{L}[\p{L}\p{M}’'-]*)\s(\d{1,4})(?![\p{L}\p{N}]|[.,:/-]\d)(?:\s(\p{L}+))?/gu;
const YEAR = /^(?:19|20)\d\d$/u;

/**
 * The numbers that tell which thing is meant: a year, or what comes after a word of its own ("room 12"); not
 * an amount ("12 years", "of 12 rooms"), which is put to what the document says.
 */
function* numbersNaming(question: string): Iterable<string> {
  for (const [, before = '', digits = '', after = ''] of question.matchAll(NUMBERED)) {
    const own = !isStopWord(before.toLowerCase(), factLanguages);
    if (!isUnit(after) && (own || YEAR.test(digits))) yield digits;
  }
}

/** "The 70s" are told as 1970, too. */
const holdsNumber = (held: ReadonlySet<string>, named: string): boolean =>
  held.has(named) ||
  (named.length === 2 && [...held].some((word) => /^\d{4}$/u.test(word) && word.endsWith(named)));

/** The words and whole numbers of what was found in a document. */
function wordsIn(hits: readonly PassageHit[], documentId: string): ReadonlySet<string> {
  const texts = hits
    .filter((hit) => hit.documentId === documentId)
    .flatMap(({ document, heading, text }) => [document, heading, text])
    .join('\n');
  const numbers = [...texts.matchAll(/\d+/gu)].map(([digits]) => digits);
  return new Set([...[...wordsOf(texts)].map(({ word }) => word), ...numbers]);
}
