import type { Scope } from '../../contract/documents.ts';
import type { Database } from '../database.ts';
import { number, numberOrNull, text } from '../row.ts';
import { resolveDocuments } from '../scope.ts';
import type { Census, CensusQuery } from './types.ts';

/** The statuses of documents that were read in part or not at all. */
const UNREAD = ['partial', 'failed', 'skipped', 'missing'];
/** The type of a line that stands for an unreadable folder, which is no document. */
const FOLDER = 'folder';

const orders: Readonly<Record<CensusQuery['order'], string>> = {
  name: 'name, document',
  newest: 'modified_ms DESC, document',
  oldest: 'modified_ms, document',
  largest: 'bytes DESC, document',
};

/** Counts the documents that a question about the collection means, and names the first of them. */
export function census(database: Database, scope: Scope, query: CensusQuery): Census {
  const documents = resolveDocuments(database, scope);
  const inScope = documents === undefined ? null : JSON.stringify(documents);
  const { types, from, to, unread, order, limit } = query;
  const parameters = [
    inScope,
    types.length === 0 ? null : JSON.stringify(types),
    from?.getTime() ?? null,
    to?.getTime() ?? null,
    unread ? JSON.stringify(UNREAD) : null,
  ];
  const meant = `FROM library WHERE type <> '${FOLDER}'
    AND (?1 IS NULL OR document IN (SELECT value FROM json_each(?1)))
    AND (?2 IS NULL OR type IN (SELECT value FROM json_each(?2)))
    AND (?3 IS NULL OR modified_ms >= ?3) AND (?4 IS NULL OR modified_ms < ?4)
    AND (?5 IS NULL OR status IN (SELECT value FROM json_each(?5)))`;
  const byType = database
    .all(
      `SELECT type, count(*) AS n, min(modified_ms) AS oldest, max(modified_ms) AS newest
       ${meant} GROUP BY type ORDER BY n DESC, type`,
      ...parameters,
    )
    .map((row) => ({
      type: text(row, 'type'),
      documents: number(row, 'n'),
      oldest: numberOrNull(row, 'oldest'),
      newest: numberOrNull(row, 'newest'),
    }));
  const all = database.get(
    `SELECT count(*) AS n FROM library WHERE type <> '${FOLDER}'
       AND (?1 IS NULL OR document IN (SELECT value FROM json_each(?1)))`,
    inScope,
  );
  const ids = database
    .all(`SELECT document ${meant} ORDER BY ${orders[order]} LIMIT ?6`, ...parameters, limit)
    .map((row) => number(row, 'document'));
  return {
    inScope: all === undefined ? 0 : number(all, 'n'),
    total: byType.reduce((sum, each) => sum + each.documents, 0),
    byType: byType.map(({ type, documents: count }) => ({ type, documents: count })),
    oldest: leastOf(byType.map(({ oldest }) => oldest)),
    newest: greatestOf(byType.map(({ newest }) => newest)),
    ids,
  };
}

const known = (times: readonly (number | null)[]): number[] =>
  times.filter((time) => time !== null);
const leastOf = (times: readonly (number | null)[]): number | null =>
  known(times).toSorted((a, b) => a - b)[0] ?? null;
const greatestOf = (times: readonly (number | null)[]): number | null =>
  known(times).toSorted((a, b) => b - a)[0] ?? null;
