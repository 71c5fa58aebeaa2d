import { createHash, type Hash } from 'node:crypto';
import type { Database } from '../database.ts';
import { number, textOrNull, type Row } from '../row.ts';

/** Everything read from a file and stored, in an order that does not depend on how it is stored. */
const parts = [
  'SELECT * FROM contents WHERE id = ?',
  'SELECT * FROM pages WHERE content_id = ? ORDER BY number',
  'SELECT * FROM passages WHERE content_id = ? ORDER BY ordinal',
] as const;

/** Stores the checksum of a content; part of the transaction that wrote it. */
export function recordSum(database: Database, content: number): void {
  database.run(
    'INSERT OR REPLACE INTO content_sums (content_id, sha256) VALUES (?, ?)',
    content,
    sumOf(database, content),
  );
}

/** Ids of the contents whose stored text no longer has its checksum; those without one get it now. */
export async function hurtContents(database: Database): Promise<number[]> {
  const hurt: number[] = [];
  for (let after = 0; ;) {
    const row = database.get(
      `SELECT c.id, s.sha256 FROM contents c LEFT JOIN content_sums s ON s.content_id = c.id
       WHERE c.id > ? ORDER BY c.id LIMIT 1`,
      after,
    );
    if (row === undefined) return hurt;
    after = number(row, 'id');
    const known = textOrNull(row, 'sha256');
    const now = readable(() => sumOf(database, after));
    if (now === undefined || (known !== null && known !== now)) hurt.push(after);
    else if (known === null) readable(() => recordSum(database, after));
    // The person goes before: a large store takes seconds to read.
    await new Promise((done) => {
      setImmediate(done);
    });
  }
}

/** SHA-256 over the values of all rows of a content, each with its type and length. */
function sumOf(database: Database, content: number): string {
  const hash = createHash('sha256');
  for (const sql of parts) {
    for (const row of database.iterate(sql, content)) addRow(hash, row);
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
