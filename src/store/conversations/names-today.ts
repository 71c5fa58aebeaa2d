import type { Answer } from '../../contract/answers.ts';
import type { Database } from '../database.ts';
import { text } from '../row.ts';

/**
 * A kept answer with the names and paths that its documents have today: a folder may have been added
 * around them since, or the data folder with kept copies moved. Documents that are gone keep theirs.
 */
export function withNamesToday(database: Database, answer: Answer): Answer {
  const { citations, passages } = answer;
  const ids = new Set([...citations, ...passages].map(({ documentId }) => documentId));
  const names = new Map(
    database
      .all(
        `SELECT CAST(id AS TEXT) AS id, document, path FROM documents
         WHERE id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))`,
        JSON.stringify([...ids]),
      )
      .map((row) => [
        text(row, 'id'),
        { document: text(row, 'document'), path: text(row, 'path') },
      ]),
  );
  const renamed = <T extends { readonly documentId: string }>(one: T): T => ({
    ...one,
    ...names.get(one.documentId),
  });
  return { ...answer, citations: citations.map(renamed), passages: passages.map(renamed) };
}
