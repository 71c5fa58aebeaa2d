import { CarrelFailure } from '../../contract/errors.ts';
import type { CollectionEntry } from '../../contract/library.ts';
import type { Database } from '../database.ts';
import { number, text } from '../row.ts';
import type { Erasure } from './erasure.ts';
import { fold } from './fold.ts';

/** The collection that documents go to where none is named; it is always there. */
export const DEFAULT_COLLECTION = 'default';

/** Collections in the order of their names, the default one first. */
export function listCollections(database: Database): CollectionEntry[] {
  const rows = database.all(
    `SELECT c.name, count(l.document) AS documents, coalesce(sum(l.bytes), 0) AS bytes
     FROM collections c LEFT JOIN library l ON l.collection = c.name GROUP BY c.name`,
  );
  return rows
    .map((row) => ({
      name: text(row, 'name'),
      documents: number(row, 'documents'),
      bytes: number(row, 'bytes'),
    }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.name.localeCompare(b.name, 'en'));
}

function rank(name: string): number {
  return name === DEFAULT_COLLECTION ? 0 : 1;
}

export function hasCollection(database: Database, name: string): boolean {
  return database.get('SELECT 1 FROM collections WHERE name = ?', name) !== undefined;
}

/** Throws `invalid-input` where another collection has this name, case and accents apart. */
export function createCollection(database: Database, name: string): void {
  refuseTaken(database, name);
  database.run('INSERT INTO collections (name) VALUES (?)', name);
}

/** Throws `not-found`, and `invalid-input` where the new name is taken. */
export function renameCollection(database: Database, name: string, to: string): void {
  database.transaction(() => {
    refuseUnknown(database, name);
    if (name === to) return;
    refuseTaken(database, to, name);
    database.run('INSERT INTO collections (name) VALUES (?)', to);
    database.run('UPDATE documents SET collection = ? WHERE collection = ?', to, name);
    database.run('UPDATE sources SET collection = ? WHERE collection = ?', to, name);
    if (name !== DEFAULT_COLLECTION) database.run('DELETE FROM collections WHERE name = ?', name);
  });
}

/** Erases a collection with its documents, those hidden too. Throws `not-found`. */
export async function deleteCollection(
  database: Database,
  erasure: Erasure,
  name: string,
): Promise<number> {
  refuseUnknown(database, name);
  const rows = database.all('SELECT id, removal FROM documents WHERE collection = ?', name);
  await erasure.erase(
    rows.map((row) => number(row, 'id')),
    () => {
      database.run('DELETE FROM sources WHERE collection = ?', name);
      if (name !== DEFAULT_COLLECTION) database.run('DELETE FROM collections WHERE name = ?', name);
    },
  );
  return rows.filter((row) => row['removal'] === null).length;
}

function refuseUnknown(database: Database, name: string): void {
  if (hasCollection(database, name)) return;
  throw new CarrelFailure('not-found', `No collection is named "${name}".`, { collection: name });
}

function refuseTaken(database: Database, name: string, except?: string): void {
  const wanted = fold(name);
  const taken = database
    .all('SELECT name FROM collections')
    .map((row) => text(row, 'name'))
    .some((known) => known !== except && fold(known) === wanted);
  if (!taken) return;
  throw new CarrelFailure(
    'invalid-input',
    `There is a collection named "${name}" already. Choose another name.`,
    { field: 'name', collection: name },
  );
}
