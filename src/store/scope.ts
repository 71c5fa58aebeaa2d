import { z } from 'zod';
import { CarrelFailure } from '../contract/errors.ts';
import type { Scope } from '../contract/documents.ts';
import type { Database } from './database.ts';
import { idsBelow } from './library/below.ts';
import { PassageFilter } from './passage-filter.ts';
import { json, number } from './row.ts';
import { UntilChanged } from './until-changed.ts';

const numbers = z.array(z.number());

/** Which documents and passages a search looks at, resolved once for each scope until something changes. */
export class Scopes {
  readonly #database: Database;
  readonly #documents: UntilChanged<ReadonlySet<number> | undefined>;
  readonly #passages: UntilChanged<PassageFilter | undefined>;

  constructor(database: Database) {
    this.#database = database;
    this.#documents = new UntilChanged(database);
    this.#passages = new UntilChanged(database);
  }

  /** Documents in scope, or undefined for all that are not hidden. */
  documents(scope: Scope): ReadonlySet<number> | undefined {
    return this.#documents.get(JSON.stringify(scope), () => {
      const documents = resolveDocuments(this.#database, scope);
      return documents === undefined ? undefined : new Set(documents);
    });
  }

  /**
   * The passages that a search looks at; undefined for all there are. Where a scope limits no documents, the
   * few that are hidden are listed and not the many that are left. Throws `invalid-input` for a passage id
   * that is none.
   */
  passages(scope: Scope): PassageFilter | undefined {
    return this.#passages.get(JSON.stringify(scope), () => {
      const without = storedPassages(this.#database, scope.withoutPassages ?? []);
      const documents = this.documents(scope);
      if (documents === undefined) {
        const ids = [...new Set([...hiddenPassages(this.#database), ...without])];
        return ids.length === 0 ? undefined : new PassageFilter(ids, true);
      }
      const ids = passagesOf(this.#database, documents);
      const left = new Set(without);
      return new PassageFilter(left.size === 0 ? ids : ids.filter((id) => !left.has(id)), false);
    });
  }
}

function passagesOf(database: Database, documents: ReadonlySet<number>): number[] {
  return idsIn(
    database,
    `SELECT json_group_array(p.id) AS ids FROM passages p WHERE p.content_id IN (
       SELECT content_id FROM documents WHERE removal IS NULL
         AND id IN (SELECT value FROM json_each(?)))`,
    JSON.stringify([...documents]),
  );
}

/** Passages of documents that are being removed or may not be read, and of no other. */
function hiddenPassages(database: Database): number[] {
  return idsIn(
    database,
    `SELECT json_group_array(p.id) AS ids FROM passages p WHERE p.content_id IN (
       SELECT h.content_id FROM (
         SELECT content_id FROM documents WHERE removal IS NOT NULL AND content_id IS NOT NULL
         UNION ALL SELECT content_id FROM denied WHERE content_id IS NOT NULL) h
       WHERE NOT EXISTS (
         SELECT 1 FROM documents d WHERE d.content_id = h.content_id AND d.removal IS NULL))`,
  );
}

/** Of passages named from outside, those there are. */
function storedPassages(database: Database, ids: readonly string[]): number[] {
  if (ids.length === 0) return [];
  return idsIn(
    database,
    `SELECT json_group_array(id) AS ids FROM passages WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids.map((id) => passageId(id))),
  );
}

/** One text in place of a row for each of perhaps a hundred thousand, which takes three times as long. */
function idsIn(database: Database, sql: string, ...parameters: string[]): number[] {
  const row = database.get(sql, ...parameters);
  return row === undefined ? [] : json(row, 'ids', numbers);
}

/** Documents in scope, or undefined for all that are not hidden. */
export function resolveDocuments(database: Database, scope: Scope): number[] | undefined {
  const { withoutPassages: _, ...limits } = scope;
  if (Object.values(limits).every((limit) => limit === undefined)) return undefined;
  const rows = database.all(
    `SELECT d.id FROM documents d LEFT JOIN contents c ON c.id = d.content_id
     WHERE d.removal IS NULL AND (?1 IS NULL OR d.collection = ?1)
       AND (?2 IS NULL OR d.id IN (SELECT CAST(value AS INTEGER) FROM json_each(?2)))
       AND (?3 IS NULL OR d.id NOT IN (SELECT CAST(value AS INTEGER) FROM json_each(?3)))
       AND (?4 IS NULL OR d.id IN (SELECT value FROM json_each(?4)))
       AND (?5 IS NULL OR d.path = ?5)
       AND (?6 IS NULL OR d.type IN (SELECT value FROM json_each(?6)))
       AND (?7 IS NULL OR c.language IN (SELECT value FROM json_each(?7)))
       AND (?8 IS NULL OR d.modified_ms >= ?8) AND (?9 IS NULL OR d.modified_ms <= ?9)`,
    scope.collection ?? null,
    listOf(scope.documents),
    listOf(scope.withoutDocuments),
    listOf(scope.folder === undefined ? undefined : idsBelow(database, scope.folder)),
    scope.file ?? null,
    listOf(scope.types),
    listOf(scope.languages),
    momentOf(scope.modifiedFrom),
    momentOf(scope.modifiedTo),
  );
  return rows.map((row) => number(row, 'id'));
}

function listOf(values: readonly (string | number)[] | undefined): string | null {
  return values === undefined ? null : JSON.stringify(values);
}

/** Milliseconds since the epoch, as the catalogue keeps times. */
function momentOf(time: string | undefined): number | null {
  return time === undefined ? null : Date.parse(time);
}

function passageId(id: string): number {
  if (/^\d{1,15}$/u.test(id)) return Number(id);
  throw new CarrelFailure('invalid-input', 'A passage to leave out is given by its id.', {
    field: 'scope.withoutPassages',
  });
}
