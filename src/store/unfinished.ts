import type { Database } from './database.ts';
import { number, text } from './row.ts';

/** Contents that are being written or erased: no document holds them, and no search may find them. */
export const HIDDEN_CONTENTS = `(SELECT content_id FROM unfinished WHERE work <> 'rename')`;

/** A content whose erasure or renaming is to go on. */
interface UnfinishedContent {
  readonly id: number;
  readonly work: 'erase' | 'rename';
}

/** Notes what is to be done with a content in steps; part of the transaction that decides it. */
export function noteUnfinished(
  database: Database,
  content: number,
  work: 'write' | 'erase' | 'rename',
): void {
  database.run('INSERT OR REPLACE INTO unfinished (content_id, work) VALUES (?, ?)', content, work);
}

/** Notes that nothing of the kind is left to be done with a content. */
export function forgetUnfinished(
  database: Database,
  content: number,
  work: 'write' | 'rename',
): void {
  database.run('DELETE FROM unfinished WHERE content_id = ? AND work = ?', content, work);
}

export function isUnfinished(database: Database, { id, work }: UnfinishedContent): boolean {
  return (
    database.get('SELECT 1 FROM unfinished WHERE content_id = ? AND work = ?', id, work) !==
    undefined
  );
}

/** The oldest content that is to be erased or renamed. */
export function nextUnfinished(database: Database): UnfinishedContent | undefined {
  const row = database.get(
    `SELECT content_id, work FROM unfinished WHERE work <> 'write' ORDER BY content_id LIMIT 1`,
  );
  if (row === undefined) return undefined;
  const work = text(row, 'work') === 'erase' ? 'erase' : 'rename';
  return { id: number(row, 'content_id'), work };
}

/** What the last owner was writing when it died is erased. */
export function abandonWriting(database: Database): void {
  database.run(`UPDATE unfinished SET work = 'erase' WHERE work = 'write'`);
}
