import type { ContractError } from '../contract/errors.ts';
import type { Database } from './database.ts';
import { embeddedText } from './embedded-text.ts';
import { number, text } from './row.ts';
import type { PassageToEmbed } from './types/vectors.ts';
import { HIDDEN_CONTENTS } from './unfinished.ts';
import { activeTable, filledTable, isWaiting, nextTable } from './vector-table.ts';

/** The oldest passages without a vector, with the text to embed: of the table in use first. */
export function nextToEmbed(database: Database, limit: number): PassageToEmbed[] {
  const active = activeTable(database);
  const served = active !== undefined && isWaiting(database, active) ? active : undefined;
  const table = served ?? nextTable(database);
  if (table === undefined) return [];
  const rows = database.all(
    `SELECT p.id, p.text, p.context, c.title
     FROM pending_vectors q
     JOIN passages p ON p.id = q.passage JOIN contents c ON c.id = p.content_id
     WHERE q.table_id = ? AND q.content_id NOT IN ${HIDDEN_CONTENTS} ORDER BY q.passage LIMIT ?`,
    table.id,
    limit,
  );
  return rows.map((row) => ({
    passage: number(row, 'id'),
    embedder: table.embedder,
    text: embeddedText(text(row, 'title'), text(row, 'context'), text(row, 'text')),
  }));
}

/** Takes a passage out of the queue that the embedder gives no vector for, and keeps the reason. */
export function failVector(
  database: Database,
  passage: number,
  error: ContractError,
  embedder?: string,
): void {
  const table = embedder === undefined ? activeTable(database) : filledTable(database, embedder);
  if (table === undefined) return;
  database.transaction(() => {
    database.run(
      `INSERT OR REPLACE INTO failed_vectors (table_id, passage, content_id, reason)
       SELECT table_id, passage, content_id, ? FROM pending_vectors
       WHERE table_id = ? AND passage = ?`,
      JSON.stringify(error),
      table.id,
      passage,
    );
    database.run(
      'DELETE FROM pending_vectors WHERE table_id = ? AND passage = ?',
      table.id,
      passage,
    );
  });
}

/** Puts every passage that failed in the table in use back into the queue. */
export function requeueFailedVectors(database: Database): void {
  database.run(
    `INSERT OR IGNORE INTO pending_vectors (table_id, passage, content_id)
     SELECT f.table_id, f.passage, f.content_id FROM failed_vectors f
     JOIN vector_tables t ON t.id = f.table_id AND t.active = 1`,
  );
  database.run(
    `DELETE FROM failed_vectors WHERE table_id IN (SELECT id FROM vector_tables WHERE active = 1)`,
  );
}
