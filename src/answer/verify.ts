import { sentenceRanges } from '../language/sentences.ts';
import { stem, wordsOf } from '../language/stem.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { hasNegation } from './negation.ts';
import type { Embed } from './select.ts';
import { termsOf } from './terms.ts';
import { dot } from './vector.ts';
import type { PassageHit } from '../contract/documents.ts';

/** Why a written sentence is not drawn. */
export type Objection = 'empty' | 'uncited' | 'number' | 'name' | 'negation' | 'words' | 'meaning';

export type Verification =
  | { readonly ok: true; readonly support: Candidate }
  | { readonly ok: false; readonly objection: Objection };

/** The share of a sentence's content words that its source must hold, in the same language. */
const WORDS_HELD = 0.5;
/**
 * Cosine between a written sentence and the one it rests on, below which they do not mean the same.
 * Texts on one topic lie near .80 to .86 for e5; a paraphrase above .88.
 */
const MEANING = 0.86;

/** Numbers of the sentence that the source does not hold; each in every way it may be written. */
function unheldNumber(sentence: string, source: string): boolean {
  const held = termsOf(source, 'und').numbers;
  return [...termsOf(sentence, 'und').numbers].some((number) => !held.has(number));
}

/**
 * Names: capitalised words that do not begin a sentence. In German all nouns are, so that there a
 * missing noun counts only where nothing of its stem stands in the source.
 */
function unheldName(sentence: string, source: string, language: string): boolean {
  const starts = new Set(sentenceRanges(sentence, language).map(({ start }) => start));
  const held = new Set<string>();
  for (const { word } of wordsOf(source)) held.add(stem(word, language));
  const folded = source.toLowerCase();
  for (const match of sentence.matchAll(/\p{Lu}[\p{L}\p{M}\p{N}’'-]*/gu)) {
    if (starts.has(match.index)) continue;
    for (const { word, number } of wordsOf(match[0])) {
      if (number || word.length < 2) continue;
      if (!held.has(stem(word, language)) && !folded.includes(word)) return true;
    }
  }
  return false;
}

/**
 * Checks a written sentence against the passages it cites: its numbers and names must stand there,
 * one of their sentences must mean the same, and that one must not say the opposite.
 */
export async function verifySentence(
  sentence: string,
  cited: readonly PassageHit[],
  language: string,
  embed: Embed,
  signal: AbortSignal,
): Promise<Verification> {
  if (sentence.trim() === '') return { ok: false, objection: 'empty' };
  const candidates = cited.flatMap((hit, rank) => candidatesOf(hit, rank));
  if (candidates.length === 0) return { ok: false, objection: 'uncited' };
  const source = cited.map((hit) => hit.text).join('\n');
  if (unheldNumber(sentence, source)) return { ok: false, objection: 'number' };
  if (unheldName(sentence, source, language)) return { ok: false, objection: 'name' };
  const sameLanguage = candidates.filter((candidate) => candidate.language === language);
  if (sameLanguage.length > 0 && heldShare(sentence, source, language) < WORDS_HELD) {
    return { ok: false, objection: 'words' };
  }
  const support = await closest(sentence, candidates, embed, signal);
  if (support === undefined) return { ok: false, objection: 'meaning' };
  // The numbers must stand together in the sentence that supports, not anywhere in the passage.
  if (unheldNumber(sentence, support.text)) return { ok: false, objection: 'number' };
  if (hasNegation(sentence, language) !== hasNegation(support.text, support.language)) {
    return { ok: false, objection: 'negation' };
  }
  return { ok: true, support };
}

function heldShare(sentence: string, source: string, language: string): number {
  const wanted = termsOf(sentence, language).words;
  if (wanted.size === 0) return 1;
  const held = termsOf(source, language).words;
  return [...wanted].filter((word) => held.has(word)).length / wanted.size;
}

/** The source sentence nearest in meaning; without an embedder, in words. */
async function closest(
  sentence: string,
  candidates: readonly Candidate[],
  embed: Embed,
  signal: AbortSignal,
): Promise<Candidate | undefined> {
  const vectors = await embed([sentence, ...candidates.map(({ text }) => text)], 'passage', signal);
  const own = vectors?.[0];
  const scored = candidates.map((candidate, index) => {
    const vector = vectors?.[index + 1];
    const score =
      own === undefined || vector === undefined
        ? heldShare(sentence, candidate.text, candidate.language)
        : dot(own, vector);
    return { candidate, score };
  });
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  const floor = own === undefined ? WORDS_HELD : MEANING;
  return best !== undefined && best.score >= floor ? best.candidate : undefined;
}
