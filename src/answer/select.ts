import { candidatesOf, isRow, type Candidate } from './candidates.ts';
import { figureKind } from './expected/figure-kind.ts';
import { asksForFigure } from './expected/figure.ts';
import { holdsFigure } from './expected/holds-figure.ts';
import { asksForName, holdsName } from './expected/name.ts';
import { anewIn, askedFor, type AskedAnew } from './asked-anew.ts';
import { partsOf } from './parts.ts';
import { QuestionWords } from './question-words.ts';
import { namesIn } from './specifics.ts';
import { termsOf } from './terms.ts';
import { dot } from './vector.ts';
import type { PassageHit } from '../contract/documents.ts';
import { detectLanguage, queryLanguages } from '../language/detect.ts';
import type { Lifts } from '../retrieve/language-bias.ts';
import type { SearchStore } from '../store/types/search.ts';

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
/** What the question's words add that stand in the sentence itself, not in its headings. */
const OWN_WORDS = 0.05;
/** What a row's name adds that says nothing else: "Net income", not "Other expense (income), net". */
const ROW_NAME = 0.06;
/** What a sentence gains that holds what a follow-up asks anew: the rest was asked before. */
const ANEW = 0.3;
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
  /** The share of the question's terms that it holds, or is taken to. */
  readonly coverage: number;
  /** In another language than the question. */
  readonly foreign: boolean;
  /** Which part of the question it answers best, from 0; see `partsOf`. */
  readonly part: number;
}

/** Labels (headings, naming rows) repeat the question's words and answer nothing. */
const LABEL_PENALTY = 0.15;
/** A sentence without a figure seldom answers "when", one without a name seldom "who". */
const UNEXPECTED_PENALTY = 0.12;
/** A sentence of fewer content words than these says little by itself. */
const FEW_WORDS = 4;
const FEW_WORDS_PENALTY = 0.05;
/**
 * What a name of the question counts beside its other words: it tells which document is meant, and stands
 * where that names its parties rather than where it says what was asked (docs/adr/0281).
 */
const NAME_WEIGHT = 0.2;
/**
 * What the words are taken to be that a sentence cannot hold, since its language has others or its library
 * does not know them: this much of its likeness in meaning.
 */
const UNTOLD_WORDS = 0.5;

/** What is compared with the question: the sentence with its heading, a row with its column names. */
export function compared({ heading, header, label, text }: Candidate): string {
  return [label ? '' : heading, header?.text ?? '', text].filter((part) => part !== '').join('\n');
}

function isForeign(language: string, languages: readonly string[]): boolean {
  return language !== 'und' && languages.length > 0 && !languages.includes(language);
}

/** What selecting needs beside the passages. */
export interface Reader {
  readonly embed: Embed;
  readonly store: Pick<SearchStore, 'weighWords' | 'namedDocuments'>;
  /** What the search that found the passages raised them by; absent: nothing. */
  readonly lifts?: Lifts;
}

interface Lexical {
  /** Share of the question's words in the sentence and its headings. */
  readonly held: number;
  /** The share of them that it cannot be expected to hold. */
  readonly untold: number;
  /** The share that is in the sentence alone. */
  readonly own: number;
  /** The share of the words that name a row which the question holds; 0 for what is no row. */
  readonly named: number;
}

/**
 * How much of a question's words a candidate holds. One in another language can hold names, figures and what is
 * spelled alike; one in the question's own, beside those, what the library knows at all (docs/adr/0337).
 */
function lexical(
  words: QuestionWords,
  languages: readonly string[],
  candidate: Candidate,
): Lexical {
  const language = candidate.language === 'und' ? (languages[0] ?? 'und') : candidate.language;
  const held = words.share(compared(candidate), language);
  const untold = isForeign(candidate.language, languages) ? 1 - held : words.untold;
  const [label = ''] = candidate.text.split('\t', 1);
  const named = isRow(candidate.text) ? words.precision(label, language) : 0;
  return { held, untold, own: words.share(candidate.text, language), named };
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
  { embed, store, lifts }: Reader,
  signal: AbortSignal,
  anew?: AskedAnew,
): Promise<Selected[]> {
  const languages = queryLanguages(question);
  // What was asked before is not asked once more.
  const parts = anew === undefined ? partsOf(question) : [question];
  // A part may say "it": what the whole question is about counts for each.
  const asked = parts.length > 1 ? [...parts, question] : parts;
  const naming = wordsNaming(question, languages, hits, store);
  const names = namesIn(question, languages[0] ?? 'und');
  const candidates = hits
    .slice(0, PASSAGES)
    .flatMap((hit, rank) => candidatesOf(hit, rank))
    .filter(({ text }) => text.trim().length >= SHORTEST);
  const mixed = hits.some(({ text }) => isForeign(detectLanguage(text), languages));
  const words = asked.map((part) => {
    const weighed = store.weighWords(part, languages);
    const others = weighed.filter(({ word }) => !naming.has(word));
    const kept = others.length > 0 ? others : weighed;
    return new QuestionWords(
      kept.map((each) =>
        names.has(each.word) ? { ...each, weight: each.weight * NAME_WEIGHT } : each,
      ),
      mixed,
    );
  });
  // "And the landlord?" after "When does it end?" need not ask for a date.
  const isUnexpected = asked.map((part) =>
    anew?.replaces === true ? () => false : unexpectedFor(askedFor(part, anew)),
  );
  const best = hits[0]?.score ?? 1;
  const held = anew === undefined ? undefined : anewIn(anew);
  const drafts = candidates.map((candidate) => ({
    candidate,
    shares: words.map((each) => lexical(each, languages, candidate)),
    passage: best > 0 ? candidate.hit.score / best : 0,
    anew: ANEW * (held?.(compared(candidate), candidate.language) ?? 0),
  }));
  const shortlist = drafts.toSorted((a, b) => preference(b) - preference(a)).slice(0, EMBEDDED);
  const cosines = await cosinesTo(
    asked,
    shortlist.map(({ candidate }) => compared(candidate)),
    embed,
    signal,
  );
  return shortlist
    .map(({ candidate, shares, passage, anew: added }, index): Selected => {
      const faults = faultsOf(candidate);
      const rated = asked.map((_, at) => {
        const cosine = cosines?.[at]?.[index] ?? null;
        const lift = lifts?.get(Number(candidate.hit.passage)) ?? 0;
        const rating = rate(shares[at] ?? NO_WORDS, { cosine, lift, passage });
        const unexpected = isUnexpected[at]?.(candidate) === true ? UNEXPECTED_PENALTY : 0;
        return { ...rating, score: rating.score + added - unexpected - faults };
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
        foreign: isForeign(candidate.language, languages),
      };
    })
    .toSorted((a, b) => b.score - a.score);
}

/** What names a document that was found tells none of its sentences from another. */
function wordsNaming(
  question: string,
  languages: readonly string[],
  hits: readonly PassageHit[],
  store: Reader['store'],
): ReadonlySet<string> {
  const found = new Set(hits.map(({ documentId }) => documentId));
  const named = store.namedDocuments(question, languages).filter(({ id }) => found.has(String(id)));
  return new Set(named.flatMap(({ words }) => words));
}

type Rated = Pick<Selected, 'score' | 'cosine' | 'coverage'>;
const NOTHING: Rated = { score: 0, cosine: null, coverage: 0 };

const NO_WORDS: Lexical = { held: 0, untold: 0, own: 0, named: 0 };

/** What speaks against a sentence whatever is asked. */
function faultsOf(candidate: Candidate): number {
  const { words, numbers } = termsOf(candidate.text, candidate.language);
  const few = words.size + numbers.size < FEW_WORDS ? FEW_WORDS_PENALTY : 0;
  return few + (candidate.label ? LABEL_PENALTY : 0);
}

/** Tells of a sentence whether the answer would hold a figure or a name, and it holds none. */
function unexpectedFor(question: string): (candidate: Candidate) => boolean {
  if (asksForFigure(question)) {
    const kind = figureKind(question);
    return ({ text, language }) => !holdsFigure(text, language, kind);
  }
  if (asksForName(question)) return ({ text }) => !holdsName(text, question);
  return () => false;
}

interface Likeness {
  readonly cosine: number | null;
  /** What the language of the sentence lies behind the question's. */
  readonly lift: number;
  /** Of its passage, beside the best one. */
  readonly passage: number;
}

function rate({ held, untold, own, named }: Lexical, likeness: Likeness): Rated {
  const { cosine, lift, passage } = likeness;
  const meaning =
    cosine === null ? held : Math.max(0, (cosine + lift - COSINE_FLOOR) / (1 - COSINE_FLOOR));
  const words = held + untold * UNTOLD_WORDS * meaning;
  const score =
    WEIGHT.meaning * meaning +
    WEIGHT.words * words +
    WEIGHT.passage * passage +
    OWN_WORDS * own +
    ROW_NAME * named;
  return { score, cosine, coverage: words };
}

function preference(draft: {
  readonly shares: readonly Lexical[];
  readonly passage: number;
  readonly anew: number;
}): number {
  const words = draft.shares.map(({ held, untold }) => held + untold * UNTOLD_WORDS);
  return Math.max(...words) + draft.passage + draft.anew;
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
