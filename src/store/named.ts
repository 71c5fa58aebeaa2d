import { isStopWord } from '../language/stop-words.ts';
import { wordsOf } from '../language/stem.ts';
import type { Database } from './database.ts';
import { number, text } from './row.ts';

/** A number in a name that tells one document from its likes has at least as many digits. */
const DIGITS = 3;
/** More documents than these are not meant by their name. */
const MAX_NAMED = 10;

/**
 * The documents whose file name a question gives by a word and a number, such as a company and a
 * year: those of which it names the rarest words, at most ten, in no order. Among all that bear one of the
 * question's numbers; "FY2018" and "2018Q4" bear 2018, and "bestbuy" is named by "Best Buy".
 */
export function namedDocuments(
  database: Database,
  query: string,
  languages: readonly string[],
): number[] {
  const { words, numbers } = partsOf(query, languages);
  if (words.size === 0 || numbers.size === 0) return [];
  const rows = database.all(
    `SELECT id, document FROM documents WHERE removal IS NULL AND content_id IS NOT NULL
       AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(document, value) > 0)`,
    JSON.stringify([...numbers]),
  );
  const candidates = rows
    .map((row) => ({ id: number(row, 'id'), tokens: tokensOf(text(row, 'document')) }))
    .filter(({ tokens }) => [...numbers].some((one) => tokens.has(one)));
  const counts = new Map<string, number>();
  for (const { tokens } of candidates)
    for (const word of words) if (tokens.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const scored = candidates.map(({ id, tokens }) => {
    const held = [...words].filter((word) => tokens.has(word));
    const rarity = (word: string): number =>
      Math.log(1 + candidates.length / (counts.get(word) ?? 1));
    return { id, score: held.reduce((sum, word) => sum + rarity(word), 0) };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const named = scored.filter(({ score }) => best > 0 && score > best - 1e-9);
  return named.length > MAX_NAMED ? [] : named.map(({ id }) => id);
}

/** A question's content words, two in a row also as one, and its longer numbers. */
function partsOf(query: string, languages: readonly string[]) {
  const words = new Set<string>();
  const numbers = new Set<string>();
  let before = '';
  for (const { word, number: isNumber } of wordsOf(query).take(64)) {
    const digits = /\p{N}+$/u.exec(word)?.[0] ?? '';
    if (digits.length >= DIGITS) numbers.add(digits);
    const counts = !isNumber && digits.length < DIGITS && !isStopWord(word, languages);
    if (counts) {
      words.add(word);
      if (before !== '') words.add(before + word);
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
