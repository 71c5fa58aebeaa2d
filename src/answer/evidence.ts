import type { PassageHit } from '../contract/documents.ts';
import { queryLanguages } from '../language/detect.ts';
import { outOfVocabularyShare } from '../retrieve/out-of-vocabulary.ts';
import type { SearchStore, WeighedWord } from '../store/types/search.ts';
import { candidatesOf, type Candidate } from './candidates.ts';
import { abbreviationsIn, namesIn, specificsIn } from './specifics.ts';
import { termsOf } from './terms.ts';

/** What speaks for the documents holding an answer; all but `cosine` and `margin` need no embedder. */
export interface Evidence {
  /** The best of the first passages; null where the first has no vector. */
  readonly cosine: number | null;
  /** How far that lies above the passages further down, which are on the topic at best. */
  readonly margin: number | null;
  /** Share of the question's words, by rarity, that the best sentence holds with its headings. */
  readonly sentence: number;
  /** The same of the first passages of the best passage's document. */
  readonly document: number;
  /** Share of the question's words, by rarity, that stand in no document at all. */
  readonly outOfVocabulary: number;
  /** Share of the question's names and numbers that the document's first passages lack. */
  readonly missing: number;
  /** A name of the question stands in no document at all; of German, and across languages, an abbreviation. */
  readonly unknownName: boolean;
  /** How far the best passage's words outweigh those further down, 0 to 1. */
  readonly lead: number | null;
  /** Passages nearer in meaning than the best one, where words and meaning do not agree: 1 for five. */
  readonly outdone: number;
  /** Share of the question's words, by rarity, in the name and heading of the best passage. */
  readonly titled: number;
  /** The question names the document of the best passage, by a word and a number of its file name. */
  readonly named: boolean;
  /** The best passage is in another language than the question, where no words can be shared. */
  readonly across: boolean;
}

/** What of the store the evidence is taken from. */
export type EvidenceStore = Pick<SearchStore, 'weighWords' | 'namedDocuments'>;

/** Passages that an answer may come from. */
const FIRST = 5;
/** Passages whose sentences are looked at. */
const READ = 4;
/** As many passages nearer in meaning leave no doubt that words and meaning disagree. */
const MANY_NEARER = 5;
/** Rank from which on passages are taken to be no answer, from 0. */
const REST = 6;

/** Weighs what was found for a question. */
export function evidenceFor(
  question: string,
  hits: readonly PassageHit[],
  store: EvidenceStore,
): Evidence {
  const languages = queryLanguages(question);
  const words = new Weights(store.weighWords(question, languages));
  const own = languages[0] ?? 'und';
  const first = hits.slice(0, FIRST);
  const sentences = first.slice(0, READ).flatMap((hit, rank) => candidatesOf(hit, rank));
  const languageOf = (hit: PassageHit): string => {
    const found = sentences.find((sentence) => sentence.hit === hit)?.language ?? 'und';
    return found === 'und' ? own : found;
  };
  const held = first.map((hit) =>
    words.held([hit.document, hit.heading, hit.text].join('\n'), languageOf(hit)),
  );
  const ofDocument = union(
    held.filter((_, index) => first[index]?.documentId === first[0]?.documentId),
  );
  const cosines = hits.flatMap(({ cosine }) => cosine ?? []);
  const rest = cosines.length === hits.length ? cosines.slice(REST) : [];
  const [best] = first;
  // Where the best passage waits for its vector, the cosines of others say nothing of it.
  const cosine =
    best === undefined || best.cosine === null ? null : Math.max(...cosines.slice(0, FIRST));
  const across =
    best !== undefined && !languages.includes(languageOf(best)) && languages.length > 0;
  return {
    cosine,
    margin: cosine === null || rest.length === 0 ? null : cosine - mean(rest),
    sentence: Math.max(
      0,
      ...sentences
        .filter(({ label }) => !label)
        .map((sentence) => words.share(words.held(inContext(sentence), languageOf(sentence.hit)))),
    ),
    document: words.share(ofDocument),
    outOfVocabulary: words.outOfVocabulary,
    missing: words.missing(specificsIn(question), ofDocument),
    unknownName:
      words.anyOutOfVocabulary(abbreviationsIn(question)) ||
      (!across && words.anyOutOfVocabulary(namesIn(question, own))),
    lead: leadOf(hits),
    outdone: outdoneOf(hits),
    titled:
      best === undefined
        ? 0
        : words.share(words.held([best.document, best.heading].join('\n'), languageOf(best))),
    named:
      best !== undefined &&
      store.namedDocuments(question, languages).some(({ id }) => String(id) === best.documentId),
    across,
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const inContext = ({ heading, header, text }: Candidate): string =>
  [heading, header?.text ?? '', text].join('\n');

function leadOf(hits: readonly PassageHit[]): number | null {
  const scores = hits.map(({ bm25 }) => bm25 ?? 0);
  const best = Math.max(0, ...scores);
  const rest = scores.slice(REST);
  return rest.length === 0 || best === 0 ? null : 1 - mean(rest) / best;
}

function outdoneOf(hits: readonly PassageHit[]): number {
  const own = hits[0]?.cosine ?? null;
  if (own === null) return 0;
  const nearer = hits.filter(({ cosine }) => cosine !== null && cosine > own);
  return Math.min(1, nearer.length / MANY_NEARER);
}

const union = (sets: readonly ReadonlySet<WeighedWord>[]): ReadonlySet<WeighedWord> =>
  new Set(sets.flatMap((set) => [...set]));

/** The question's words as they weigh. */
class Weights {
  readonly #words: readonly WeighedWord[];
  readonly #total: number;

  constructor(words: readonly WeighedWord[]) {
    this.#words = words;
    this.#total = sum(words);
  }

  /** Those that stand in a text. */
  held(text: string, language: string): ReadonlySet<WeighedWord> {
    const { words, numbers } = termsOf(text, language);
    const stands = (term: string): boolean => words.has(term) || numbers.has(term);
    return new Set(this.#words.filter(({ terms }) => terms.some(stands)));
  }

  share(words: ReadonlySet<WeighedWord>): number {
    return this.#total === 0 ? 1 : sum([...words]) / this.#total;
  }

  get outOfVocabulary(): number {
    return outOfVocabularyShare(this.#words);
  }

  /** Whether one of the names stands in no document. */
  anyOutOfVocabulary(names: ReadonlySet<string>): boolean {
    return this.#words.some(({ word, passages }) => passages === 0 && names.has(word));
  }

  /** The share of the names and numbers that are not among those held; 0 for none. */
  missing(names: ReadonlySet<string>, held: ReadonlySet<WeighedWord>): number {
    const wanted = this.#words.filter(({ word }) => names.has(word));
    const total = sum(wanted);
    return total === 0 ? 0 : sum(wanted.filter((word) => !held.has(word))) / total;
  }
}

const sum = (words: readonly WeighedWord[]): number =>
  words.reduce((total, { weight }) => total + weight, 0);
