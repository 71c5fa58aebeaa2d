import type { PassageHit } from '../contract/documents.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { difference, type Difference } from './facts/compare.ts';
import { isFactLanguage, type FactLanguage } from './facts/fact.ts';
import { findNames, HeldWords } from './facts/names.ts';
import { rowAsSentence } from './facts/rows.ts';
import { statementOf, type Statement } from './facts/statement.ts';
import { formsOf, isLight } from './facts/word-forms.ts';
import { flat, masked } from './facts/flat.ts';
import { wordsOf } from '../language/stem.ts';
import { PRONOUN } from './pronouns.ts';
import type { Embed } from './select.ts';
import { dot } from './vector.ts';

/** Why a written sentence is not drawn. */
export type Objection =
  'empty' | 'uncited' | 'name' | 'words' | 'meaning' | 'language' | 'table' | Difference;

export type Verification =
  | { readonly ok: true; readonly support: Candidate }
  | { readonly ok: false; readonly objection: Objection };

/**
 * Cosine between a written sentence and the one it rests on, below which they do not mean the same.
 * Texts on one topic lie near .80 to .86 for e5; a paraphrase above .88.
 */
const MEANING = 0.86;
/**
 * The same across languages, where no words can be compared. e5 gave .919 to "Harrow builds in
 * Ghent until 31 March" beside "The lease between Harrow and Ghent ends on 31 March", and .924 to
 * .945 to long true sentences; short true ones (.88 to .91) are left to quotes.
 */
const MEANING_ACROSS = 0.922;
/** How much shared words count beside the cosine when the supporting sentence is looked for. */
const WORDS_WEIGHT = 0.15;

const refused = (objection: Objection): Verification => ({ ok: false, objection });

/**
 * Checks a written sentence against the passages it cites. One sentence of theirs must mean the
 * same; every figure, date, unit and period must stand in that one, none of its opposites, and the
 * same denials; names must stand there or, where it names no others, in its passage. Where in
 * doubt the sentence is refused: a wrong one drawn is worse than a right one left out.
 *
 * @param language of the sentence, ISO 639-1.
 */
export async function verifySentence(
  sentence: string,
  cited: readonly PassageHit[],
  language: string,
  embed: Embed,
  signal: AbortSignal,
): Promise<Verification> {
  if (sentence.trim() === '') return refused('empty');
  const candidates = cited
    .flatMap((hit, rank) => candidatesOf(hit, rank))
    .filter(({ label }) => !label);
  if (candidates.length === 0) return refused('uncited');
  const support = await closest(sentence, candidates, language, embed, signal);
  if (support === undefined) return refused('meaning');
  const objection = isFactLanguage(language)
    ? objectionTo(sentence, support, language)
    : copied(sentence, support)
      ? undefined
      : 'language';
  return objection === undefined ? { ok: true, support } : refused(objection);
}

/** In a language whose opposites and number words are unknown, every word must be the source's. */
function copied(sentence: string, support: Candidate): boolean {
  const held = new Set([...wordsOf(supportText(support))].map(({ word }) => flat(word)));
  return [...wordsOf(sentence)].every(({ word }) => held.has(flat(word)));
}

/** A row of a table is read together with the names of its columns. */
function supportText({ header, text }: Candidate): string {
  return header === null ? text : `${header.text}\n${text}`;
}

function objectionTo(
  sentence: string,
  support: Candidate,
  language: FactLanguage,
): Objection | undefined {
  // A text too short to name its language is taken to be in the sentence's.
  const found = support.language === 'und' ? language : support.language;
  if (!isFactLanguage(found)) return 'language';
  const own = statementOf(sentence, language);
  const { header, text } = support;
  const stated = header === null ? text : rowAsSentence(header.text, text, found);
  if (stated === undefined) return 'table';
  const source = statementOf(stated, found);
  return (
    difference(own, source) ??
    (unheldName(own, source, support) ? 'name' : undefined) ??
    (language === found && !sharesWords(own, source, support) ? 'words' : undefined) ??
    (unheldRole(own, support, found) ? 'opposite' : undefined)
  );
}

function passageText(support: Candidate): string {
  return [support.hit.heading, support.hit.text].join('\n');
}

function unheldName(own: Statement, source: Statement, support: Candidate): boolean {
  const known = [...own.quantities, ...own.sides];
  const names = findNames(own.text, own.language, known);
  const here = new HeldWords(supportText(support), source.language);
  const passage = new HeldWords(passageText(support), source.language);
  const missing = names.filter((name) => !here.has(name, own.language));
  if (missing.some((name) => !passage.has(name, own.language))) return true;
  if (missing.length === 0) return false;
  // A name from elsewhere may stand for "it" or "the company", not for another name.
  const stated = new HeldWords(own.text, own.language);
  return findNames(source.text, source.language, [...source.quantities, ...source.sides]).some(
    (name) => !name.first && !stated.has(name, source.language),
  );
}

/** A party that the supporting sentence does not name must at least be one of its passage. */
function unheldRole(own: Statement, support: Candidate, language: FactLanguage): boolean {
  const roles = own.sides.filter(({ role }) => role).flatMap(({ keys }) => keys);
  if (roles.length === 0) return false;
  const held = new Set(
    statementOf(passageText(support), language).sides.flatMap(({ keys }) => keys),
  );
  return roles.some((role) => !held.has(role));
}

/**
 * Every word that means something must be the supporting sentence's or its heading's, or, where
 * that one says "it" or "this", the passage's: the embedder cannot tell a lease from a loan.
 * Amounts, dates and words with opposites are compared by what they mean.
 */
function sharesWords(own: Statement, source: Statement, support: Candidate): boolean {
  const { language } = own;
  const sides = new Set(source.sides.flatMap(({ keys }) => keys));
  const compared = own.sides.filter(({ keys }) => keys.some((key) => sides.has(key)));
  const wanted = formsOf(masked(own.text, [...own.quantities, ...compared]), language);
  const near = [support.hit.heading, supportText(support), masked(source.text, source.quantities)];
  const text = PRONOUN.test(support.text.trim()) ? [...near, support.hit.text] : near;
  const held = new Set(formsOf(text.join('\n'), language));
  return wanted.every((form) => held.has(form) || isLight(form, language));
}

/** The share of a sentence's words that a source holds. */
function heldShare(sentence: string, source: string, language: string): number {
  const wanted = new Set(formsOf(sentence, language));
  if (wanted.size === 0) return 1;
  const held = new Set(formsOf(source, language));
  return [...wanted].filter((word) => held.has(word)).length / wanted.size;
}

/** The source sentence nearest in meaning and words; without an embedder, in words alone. */
async function closest(
  sentence: string,
  candidates: readonly Candidate[],
  language: string,
  embed: Embed,
  signal: AbortSignal,
): Promise<Candidate | undefined> {
  const vectors = await embed([sentence, ...candidates.map(supportText)], 'passage', signal);
  const own = vectors?.[0];
  const scored = candidates.map((candidate, index) => {
    const vector = vectors?.[index + 1];
    const words = heldShare(sentence, supportText(candidate), language);
    const meaning = own === undefined || vector === undefined ? undefined : dot(own, vector);
    return { candidate, meaning, score: (meaning ?? 0) + WORDS_WEIGHT * words };
  });
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  if (best === undefined) return undefined;
  // Without an embedder the shares of words decide alone, which they do afterwards.
  const across = ![language, 'und'].includes(best.candidate.language);
  if (best.meaning === undefined) return across ? undefined : best.candidate;
  return best.meaning >= (across ? MEANING_ACROSS : MEANING) ? best.candidate : undefined;
}
