import type { Database } from '../database.ts';
import { number } from '../row.ts';
import { DEFAULT_COLLECTION } from './collections.ts';
import type { Erasure } from './erasure.ts';

/**
 * Erases every document, shown or hidden, what was remembered of where they came from, and every
 * question, answer and table.
 */
export async function eraseEverything(database: Database, erasure: Erasure): Promise<void> {
  const ids = database.all('SELECT id FROM documents').map((row) => number(row, 'id'));
  await erasure.erase(ids, () => {
    database.run('DELETE FROM conversations');
    database.run('DELETE FROM surveys');
    database.run('DELETE FROM sources');
    database.run('DELETE FROM imports');
    database.run('DELETE FROM removals');
    database.run('DELETE FROM exclusions');
    database.run('DELETE FROM collections WHERE name <> ?', DEFAULT_COLLECTION);
  });
}
