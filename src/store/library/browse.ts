import { documentStatus, type DocumentStatus } from '../../contract/documents.ts';
import type { LibraryFilter, LibraryRow, LibrarySort } from '../../contract/library.ts';
import type { Database } from '../database.ts';
import { documentEntries } from '../documents.ts';
import { storeFailure } from '../failures.ts';
import { number, text, type Row } from '../row.ts';
import { isBelow, rangesBelow, type PathRange } from './below.ts';
import { fold } from './fold.ts';
import type { BrowsePage, BrowseQuery } from './types.ts';

/** Documents that are sorted in memory in a few milliseconds. */
const FEW = 20_000;

/** Columns of an order, each with an index of its own; the oldest document breaks ties. */
const orders: Readonly<Record<LibrarySort['by'], readonly string[]>> = {
  name: ['name', 'document'],
  type: ['type', 'name', 'document'],
  pages: ['pages', 'document'],
  status: ['status', 'name', 'document'],
  bytes: ['bytes', 'document'],
  modified: ['modified_ms', 'document'],
  added: ['document'],
};

export interface Condition {
  readonly sql: string;
  readonly parameters: readonly string[];
}

/**
 * The conditions of a filter on the table `library`, to be joined by AND. The plus signs keep SQLite
 * from looking up by a column of which most rows have the same value: an order's index is walked
 * instead, which has those columns too.
 */
export function conditionsOf(database: Database, filter: LibraryFilter): Condition[] {
  const { collection, folder, status, type, find = '' } = filter;
  const conditions: Condition[] = [];
  const add = (sql: string, ...parameters: string[]): void => {
    conditions.push({ sql, parameters });
  };
  if (collection !== undefined) add('+collection = ?', collection);
  if (status !== undefined && status.length > 0) {
    add('+status IN (SELECT value FROM json_each(?))', JSON.stringify(status));
  }
  if (type !== undefined && type.length > 0) {
    add('+type IN (SELECT value FROM json_each(?))', JSON.stringify(type));
  }
  if (folder !== undefined) conditions.push(belowFolder(database, folder));
  for (const word of fold(find).split(/\s+/u)) if (word !== '') add('instr(path, ?) > 0', word);
  return conditions;
}

/**
 * Few documents are named by their paths' index. For many the folded paths in the table are faster,
 * unless they mean more than the folder (another one of the same name but for case or accents).
 */
function belowFolder(database: Database, folder: string): Condition {
  const exact = rangesBelow(folder);
  const folded = rangesBelow(fold(folder));
  const inside = countIn(database, 'documents', exact) - hiddenIn(database, exact);
  const all = countOf(database.get('SELECT count(*) AS n FROM library'));
  if (inside === all) return { sql: 'true', parameters: [] };
  if (inside > FEW && inside === countIn(database, 'library', folded)) return either(folded);
  const { sql, parameters } = either(exact);
  return { sql: `document IN (SELECT id FROM documents WHERE ${sql})`, parameters };
}

/** Rows with a path in the ranges; one range at a time, for which an index is enough. */
function countIn(
  database: Database,
  table: 'documents' | 'library',
  ranges: readonly PathRange[],
): number {
  const sql = `SELECT count(*) AS n FROM ${table} WHERE path >= ? AND path < ?`;
  return ranges.reduce((sum, range) => sum + countOf(database.get(sql, ...range)), 0);
}

/** As few as are hidden are found by that, not by their paths. */
function hiddenIn(database: Database, ranges: readonly PathRange[]): number {
  const sql = `SELECT count(*) AS n FROM documents
     WHERE removal IS NOT NULL AND +path >= ? AND +path < ?`;
  return ranges.reduce((sum, range) => sum + countOf(database.get(sql, ...range)), 0);
}

function countOf(row: Row | undefined): number {
  return row === undefined ? 0 : number(row, 'n');
}

function either(ranges: readonly PathRange[]): Condition {
  return {
    sql: `(${ranges.map(() => '(path >= ? AND path < ?)').join(' OR ')})`,
    parameters: ranges.flat(),
  };
}

/** One window of the library. Reads the window's documents only, and indexes for all else. */
export function browse(
  database: Database,
  facets: Facets,
  kept: string,
  { filter, sort, offset, limit }: BrowseQuery,
): BrowsePage {
  const conditions = conditionsOf(database, filter);
  const where =
    conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  const parameters = conditions.flatMap((condition) => condition.parameters);
  const total = countOf(database.get(`SELECT count(*) AS n FROM library ${where}`, ...parameters));
  // The far half of a long list is read from its other end.
  const size = Math.max(0, Math.min(limit, total - offset));
  const fromEnd = offset > total / 2;
  const skip = fromEnd ? total - offset - size : offset;
  const direction = sort.descending === fromEnd ? 'ASC' : 'DESC';
  // Few of many are faster found by reading the table through than by walking an index to its end.
  const narrow = (filter.find ?? '') !== '' || filter.folder !== undefined;
  const sorted = narrow && total <= FEW;
  const order = orders[sort.by]
    .map((column) => `${sorted ? '+' : ''}${column} ${direction}`)
    .join(', ');
  const ids =
    size === 0
      ? []
      : database
          .all(
            `SELECT document FROM library ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
            ...parameters,
            size,
            skip,
          )
          .map((row) => number(row, 'document'));
  if (fromEnd) ids.reverse();
  return { documents: rowsOf(database, ids, kept), total, ...facets.of(filter.collection) };
}

/** The library's rows of documents, in the order asked. */
export function rowsOf(database: Database, ids: readonly number[], kept: string): LibraryRow[] {
  return documentEntries(database, ids).map((entry) => ({
    ...entry,
    kept: isBelow(entry.path, kept),
  }));
}

interface Facet {
  readonly types: string[];
  readonly byStatus: Partial<Record<DocumentStatus, number>>;
}

/** Types and statuses of a collection or of all, remembered until the library changes. */
export class Facets {
  readonly #database: Database;
  readonly #revision: () => number;
  #known: { readonly revision: number; readonly byCollection: Map<string, Facet> } | undefined;

  constructor(database: Database, revision: () => number) {
    this.#database = database;
    this.#revision = revision;
  }

  of(collection: string | undefined): Facet {
    const revision = this.#revision();
    if (this.#known?.revision !== revision) this.#known = { revision, byCollection: this.#read() };
    return this.#known.byCollection.get(collection ?? '') ?? { types: [], byStatus: {} };
  }

  /** One pass over an index gives all collections; `''`, which no collection is named, is all. */
  #read(): Map<string, Facet> {
    const read = new Map<string, { types: Set<string>; byStatus: Facet['byStatus'] }>();
    const rows = this.#database.all(
      `SELECT collection, status, type, count(*) AS n FROM library
       GROUP BY collection, status, type`,
    );
    for (const row of rows) {
      const status = documentStatus.safeParse(row['status']);
      if (!status.success) throw storeFailure('store-damaged');
      for (const collection of ['', text(row, 'collection')]) {
        const facet = read.get(collection) ?? { types: new Set(), byStatus: {} };
        read.set(collection, facet);
        facet.types.add(text(row, 'type'));
        facet.byStatus[status.data] = (facet.byStatus[status.data] ?? 0) + number(row, 'n');
      }
    }
    return new Map(
      [...read].map(([collection, { types, byStatus }]) => [
        collection,
        { types: [...types].sort(), byStatus },
      ]),
    );
  }
}
