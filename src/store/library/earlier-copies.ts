import type { Database } from '../database.ts';
import { number, text, textOrNull } from '../row.ts';
import { isBelow } from './below.ts';

/** A kept copy that is a document of the library. */
export interface EarlierCopy {
  readonly id: number;
  readonly path: string;
  /** Of the text that was read; null where nothing was. */
  readonly sha256: string | null;
  /** It could not be read, so that nothing is lost with it. */
  readonly unread: boolean;
}

/**
 * Visible documents of a collection that are kept copies and whose file has this name, in whichever
 * folder of a drop.
 *
 * @param kept Folder of the kept copies.
 */
export function earlierCopies(
  database: Database,
  kept: string,
  name: string,
  collection: string,
): EarlierCopy[] {
  return database
    .all(
      `SELECT d.id, d.path, d.state, d.sha256 FROM library l JOIN documents d ON d.id = l.document
       WHERE l.name = name_key(?1) AND l.collection = ?2 ORDER BY d.id`,
      name,
      collection,
    )
    .filter((row) => isBelow(text(row, 'path'), kept))
    .map((row) => ({
      id: number(row, 'id'),
      path: text(row, 'path'),
      sha256: text(row, 'state') === 'read' ? textOrNull(row, 'sha256') : null,
      unread: ['failed', 'skipped', 'missing'].includes(text(row, 'state')),
    }));
}
