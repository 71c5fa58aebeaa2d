import { isStopWord } from '../language/stop-words.ts';
import { numberIn, stem, wordsOf } from '../language/stem.ts';
import type { Database } from './database.ts';
import { HeldTerms } from './held-terms.ts';
import type { PassageFilter } from './passage-filter.ts';
import { number, text } from './row.ts';
import type { ScoredPassage, WeighedWord } from './types/search.ts';
import { HIDDEN_CONTENTS } from './unfinished.ts';

/** Weights of title, headings, name and body in bm25(). */
const BM25 = 'bm25(words, 1.0, 1.0, 1.0, 1.0)';
/** A passage of no content that is being written or erased. */
const SHOWN = ` AND (NOT EXISTS ${HIDDEN_CONTENTS} OR NOT EXISTS (
  SELECT 1 FROM passages p WHERE p.id = words.rowid AND p.content_id IN ${HIDDEN_CONTENTS}))`;
/** A query is a question, not a document: later words are left out. */
const MAX_QUERY_WORDS = 64;
/** Stems of at most this many languages are tried beside the query's own. */
const MAX_LANGUAGES = 8;
/**
 * Passages one query may score. Each costs about a microsecond, so that a query of common words
 * stays near 10 ms whatever the size of the store; its rarest words are kept.
 */
const MAX_POSTINGS = 10_000;
const MAX_COUNTS = 50_000;
/** The passages that a filter allows, in SQL: a list would be read anew by each search, however long. */
const ALLOWED = ' AND is_allowed(words.rowid)';
/** Passages listed. `+rowid`: the words lead, not the list. */
const FEW = ' AND +words.rowid IN (SELECT value FROM json_each(?))';
/** A page's heading stands within so many words of its first passage. */
const HEAD_WORDS = 40;

/** Searches by words. Holds caches that `changed()` empties after every write. */
export class WordSearch {
  readonly #database: Database;
  readonly #maxPostings: number;
  readonly #counts = new Map<string, number>();
  #languages: readonly string[] | undefined;
  #passages: number | undefined;
  #allowed: PassageFilter | undefined;

  constructor(database: Database, maxPostings = MAX_POSTINGS) {
    this.#database = database;
    this.#maxPostings = maxPostings;
    database.define('is_allowed', (passage) =>
      this.#allowed === undefined || this.#allowed.has(Number(passage)) ? 1 : 0,
    );
  }

  /** Forgets what was remembered of the index; `grown`: no passage was taken out of it. */
  changed(grown = false): void {
    if (grown) {
      // Every search during an import would count the commonest words again, a millisecond each.
      for (const [term, count] of this.#counts)
        if (count <= this.#maxPostings) this.#counts.delete(term);
    } else this.#counts.clear();
    this.#languages = undefined;
    this.#passages = undefined;
  }

  /** BM25, best first, higher is better. Empty when no word is searchable. */
  search(
    query: string,
    languages: readonly string[],
    allowed: PassageFilter | undefined,
    limit: number,
  ): ScoredPassage[] {
    const condition = this.#within(allowed);
    return this.#best(this.#matchOf(query, languages), condition, [], limit);
  }

  /** BM25 of given passages, 0 where nothing matches. */
  score(query: string, languages: readonly string[], passages: readonly number[]): ScoredPassage[] {
    const match = this.#matchOf(query, languages);
    const list = JSON.stringify(passages);
    const found = this.#best(match, FEW, [list], passages.length);
    const scores = new Map(found.map(({ passage, score }) => [passage, score]));
    return passages.map((passage) => ({ passage, score: scores.get(passage) ?? 0 }));
  }

  #best(
    match: string,
    condition: string,
    parameters: readonly string[],
    limit: number,
  ): ScoredPassage[] {
    if (match === '') return [];
    const rows = this.#database.all(
      `SELECT rowid AS id, ${BM25} AS score FROM words
       WHERE words MATCH ?${condition} ORDER BY score LIMIT ?`,
      match,
      ...parameters,
      limit,
    );
    return rows.map((row) => ({ passage: number(row, 'id'), score: -number(row, 'score') }));
  }

  /** The condition that leaves the allowed passages of a search, until the next one is asked for. */
  #within(allowed: PassageFilter | undefined): string {
    this.#allowed = allowed;
    return allowed === undefined ? SHOWN : ALLOWED + SHOWN;
  }

  /**
   * How much of the query given passages hold, 0 to 1: of its content words and numbers those that
   * stand in the passage, its headings, title or name, each weighing its inverse document frequency
   * (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009, eq. 3.3). Words that
   * stand nowhere in the store count for nothing.
   */
  cover(query: string, languages: readonly string[], passages: readonly number[]): ScoredPassage[] {
    const groups = [...this.#groupsOf(query, languages, true)].map(({ terms }) => ({
      terms,
      weight: Math.max(0, ...terms.map((term) => this.#weight(term))),
    }));
    const total = groups.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) return passages.map((passage) => ({ passage, score: 0 }));
    const rows = this.#database.all(
      `SELECT passage, title || ' ' || headings || ' ' || name || ' ' || body AS terms
       FROM passage_words WHERE passage IN (SELECT value FROM json_each(?))`,
      JSON.stringify(passages),
    );
    const sought = new HeldTerms(groups.flatMap(({ terms }) => terms));
    const held = new Map(
      rows.map((row) => [number(row, 'passage'), sought.in(text(row, 'terms'))]),
    );
    return passages.map((passage) => {
      const there = held.get(passage);
      const found = groups.filter(({ terms }) => terms.some((term) => there?.has(term)));
      return { passage, score: found.reduce((sum, { weight }) => sum + weight, 0) / total };
    });
  }

  /** The content words and numbers of a query with how rare they are in the store. */
  weigh(query: string, languages: readonly string[]): WeighedWord[] {
    return [...this.#groupsOf(query, languages, true)].map(({ word, terms }) => {
      const passages = Math.max(0, ...terms.map((term) => this.#count(term)));
      // One more than the ratio, so that no word of a small store weighs nothing.
      return { word, terms, passages, weight: Math.log1p(this.#scarcity(passages)) };
    });
  }

  /**
   * Passages that stand under a heading or begin with words that hold one of the phrases (stems parted
   * by spaces), those that hold it most first.
   */
  headed(phrases: readonly string[], allowed: PassageFilter | undefined, limit: number): number[] {
    if (phrases.length === 0) return [];
    const condition = this.#within(allowed);
    const rows = this.#database.all(
      `SELECT w.passage, w.headings, w.body FROM words JOIN passage_words w ON w.passage = words.rowid
       WHERE words MATCH ?${condition} ORDER BY ${BM25} LIMIT ?`,
      phrases.map((phrase) => quoted(phrase)).join(' OR '),
      limit,
    );
    return rows
      .filter((row) => {
        const begins = text(row, 'body').split(' ', HEAD_WORDS).join(' ');
        const heads = ` ${text(row, 'headings')} | ${begins} `;
        return phrases.some((phrase) => heads.includes(` ${phrase} `));
      })
      .map((row) => number(row, 'passage'));
  }

  /** An FTS5 expression of the query's rarer words; each quoted, so that no word is an operator. */
  #matchOf(query: string, languages: readonly string[]): string {
    const terms = this.#termsOf(query, languages, true);
    const chosen = terms.size > 0 ? terms : this.#termsOf(query, languages, false);
    const counted = [...chosen]
      .map((term) => ({ term, count: this.#count(term) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count);
    if ((counted[0]?.count ?? 0) > this.#maxPostings) return this.#rarest(chosen);
    const kept: string[] = [];
    let postings = 0;
    for (const { term, count } of counted) {
      postings += count;
      if (kept.length > 0 && postings > this.#maxPostings) break;
      kept.push(quoted(term));
    }
    return kept.join(' OR ');
  }

  /** The rarest of words that are all common. */
  #rarest(terms: ReadonlySet<string>): string {
    const row = this.#database.get(
      `SELECT term FROM word_counts WHERE term IN (SELECT value FROM json_each(?))
       ORDER BY doc LIMIT 1`,
      JSON.stringify([...terms]),
    );
    return row === undefined ? '' : quoted(text(row, 'term'));
  }

  #termsOf(query: string, languages: readonly string[], dropStopWords: boolean): Set<string> {
    return new Set(
      [...this.#groupsOf(query, languages, dropStopWords)].flatMap(({ terms }) => terms),
    );
  }

  /**
   * The terms that each word of a query may stand as: a document may be in another language than the
   * query, and names and numbers meet by its stems.
   */
  *#groupsOf(
    query: string,
    languages: readonly string[],
    dropStopWords: boolean,
  ): Generator<Pick<WeighedWord, 'word' | 'terms'>, undefined, undefined> {
    const stemIn = new Set([...languages, ...this.#storedLanguages()]);
    for (const { word, number: isNumber } of wordsOf(query).take(MAX_QUERY_WORDS)) {
      if (isNumber) yield { word, terms: [word] };
      else if (!dropStopWords || !isStopWord(word, languages)) {
        const stems = [...stemIn].map((language) => stem(word, language));
        yield { word, terms: [...new Set([...stems, ...numberIn(word)])] };
      }
    }
  }

  /** The inverse document frequency of a term; 0 where more than half of the passages hold it or none. */
  #weight(term: string): number {
    const count = this.#count(term);
    return count === 0 ? 0 : Math.max(0, Math.log(this.#scarcity(count)));
  }

  /** How many passages lack what so many hold, for each that holds it. */
  #scarcity(count: number): number {
    this.#passages ??= number(
      this.#database.get('SELECT count(*) AS passages FROM passages') ?? { passages: 0 },
      'passages',
    );
    // A long document that is written or erased meanwhile changes one number before the other.
    return (Math.max(0, this.#passages - count) + 0.5) / (count + 0.5);
  }

  #storedLanguages(): readonly string[] {
    this.#languages ??= languagesOf(this.#database);
    return this.#languages;
  }

  /** Passages that hold a term; those beyond the first `maxPostings` are not counted. */
  #count(term: string): number {
    let count = this.#counts.get(term);
    if (count === undefined) {
      // Not from the index's own table of terms, which reads every place of the term in the store.
      const row = this.#database.get(
        `SELECT count(*) AS passages FROM
           (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)`,
        quoted(term),
        this.#maxPostings + 1,
      );
      count = row === undefined ? 0 : number(row, 'passages');
      if (this.#counts.size >= MAX_COUNTS) this.#counts.clear();
      this.#counts.set(term, count);
    }
    return count;
  }
}

/** A term as a string of FTS5's query language. */
function quoted(term: string): string {
  return `"${term.replaceAll('"', '')}"`;
}

/** The languages of passages; the commonest where there are very many. */
function languagesOf(database: Database): string[] {
  // From one to the next by the index: to count all passages takes 10 ms for 100,000.
  const rows = database.all(
    `WITH RECURSIVE each (language) AS (
       SELECT min(language) FROM passages
       UNION ALL SELECT (SELECT min(p.language) FROM passages p WHERE p.language > each.language)
       FROM each WHERE each.language IS NOT NULL)
     SELECT language FROM each WHERE language IS NOT NULL`,
  );
  const languages = rows.map((row) => text(row, 'language'));
  if (languages.length <= MAX_LANGUAGES) return languages;
  return database
    .all(
      'SELECT language FROM passages GROUP BY language ORDER BY count(*) DESC LIMIT ?',
      MAX_LANGUAGES,
    )
    .map((row) => text(row, 'language'));
}
