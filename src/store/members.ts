import type { Member } from '../parse/container/container.ts';
import type { Database } from './database.ts';
import { isUnwanted } from './library/exclusions.ts';
import { number, numberOrNull, text, textOrNull } from './row.ts';
import type { MemberOrigin } from './types/documents.ts';
import { withMembers } from './with-members.ts';

/**
 * Records what a container holds as documents of its own, to be read like files; part of the
 * transaction that writes the container's content. Members known already wait to be read again only
 * where the container's bytes have changed; the ids of those it no longer holds are returned.
 */
export function recordMembers(
  database: Database,
  containerId: number,
  members: readonly Member[],
  changed: boolean,
): number[] {
  const container = database.get('SELECT * FROM documents WHERE id = ?', containerId);
  if (container === undefined) return [];
  const known = new Map(
    database
      .all('SELECT id, path FROM documents WHERE container = ?', containerId)
      .map((row) => [text(row, 'path'), number(row, 'id')]),
  );
  const [path, document] = [text(container, 'path'), text(container, 'document')];
  const collection = text(container, 'collection');
  const modifiedMs = number(container, 'modified_ms');
  for (const member of members) {
    const at = `${path}!/${member.name}`;
    const id = known.get(at);
    known.delete(at);
    if (id !== undefined) {
      database.run(
        'UPDATE documents SET member = ?, bytes = ?, modified_ms = ? WHERE id = ?',
        member.index,
        member.bytes,
        member.modifiedMs ?? modifiedMs,
        id,
      );
    } else if (!isUnwanted(database, at, collection)) {
      // A folder called like the archive with its mark may hold a file of this path: that one stays.
      database.run(
        `INSERT OR IGNORE INTO documents (root, document, path, collection, type, bytes,
           modified_ms, state, removal, container, file, member)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?)`,
        text(container, 'root'),
        `${document}!/${member.name}`,
        at,
        collection,
        typeOf(member.name),
        member.bytes,
        member.modifiedMs ?? modifiedMs,
        numberOrNull(container, 'removal'),
        containerId,
        numberOrNull(container, 'file') ?? containerId,
        member.index,
      );
    }
  }
  const gone = [...known.values()];
  if (changed) requeue(database, containerId, gone);
  return gone;
}

/** What lies deeper waits too: it is unpacked by its place in what has changed. */
function requeue(database: Database, containerId: number, gone: readonly number[]): void {
  const waiting = withMembers(database, [containerId]).filter((id) => id !== containerId);
  database.run(
    `UPDATE documents SET state = 'queued', reason = NULL
     WHERE id IN (SELECT value FROM json_each(?1)) AND id NOT IN (SELECT value FROM json_each(?2))`,
    JSON.stringify(waiting),
    JSON.stringify(gone),
  );
}

function typeOf(name: string): string {
  return /\.([^./]{1,16})$/u.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** How a member is reached: the file on the disk, and the way down; undefined for a file itself. */
export function originOf(database: Database, id: number): MemberOrigin | undefined {
  const rows = database.all(
    `WITH RECURSIVE up (id, depth) AS (
       SELECT ?, 0 UNION ALL
       SELECT d.container, depth + 1 FROM up JOIN documents d ON d.id = up.id
         WHERE d.container IS NOT NULL)
     SELECT d.path, d.document, d.bytes, d.modified_ms, d.member, c.format
     FROM up JOIN documents d ON d.id = up.id LEFT JOIN contents c ON c.id = d.content_id
     ORDER BY depth DESC`,
    id,
  );
  const [file, ...steps] = rows;
  if (file === undefined || steps.length === 0) return undefined;
  return {
    file: {
      path: text(file, 'path'),
      name: text(file, 'document'),
      bytes: number(file, 'bytes'),
      modifiedMs: number(file, 'modified_ms'),
      format: textOrNull(file, 'format') ?? '',
    },
    steps: steps.map((row) => ({
      index: number(row, 'member'),
      name: text(row, 'document'),
      format: textOrNull(row, 'format') ?? '',
    })),
  };
}

/** Documents and bytes that lie in one file on the disk, however deep. */
export function heldBy(database: Database, file: number): { documents: number; bytes: number } {
  const row = database.get(
    'SELECT count(*) AS documents, coalesce(sum(bytes), 0) AS bytes FROM documents WHERE file = ?',
    file,
  );
  return row === undefined
    ? { documents: 0, bytes: 0 }
    : { documents: number(row, 'documents'), bytes: number(row, 'bytes') };
}
