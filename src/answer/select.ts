import { dot } from './vector.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { coverageOf, termsOf } from './terms.ts';
import type { PassageHit } from '../contract/documents.ts';
import { queryLanguages } from '../language/detect.ts';

/** Passages whose sentences are looked at. */
const PASSAGES = 6;
/** Sentences embedded for one question; each takes 10 to 25 ms on two cores. */
const EMBEDDED = 24;
/** Shorter pieces (a lone heading, a number) do not stand alone. */
const SHORTEST = 12;

/**
 * Weights of a sentence's score: likeness in meaning, shared words, and how well its passage did.
 * Meaning weighs most, since an answer seldom repeats its question's words; see docs/evaluation.md.
 */
const WEIGHT = { meaning: 0.5, words: 0.2, passage: 0.3 } as const;
/** Cosines of one query's sentences lie within a narrow band; this is its usual width for e5. */
const COSINE_FLOOR = 0.7;

export type Embed = (
  texts: readonly string[],
  kind: 'query' | 'passage',
  signal?: AbortSignal,
) => Promise<Float32Array[] | undefined>;

/** A sentence with how well it answers, 0 to 1. */
export interface Selected extends Candidate {
  readonly score: number;
  /** To the question; null without an embedder. */
  readonly cosine: number | null;
  /** The share of the question's terms that it holds. */
  readonly coverage: number;
}

/** Labels (headings, naming rows) repeat the question's words and answer nothing. */
const LABEL_PENALTY = 0.15;
/**
 * What shared words are taken to be for a sentence in another language than the question's, where
 * they cannot be shared: this much of its likeness in meaning.
 */
const FOREIGN_WORDS = 0.5;

/** What is compared with the question: a row together with the names of its columns. */
function compared({ header, text }: Candidate): string {
  return header === null ? text : `${header.text}\n${text}`;
}

/**
 * The share of the question's terms held, in each language it may be in and in the passage's; null
 * where the languages differ.
 */
function lexical(
  question: string,
  languages: readonly string[],
  candidate: Candidate,
): number | null {
  const foreign =
    candidate.language !== 'und' && languages.length > 0 && !languages.includes(candidate.language);
  if (foreign) return null;
  const tried = new Set([candidate.language, ...languages.slice(0, 1)]);
  return Math.max(
    ...[...tried].map((language) =>
      coverageOf(termsOf(question, language), termsOf(compared(candidate), language)),
    ),
  );
}

/**
 * The sentences of the best passages, by how well each answers the question.
 *
 * @throws CarrelFailure `cancelled`; without an embedder words and passages alone decide.
 */
export async function selectSentences(
  question: string,
  hits: readonly PassageHit[],
  embed: Embed,
  signal: AbortSignal,
): Promise<Selected[]> {
  const languages = queryLanguages(question);
  const best = hits[0]?.score ?? 1;
  const drafts = hits
    .slice(0, PASSAGES)
    .flatMap((hit, rank) => candidatesOf(hit, rank))
    .filter(({ text }) => text.trim().length >= SHORTEST)
    .map((candidate) => ({
      candidate,
      coverage: lexical(question, languages, candidate),
      passage: best > 0 ? candidate.hit.score / best : 0,
    }));
  const shortlist = drafts.toSorted((a, b) => preference(b) - preference(a)).slice(0, EMBEDDED);
  const cosines = await cosinesTo(
    question,
    shortlist.map(({ candidate }) => compared(candidate)),
    embed,
    signal,
  );
  return shortlist
    .map(({ candidate, coverage, passage }, index): Selected => {
      const cosine = cosines?.[index] ?? null;
      const meaning =
        cosine === null
          ? (coverage ?? 0)
          : Math.max(0, (cosine - COSINE_FLOOR) / (1 - COSINE_FLOOR));
      const words = coverage ?? FOREIGN_WORDS * meaning;
      const score =
        WEIGHT.meaning * meaning +
        WEIGHT.words * words +
        WEIGHT.passage * passage -
        (candidate.label ? LABEL_PENALTY : 0);
      return { ...candidate, cosine, coverage: words, score };
    })
    .toSorted((a, b) => b.score - a.score);
}

function preference(draft: { readonly coverage: number | null; readonly passage: number }): number {
  return (draft.coverage ?? FOREIGN_WORDS) + draft.passage;
}

async function cosinesTo(
  question: string,
  texts: readonly string[],
  embed: Embed,
  signal: AbortSignal,
): Promise<number[] | undefined> {
  if (texts.length === 0) return [];
  const query = (await embed([question], 'query', signal))?.[0];
  const vectors = await embed(texts, 'passage', signal);
  if (query === undefined || vectors === undefined) return undefined;
  return vectors.map((vector) => dot(query, vector));
}
