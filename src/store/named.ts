import { isStopWord } from '../language/stop-words.ts';
import { wordsOf } from '../language/stem.ts';
import type { Database } from './database.ts';
import { number, text } from './row.ts';
import { UntilChanged } from './until-changed.ts';

/** A number in a name that tells one document from its likes has at least as many digits. */
const DIGITS = 3;
/** More documents than these are not meant by their name. */
const MAX_NAMED = 10;

/** A document that a query names. */
export interface NamedDocument {
  readonly id: number;
  /** The query's words and numbers that name it, in lower case. */
  readonly words: readonly string[];
}

/**
 * Looks up the documents that queries name. Search, sentences and verdict ask for the same query, and each
 * look goes through the names of all documents.
 */
export class NamedDocuments {
  readonly #database: Database;
  readonly #found: UntilChanged<readonly NamedDocument[]>;

  constructor(database: Database) {
    this.#database = database;
    this.#found = new UntilChanged(database);
  }

  /** See `namedDocuments`. */
  find(query: string, languages: readonly string[]): readonly NamedDocument[] {
    return this.#found.get(JSON.stringify([languages, query]), () =>
      namedDocuments(this.#database, query, languages),
    );
  }
}

/**
 * The documents whose file name a question gives by a word and a number, such as a company and a
 * year: those of which it names the rarest words, at most ten, in no order. Among all that bear one of the
 * question's numbers; "FY2018" and "2018Q4" bear 2018, and "bestbuy" is named by "Best Buy".
 */
function namedDocuments(
  database: Database,
  query: string,
  languages: readonly string[],
): NamedDocument[] {
  const { words, numbers } = partsOf(query, languages);
  if (words.size === 0 || numbers.size === 0) return [];
  const digits = [...numbers.keys()];
  const rows = database.all(
    `SELECT id, document FROM documents WHERE removal IS NULL AND content_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(document, value) > 0)`,
    JSON.stringify(digits),
  );
  const candidates = rows
    .map((row) => ({ id: number(row, 'id'), tokens: tokensOf(text(row, 'document')) }))
    .filter(({ tokens }) => digits.some((one) => tokens.has(one)));
  const counts = new Map<string, number>();
  for (const { tokens } of candidates)
    for (const word of words.keys())
      if (tokens.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const scored = candidates.map(({ id, tokens }) => {
    const held = [...words.keys()].filter((word) => tokens.has(word));
    const rarity = (word: string): number =>
      Math.log(1 + candidates.length / (counts.get(word) ?? 1));
    const own = [...words, ...numbers].flatMap(([part, from]) => (tokens.has(part) ? from : []));
    return { id, words: own, score: held.reduce((sum, word) => sum + rarity(word), 0) };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const named = scored.filter(({ score }) => best > 0 && score > best - 1e-9);
  return named.length > MAX_NAMED
    ? []
    : named.map(({ id, words: own }) => ({ id, words: [...new Set(own)] }));
}

/** A question's content words, two in a row also as one, and its longer numbers, each with the words it is of. */
function partsOf(query: string, languages: readonly string[]) {
  const words = new Map<string, readonly string[]>();
  const numbers = new Map<string, readonly string[]>();
  let before = '';
  for (const { word, number: isNumber } of wordsOf(query).take(64)) {
    const digits = /\p{N}+$/u.exec(word)?.[0] ?? '';
    if (digits.length >= DIGITS) numbers.set(digits, [word]);
    const counts = !isNumber && digits.length < DIGITS && !isStopWord(word, languages);
    if (counts) {
      words.set(word, [word]);
      if (before !== '') words.set(before + word, [before, word]);
    }
    before = counts ? word : '';
  }
  return { words, numbers };
}

/** The words of a file's name without its type, and their letters and digits apart. */
function tokensOf(document: string): Set<string> {
  const name = (document.split('/').at(-1) ?? '').replace(/\.[a-z0-9]{1,5}$/iu, '').toLowerCase();
  const tokens = name.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return new Set([
    ...tokens,
    ...tokens.flatMap((token) => token.match(/\p{N}{3,}|[\p{L}\p{M}]{2,}/gu) ?? []),
  ]);
}
