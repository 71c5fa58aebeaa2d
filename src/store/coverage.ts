import type { Coverage, Scope } from '../contract/documents.ts';
import type { Database } from './database.ts';
import { number } from './row.ts';
import { resolveDocuments } from './scope.ts';

/** Counts the documents of a scope by what can be said of them; places left out do not matter. */
export function coverageOf(database: Database, scope: Scope): Coverage {
  const documents = resolveDocuments(database, scope);
  const row = database.get(
    `WITH waiting AS (
       SELECT DISTINCT q.content_id FROM pending_vectors q
       JOIN vector_tables t ON t.id = q.table_id AND t.active = 1),
     given_up AS (
       SELECT f.content_id, count(*) AS passages FROM failed_vectors f
       JOIN vector_tables t ON t.id = f.table_id AND t.active = 1 GROUP BY f.content_id)
     SELECT count(*) AS in_scope,
       count(d.content_id) AS searchable,
       count(*) FILTER (WHERE d.content_id IS NOT NULL
         AND d.content_id NOT IN (SELECT content_id FROM waiting)
         AND g.passages IS NOT c.passages
         AND EXISTS (SELECT 1 FROM vector_tables WHERE active = 1)) AS with_vectors,
       count(*) FILTER (WHERE c.unreadable <> '[]' OR g.passages > 0 OR EXISTS (
         SELECT 1 FROM scans s WHERE s.content_id = c.id AND s.state <> 'done')) AS partial,
       count(*) FILTER (WHERE d.state IN ('failed', 'skipped')) AS failed,
       count(*) FILTER (WHERE d.state = 'missing') AS unreachable
     FROM documents d LEFT JOIN contents c ON c.id = d.content_id
       LEFT JOIN given_up g ON g.content_id = d.content_id
     WHERE d.removal IS NULL
       AND (?1 IS NULL OR d.id IN (SELECT value FROM json_each(?1)))`,
    documents === undefined ? null : JSON.stringify(documents),
  );
  if (row === undefined) throw new Error('an aggregate gave no row');
  return {
    inScope: number(row, 'in_scope'),
    searchable: number(row, 'searchable'),
    withVectors: number(row, 'with_vectors'),
    partial: number(row, 'partial'),
    failed: number(row, 'failed'),
    unreachable: number(row, 'unreachable'),
  };
}
