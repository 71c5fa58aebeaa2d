import { dot } from './vector.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { asksForFigure, holdsFigure } from './figures.ts';
import { partsOf } from './parts.ts';
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
 * Meaning weighs most, since an answer seldom repeats its question's words; see docs/adr/0083.
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
  /** In another language than the question. */
  readonly foreign: boolean;
  /** Which part of the question it answers best, from 0; see `partsOf`. */
  readonly part: number;
}

/** Labels (headings, naming rows) repeat the question's words and answer nothing. */
const LABEL_PENALTY = 0.15;
/** A sentence without a figure seldom answers "how many", "how long" or "when". */
const FIGURE_PENALTY = 0.08;
/**
 * What shared words are taken to be for a sentence in another language than the question's, where
 * they cannot be shared: this much of its likeness in meaning.
 */
const FOREIGN_WORDS = 0.5;

/** What is compared with the question: the sentence with its heading, a row with its column names. */
function compared({ heading, header, label, text }: Candidate): string {
  return [label ? '' : heading, header?.text ?? '', text].filter((part) => part !== '').join('\n');
}

function isForeign({ language }: Candidate, languages: readonly string[]): boolean {
  return language !== 'und' && languages.length > 0 && !languages.includes(language);
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
  if (isForeign(candidate, languages)) return null;
  const tried = new Set([candidate.language, ...languages.slice(0, 1)]);
  return Math.max(
    ...[...tried].map((language) =>
      coverageOf(termsOf(question, language), termsOf(compared(candidate), language)),
    ),
  );
}

/**
 * The sentences of the best passages, by how well each answers the question; of a question that
 * asks several things, by how well it answers the one it answers best.
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
  const parts = partsOf(question);
  // A part may say "it": what the whole question is about counts for each.
  const asked = parts.length > 1 ? [...parts, question] : parts;
  const best = hits[0]?.score ?? 1;
  const drafts = hits
    .slice(0, PASSAGES)
    .flatMap((hit, rank) => candidatesOf(hit, rank))
    .filter(({ text }) => text.trim().length >= SHORTEST)
    .map((candidate) => ({
      candidate,
      coverages: asked.map((part) => lexical(part, languages, candidate)),
      figure: holdsFigure(candidate.text, candidate.language),
      passage: best > 0 ? candidate.hit.score / best : 0,
    }));
  const shortlist = drafts.toSorted((a, b) => preference(b) - preference(a)).slice(0, EMBEDDED);
  const cosines = await cosinesTo(
    asked,
    shortlist.map(({ candidate }) => compared(candidate)),
    embed,
    signal,
  );
  return shortlist
    .map(({ candidate, coverages, figure, passage }, index): Selected => {
      const rated = asked.map((text, at) => {
        const rating = rate(coverages[at] ?? null, cosines?.[at]?.[index] ?? null, passage);
        const missing = asksForFigure(text) && !figure ? FIGURE_PENALTY : 0;
        const label = candidate.label ? LABEL_PENALTY : 0;
        return { ...rating, score: rating.score - missing - label };
      });
      const whole = rated.at(-1) ?? NOTHING;
      const scores = parts.map((_, at) => ((rated[at] ?? NOTHING).score + whole.score) / 2);
      const score = Math.max(...scores);
      const part = scores.indexOf(score);
      return {
        ...candidate,
        ...(rated[part] ?? NOTHING),
        score,
        part,
        foreign: isForeign(candidate, languages),
      };
    })
    .toSorted((a, b) => b.score - a.score);
}

type Rated = Pick<Selected, 'score' | 'cosine' | 'coverage'>;
const NOTHING: Rated = { score: 0, cosine: null, coverage: 0 };

function rate(coverage: number | null, cosine: number | null, passage: number): Rated {
  const meaning =
    cosine === null ? (coverage ?? 0) : Math.max(0, (cosine - COSINE_FLOOR) / (1 - COSINE_FLOOR));
  const words = coverage ?? FOREIGN_WORDS * meaning;
  const score = WEIGHT.meaning * meaning + WEIGHT.words * words + WEIGHT.passage * passage;
  return { score, cosine, coverage: words };
}

function preference(draft: {
  readonly coverages: readonly (number | null)[];
  readonly passage: number;
}): number {
  return Math.max(...draft.coverages.map((coverage) => coverage ?? FOREIGN_WORDS)) + draft.passage;
}

/** For each part of the question the cosines of all texts; undefined without an embedder. */
async function cosinesTo(
  parts: readonly string[],
  texts: readonly string[],
  embed: Embed,
  signal: AbortSignal,
): Promise<number[][] | undefined> {
  if (texts.length === 0) return parts.map(() => []);
  const queries = await embed(parts, 'query', signal);
  const vectors = await embed(texts, 'passage', signal);
  if (queries === undefined || vectors === undefined) return undefined;
  return queries.map((query) => vectors.map((vector) => dot(query, vector)));
}
