import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../database.ts';
import { number } from '../row.ts';
import { DEFAULT_COLLECTION } from './collections.ts';
import type { Erasure } from './erasure.ts';

/**
 * Erases every document, shown or hidden, what was remembered of where they came from, the copies in
 * the folder `kept`, and every question, answer and table. What is asked for while it is at work is wanted, and stays.
 */
export async function eraseEverything(
  database: Database,
  erasure: Erasure,
  kept: string,
): Promise<void> {
  const idsIn = (table: 'documents' | 'imports'): number[] =>
    database.all(`SELECT id FROM ${table}`).map((row) => number(row, 'id'));
  const ids = idsIn('documents');
  const copies = existsSync(kept) ? readdirSync(kept) : [];
  const imports = JSON.stringify(idsIn('imports'));
  await erasure.erase(ids, () => {
    database.run('DELETE FROM conversations');
    database.run('DELETE FROM surveys');
    database.run('DELETE FROM sources');
    database.run('DELETE FROM imports WHERE id IN (SELECT value FROM json_each(?))', imports);
    database.run('DELETE FROM removals');
    database.run('DELETE FROM exclusions');
    database.run('DELETE FROM collections WHERE name <> ?', DEFAULT_COLLECTION);
  });
  for (const copy of copies) rmSync(path.join(kept, copy), { recursive: true, force: true });
}
