import { answer, type Answer } from '../../contract/answers.ts';
import type { Database } from '../database.ts';
import { json, number } from '../row.ts';

/**
 * Takes the text of documents that are erased out of the answers kept: an answer that quotes one is
 * redacted as a whole, another loses the passages it had of it
 * and its name in a list. Part of the erasure's transaction.
 */
export function redactAnswers(database: Database, documents: readonly number[]): void {
  const ids = JSON.stringify(documents);
  const touched = database.all(
    `SELECT message, max(cited) AS cited FROM message_documents
     WHERE document IN (SELECT value FROM json_each(?)) GROUP BY message`,
    ids,
  );
  const erased = new Set(documents.map(String));
  for (const row of touched) {
    const message = number(row, 'message');
    if (number(row, 'cited') === 1) redact(database, message);
    else dropPassages(database, message, erased);
  }
  // Whoever shows one of them reads it again.
  if (touched.length > 0) database.get('SELECT library_changed()');
  database.run(
    'DELETE FROM message_documents WHERE document IN (SELECT value FROM json_each(?))',
    ids,
  );
}

/** What the catalogue said, without the names of documents that are erased. */
export function withoutDocuments(
  { catalogue }: Answer,
  erased: ReadonlySet<string>,
): Pick<Answer, 'catalogue'> {
  if (catalogue === undefined) return {};
  const documents = catalogue.documents.filter(({ documentId }) => !erased.has(documentId));
  return { catalogue: { ...catalogue, documents } };
}

function redact(database: Database, message: number): void {
  database.run(`UPDATE messages SET state = 'redacted', answer = NULL WHERE id = ?`, message);
  database.run('DELETE FROM citations WHERE message = ?', message);
  database.run('DELETE FROM message_documents WHERE message = ?', message);
}

function dropPassages(database: Database, message: number, erased: ReadonlySet<string>): void {
  const row = database.get(
    'SELECT answer FROM messages WHERE id = ? AND answer IS NOT NULL',
    message,
  );
  if (row === undefined) return;
  const kept = json(row, 'answer', answer);
  const passages = kept.passages.filter(({ documentId }) => !erased.has(documentId));
  database.run(
    'UPDATE messages SET answer = ? WHERE id = ?',
    JSON.stringify({ ...kept, passages, ...withoutDocuments(kept, erased) }),
    message,
  );
}
