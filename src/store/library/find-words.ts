import type { FoundDocument, LibraryFilter } from '../../contract/library.ts';
import type { Database } from '../database.ts';
import { documentEntries } from '../documents.ts';
import { number, text } from '../row.ts';
import { conditionsOf, type Condition } from './browse.ts';
import { candidatesOf, expressionOf, type Candidate } from './find-candidates.ts';
import { parseFind, type FindTerm } from './find-query.ts';
import { findAll, snippetOf, type Range } from './literal.ts';

/** Time for looking words up, and with reading their places, in milliseconds; names come before. */
const LOOKUP_MS = 60;
const BUDGET_MS = 100;
const HITS_PER_DOCUMENT = 5;
const MAX_LANGUAGES = 8;

type Hit = FoundDocument['hits'][number];

/**
 * Exact hits of words and phrases, grouped by document; documents whose name holds all words come
 * first. The time is bounded: of words that stand nearly everywhere the hits seen in time are shown.
 */
export class WordFinder {
  readonly #database: Database;
  readonly #revision: () => number;
  #languages: { readonly revision: number; readonly list: readonly string[] } | undefined;

  constructor(database: Database, revision: () => number) {
    this.#database = database;
    this.#revision = revision;
  }

  find(typed: string, filter: LibraryFilter, limit: number): FoundDocument[] {
    const languages = this.#storedLanguages();
    const terms = parseFind(typed, languages);
    if (terms.length === 0) return [];
    const conditions = conditionsOf(this.#database, filter);
    const named = this.#named(terms, conditions, limit);
    // Counted from here: going through the names of a large library would leave no time for words.
    const started = performance.now();
    const expression = expressionOf(terms, languages);
    const candidates =
      expression === ''
        ? []
        : candidatesOf(this.#database, expression, conditions, started + LOOKUP_MS);
    const hits = this.#verify(terms, candidates, conditions, limit, started + BUDGET_MS);
    return this.#assemble(order(named, [...hits.keys()], limit), new Set(named), hits);
  }

  /** Documents whose path below the added folder holds all words. */
  #named(terms: readonly FindTerm[], conditions: readonly Condition[], limit: number): number[] {
    const words = terms.flatMap((term) => term.words);
    const where = [
      ...conditions.map(({ sql }) => sql),
      ...words.map(() => 'instr(substr(path, document_at), ?) > 0'),
    ];
    return this.#database
      .all(
        `SELECT document FROM library WHERE ${where.join(' AND ')} ORDER BY +name, +document LIMIT ?`,
        ...conditions.flatMap(({ parameters }) => parameters),
        ...words,
        limit,
      )
      .map((row) => number(row, 'document'));
  }

  /** Reads the candidates' pages; hits by document, best first. */
  #verify(
    terms: readonly FindTerm[],
    candidates: readonly Candidate[],
    conditions: readonly Condition[],
    limit: number,
    deadline: number,
  ): Map<number, Hit[]> {
    const hits = new Map<number, Hit[]>();
    const documents = new Map<number, number | undefined>();
    for (const candidate of candidates) {
      if (performance.now() > deadline) break;
      if (!documents.has(candidate.content)) {
        documents.set(candidate.content, this.#shownAs(candidate.content, conditions));
      }
      const document = documents.get(candidate.content);
      if (document === undefined) continue;
      const known = hits.get(document);
      if (known === undefined ? hits.size >= limit : known.length >= HITS_PER_DOCUMENT) continue;
      const hit = this.#read(terms, candidate);
      if (hit === undefined) continue;
      if (known === undefined) hits.set(document, [hit]);
      else if (!known.some(({ page, start }) => page === hit.page && start === hit.start)) {
        known.push(hit);
      }
    }
    return hits;
  }

  /** The oldest document with this content that passes the conditions. */
  #shownAs(content: number, conditions: readonly Condition[]): number | undefined {
    const where = ['document IN (SELECT id FROM documents WHERE content_id = ?)'];
    for (const { sql } of conditions) where.push(sql);
    const row = this.#database.get(
      `SELECT min(document) AS document FROM library WHERE ${where.join(' AND ')}`,
      content,
      ...conditions.flatMap(({ parameters }) => parameters),
    );
    const document = row?.['document'];
    return typeof document === 'number' ? document : undefined;
  }

  /** The first place in a passage, if all terms stand in it word for word. */
  #read(terms: readonly FindTerm[], { content, spans }: Candidate): Hit | undefined {
    const found = new Set<FindTerm>();
    let first: { readonly page: number; readonly text: string; readonly place: Range } | undefined;
    for (const span of spans) {
      const page = this.#pageText(content, span.page);
      const seen = findAll(terms, page, span);
      for (const term of seen.found) found.add(term);
      const [place] = seen.places;
      if (place !== undefined) first ??= { page: span.page, text: page, place };
    }
    if (first === undefined || found.size < terms.length) return undefined;
    return {
      page: first.page,
      ...first.place,
      ...snippetOf(terms, first.text, first.place),
    };
  }

  #pageText(content: number, page: number): string {
    const row = this.#database.get(
      'SELECT text FROM pages WHERE content_id = ? AND number = ?',
      content,
      page,
    );
    return row === undefined ? '' : text(row, 'text');
  }

  #assemble(
    ids: readonly number[],
    named: ReadonlySet<number>,
    hits: ReadonlyMap<number, Hit[]>,
  ): FoundDocument[] {
    return documentEntries(this.#database, ids).map(({ id, document, path, type }) => ({
      documentId: id,
      document,
      path,
      type,
      nameMatches: named.has(Number(id)),
      hits: hits.get(Number(id)) ?? [],
    }));
  }

  #storedLanguages(): readonly string[] {
    const revision = this.#revision();
    if (this.#languages?.revision !== revision) {
      const list = this.#database
        .all(
          'SELECT language FROM passages GROUP BY language ORDER BY count(*) DESC LIMIT ?',
          MAX_LANGUAGES,
        )
        .map((row) => text(row, 'language'));
      this.#languages = { revision, list };
    }
    return this.#languages.list;
  }
}

/** Names first, but they leave half of the room to hits in the text. */
function order(named: readonly number[], hit: readonly number[], limit: number): number[] {
  const share = Math.max(Math.ceil(limit / 2), limit - hit.length);
  return [...new Set([...named.slice(0, share), ...hit, ...named])].slice(0, limit);
}
