import type { Database } from './database.ts';
import { eraseMentions } from './erase-mentions.ts';
import { renamePassages } from './passages.ts';
import { number, text } from './row.ts';

/** Same bytes in the same collection, no member of an archive, holding no members, not being removed. */
const SAME = `
  d.collection = o.collection AND d.content_id = o.content_id AND d.id <> o.id
  AND d.container IS NULL AND o.container IS NULL AND d.removal IS NULL AND o.removal IS NULL
  AND NOT EXISTS (SELECT 1 FROM contents c WHERE c.id = o.content_id AND c.members > 0)`;

/**
 * Gives a document whose file is gone the path of the same file recorded since under another name, whose
 * line goes; its id, and with it what answers quote of it, stays. False where there is none.
 */
export function followMoved(database: Database, id: number): boolean {
  return database.transaction(() => {
    const newer = database.get(
      `SELECT d.id FROM documents o JOIN documents d ON ${SAME}
       WHERE o.id = ? AND d.id > o.id AND d.state = 'read' ORDER BY d.id LIMIT 1`,
      id,
    );
    if (newer === undefined) return false;
    takePath(database, id, number(newer, 'id'));
    return true;
  });
}

/**
 * The same from the other side, for a document that was just read: where its file was known by another path
 * and is gone from there, the older line takes its place.
 */
export function joinMoved(database: Database, id: number): void {
  const older = database.get(
    `SELECT d.id FROM documents o JOIN documents d ON ${SAME}
     WHERE o.id = ? AND d.id < o.id AND o.state = 'read' AND d.state = 'missing'
       AND json_extract(d.reason, '$.details.gone') ORDER BY d.id LIMIT 1`,
    id,
  );
  if (older !== undefined) takePath(database, number(older, 'id'), id);
}

function takePath(database: Database, id: number, from: number): void {
  const there = database.get('SELECT * FROM documents WHERE id = ?', from);
  if (there === undefined) return;
  eraseMentions(database, [from]);
  database.run('DELETE FROM documents WHERE id = ?', from);
  database.run(
    `UPDATE documents SET root = ?, document = ?, path = ?, type = ?, bytes = ?, modified_ms = ?,
       state = 'read', reason = NULL WHERE id = ?`,
    text(there, 'root'),
    text(there, 'document'),
    text(there, 'path'),
    text(there, 'type'),
    number(there, 'bytes'),
    number(there, 'modified_ms'),
    id,
  );
  renamePassages(database, number(there, 'content_id'));
}
