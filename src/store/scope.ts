import { CarrelFailure } from '../contract/errors.ts';
import type { Scope } from '../contract/documents.ts';
import type { Database } from './database.ts';
import { number } from './row.ts';

/** A scope resolved against the catalogue; undefined lists do not restrict. */
export interface Filter {
  readonly documents: readonly number[] | undefined;
  /** Passages to look at: membership by id. Undefined: all there are. */
  readonly passages: ReadonlySet<number> | undefined;
}

/** Resolves a scope once for a search. Throws `invalid-input` for a passage id that is none. */
export function resolveScope(database: Database, scope: Scope): Filter {
  const documents = resolveDocuments(database, scope);
  const without = scope.withoutPassages ?? [];
  if (documents === undefined && without.length === 0) {
    return { documents: undefined, passages: undefined };
  }
  const passages = new Set<number>();
  const rows = database.all(
    `SELECT p.id FROM passages p WHERE ?1 IS NULL OR p.content_id IN (
       SELECT content_id FROM documents WHERE id IN (SELECT value FROM json_each(?1)))`,
    documents === undefined ? null : JSON.stringify(documents),
  );
  for (const row of rows) passages.add(number(row, 'id'));
  for (const passage of without) passages.delete(passageId(passage));
  return { documents, passages };
}

/** Documents in scope, or undefined for all. */
export function resolveDocuments(database: Database, scope: Scope): number[] | undefined {
  const { collection, documents, withoutDocuments } = scope;
  if (collection === undefined && documents === undefined && withoutDocuments === undefined) {
    return undefined;
  }
  const rows = database.all(
    `SELECT id FROM documents
     WHERE (?1 IS NULL OR collection = ?1)
       AND (?2 IS NULL OR id IN (SELECT CAST(value AS INTEGER) FROM json_each(?2)))
       AND (?3 IS NULL OR id NOT IN (SELECT CAST(value AS INTEGER) FROM json_each(?3)))`,
    collection ?? null,
    documents === undefined ? null : JSON.stringify(documents),
    withoutDocuments === undefined ? null : JSON.stringify(withoutDocuments),
  );
  return rows.map((row) => number(row, 'id'));
}

function passageId(id: string): number {
  if (/^\d{1,15}$/u.test(id)) return Number(id);
  throw new CarrelFailure('invalid-input', 'A passage to leave out is given by its id.', {
    field: 'scope.withoutPassages',
  });
}
