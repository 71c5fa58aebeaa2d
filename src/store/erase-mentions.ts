import type { Database } from './database.ts';

/**
 * Takes the names of documents out of what is kept of questions, before the documents are erased.
 * Comparisons of two versions name both in their columns and go as a whole: without one of them they
 * are nothing. What was asked of one file alone keeps that document's id instead of its path.
 */
export function eraseMentions(database: Database, documents: readonly number[]): void {
  const ids = JSON.stringify(documents);
  database.run(
    `DELETE FROM surveys WHERE id IN (
       SELECT survey FROM survey_rows
       WHERE other IS NOT NULL AND document IN (SELECT value FROM json_each(?1))
       UNION SELECT survey FROM survey_rows WHERE other IN (SELECT value FROM json_each(?1)))`,
    ids,
  );
  for (const table of ['surveys', 'messages']) {
    database.run(
      `UPDATE ${table} SET
         scope = json_set(json_remove(scope, '$.file'), '$.documents', json_array(CAST(d.id AS TEXT)))
       FROM documents d WHERE d.id IN (SELECT value FROM json_each(?))
         AND json_valid(scope) AND json_extract(scope, '$.file') = d.path`,
      ids,
    );
  }
}
