import type { ContractError } from '../contract/errors.ts';
import type { Database } from './database.ts';
import { number } from './row.ts';
import { withMembers } from './with-members.ts';

/** Of what was read before: for what never was, the reader's own reason stands. */
const withdrawn: ContractError = {
  code: 'access-withdrawn',
  message:
    'This account may no longer read the file. It is out of all answers, and comes back by itself once it may be read again; until then what Carrel read of it is kept for a set time and then erased.',
};

/**
 * Takes documents out of every search that may not be read any more, with all that lie in the same
 * files. Since when is kept from the first time on.
 */
export function deny(
  database: Database,
  ids: readonly number[],
  reason: ContractError,
  now = Date.now(),
): void {
  database.transaction(() => {
    const files = database
      .all(
        `SELECT DISTINCT coalesce(file, id) AS id FROM documents
         WHERE id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(ids),
      )
      .map((row) => number(row, 'id'));
    const list = JSON.stringify(withMembers(database, files));
    database.run(
      `INSERT INTO denied (document, since_ms, content_id)
       SELECT id, ?2, content_id FROM documents WHERE id IN (SELECT value FROM json_each(?1))
       ON CONFLICT (document) DO UPDATE SET content_id = excluded.content_id
         WHERE excluded.content_id IS NOT NULL`,
      list,
      now,
    );
    // Files first: what becomes of one is carried over to its members by a trigger.
    for (const which of ['IS NULL', 'IS NOT NULL']) {
      database.run(
        `UPDATE documents SET content_id = NULL, state = 'failed',
           sha256 = CASE WHEN state IN ('queued', 'parsing') THEN NULL ELSE sha256 END,
           reason = iif((SELECT content_id FROM denied WHERE document = documents.id) IS NULL, ?2, ?3)
         WHERE id IN (SELECT value FROM json_each(?1)) AND file ${which} AND (state <> 'failed'
           OR content_id IS NOT NULL OR json_extract(reason, '$.code') NOT LIKE 'access-%')`,
        list,
        JSON.stringify(reason),
        JSON.stringify(withdrawn),
      );
    }
  });
}

/** Puts back what was read of documents that may be read again, with all that lie in them. */
export function allow(database: Database, ids: readonly number[]): void {
  database.transaction(() => {
    const list = JSON.stringify(withMembers(database, ids));
    database.run(
      `UPDATE documents SET content_id = d.content_id, reason = NULL,
         state = CASE WHEN state IN ('queued', 'parsing') THEN state
           WHEN d.content_id IS NULL OR documents.sha256 IS NULL THEN 'queued' ELSE 'read' END
       FROM denied d WHERE d.document = documents.id
         AND documents.id IN (SELECT value FROM json_each(?))`,
      list,
    );
    database.run('DELETE FROM denied WHERE document IN (SELECT value FROM json_each(?))', list);
  });
}

/** Documents that could not be read since a time or longer, in milliseconds since the epoch. */
export function deniedSince(database: Database, time: number): number[] {
  return database
    .all('SELECT document FROM denied WHERE since_ms <= ? ORDER BY document', time)
    .map((row) => number(row, 'document'));
}
