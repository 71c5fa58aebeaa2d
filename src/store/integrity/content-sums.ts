import { createHash, type Hash } from 'node:crypto';
import type { Database } from '../database.ts';
import { number, textOrNull, type Row } from '../row.ts';
import { atOnce, type Steps } from '../steps.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';

/** Everything read from a file and stored, in an order that does not depend on how it is stored. */
const parts = [
  {
    place: 'number',
    next: 'SELECT * FROM pages WHERE content_id = ? AND number > ? ORDER BY number LIMIT 1',
  },
  {
    place: 'ordinal',
    next: 'SELECT * FROM passages WHERE content_id = ? AND ordinal > ? ORDER BY ordinal LIMIT 1',
  },
] as const;

/** Stores the checksum of a content, as it is now where none is given; part of the transaction that wrote it. */
export function recordSum(
  database: Database,
  content: number,
  sum = atOnce(sumOf(database, content)),
): void {
  database.run(
    'INSERT OR REPLACE INTO content_sums (content_id, sha256) VALUES (?, ?)',
    content,
    sum,
  );
}

/** Ids of the contents whose stored text no longer has its checksum; those without one get it now. */
export async function damagedContents(database: Database): Promise<number[]> {
  const damaged: number[] = [];
  for (let after = 0; ;) {
    const row = database.get(
      `SELECT c.id, s.sha256 FROM contents c LEFT JOIN content_sums s ON s.content_id = c.id
       WHERE c.id > ? ORDER BY c.id LIMIT 1`,
      after,
    );
    if (row === undefined) return damaged;
    after = number(row, 'id');
    const known = textOrNull(row, 'sha256');
    const now = readable(() => atOnce(sumOf(database, after)));
    if (now === undefined || (known !== null && known !== now)) damaged.push(after);
    else if (known === null) readable(() => recordSum(database, after));
    // The person goes before: a large store takes seconds to read.
    await yieldToEventLoop();
  }
}

/**
 * SHA-256 over the values of all rows of a content, each with its type and length; `changed` are values
 * that its own row is about to have.
 */
export function* sumOf(database: Database, content: number, changed: Row = {}): Steps<string> {
  const hash = createHash('sha256');
  const own = database.get('SELECT * FROM contents WHERE id = ?', content);
  if (own !== undefined) addRow(hash, { ...own, ...changed });
  for (const { next, place } of parts) {
    for (let after = Number.MIN_SAFE_INTEGER; ;) {
      const row = database.get(next, content, after);
      if (row === undefined) break;
      addRow(hash, row);
      after = number(row, place);
      yield;
    }
  }
  return hash.digest('hex');
}

function addRow(hash: Hash, row: Row): void {
  for (const value of Object.values(row)) {
    if (value instanceof Uint8Array) hash.update(`bytes ${value.byteLength}\n`).update(value);
    else hash.update(`${typeof value} ${JSON.stringify(String(value))}\n`);
  }
}

function readable<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
