import path from 'node:path';
import type { ContractError } from '../../contract/errors.ts';
import type { Database } from '../database.ts';
import { hashFile } from '../../process/files.ts';
import { number, text } from '../row.ts';
import type { Shard, Shards } from '../shards.ts';
import type { DamagedDocument, StoreReport } from '../types/maintenance.ts';
import { damagedContents } from './content-sums.ts';
import { ledgerOf, shardFiles } from './ledger.ts';

/** Documents named in a report; the rest are counted. */
const NAMED = 200;

/** The damage of a store, grouped by how it is repaired. */
export interface Damage {
  readonly problems: ContractError[];
  /** The catalogue itself is broken: what can be read of it has to be put into a new one. */
  structure: boolean;
  /** Contents whose text is not what was written. */
  contents: readonly number[];
  /** Search by words does not agree with the stored text. */
  words: boolean;
  /** Shards whose files are not what was written. */
  readonly shards: number[];
  /** Passages without a vector that do not wait for one. */
  lostVectors: boolean;
}

/** Compares the store with its ledger; reads every stored text and every vector file. */
export async function findDamage(database: Database, shards: Shards): Promise<Damage> {
  const damage: Damage = {
    problems: [],
    structure: false,
    contents: [],
    words: false,
    shards: [],
    lostVectors: false,
  };
  const tell = (...problem: Parameters<typeof problemOf>): void => {
    damage.problems.push(problemOf(...problem));
  };
  for (const found of structuralProblems(database)) {
    damage.structure = true;
    damage.problems.push(found);
  }
  try {
    damage.contents = await damagedContents(database);
    if (damage.contents.length > 0) {
      tell('The stored text of documents was changed or damaged.', {
        contents: damage.contents.length,
      });
    }
    damage.words = !wordsAgree(database);
    if (damage.words) tell('The word index does not agree with the stored passages.');
    const lost = passagesWithoutVector(database);
    damage.lostVectors = lost > 0;
    if (lost > 0) {
      tell('Passages neither have a vector nor wait for one nor have a reason for it.', {
        passages: lost,
      });
    }
    for (const shard of shards.list()) {
      if (shard.state === 'writing') continue;
      const problems = await shardProblems(database, shards, shard);
      if (problems.length > 0) damage.shards.push(shard.id);
      damage.problems.push(...problems);
    }
  } catch {
    damage.structure = true;
    tell('The catalogue cannot be read to its end.');
  }
  return damage;
}

/** The damage as people are told of it, with the documents that it touches. */
export function reportOf(database: Database, damage: Damage): StoreReport {
  const damaged = readable(() => damagedDocuments(database, damage), []);
  return {
    ok: damage.problems.length === 0,
    documents: readable(() => count(database, 'SELECT count(*) AS n FROM documents'), 0),
    passages: readable(() => count(database, 'SELECT count(*) AS n FROM passages'), 0),
    vectors: readable(() => count(database, 'SELECT count(*) AS n FROM vectors WHERE dead = 0'), 0),
    problems: damage.problems,
    damaged: damaged.slice(0, NAMED),
    damagedCount: damaged.length,
  };
}

function damagedDocuments(database: Database, damage: Damage): DamagedDocument[] {
  const named = (
    part: DamagedDocument['part'],
    sql: string,
    ids: readonly number[],
  ): DamagedDocument[] =>
    database.all(sql, JSON.stringify(ids)).map((row) => ({
      id: String(number(row, 'id')),
      document: text(row, 'document'),
      collection: text(row, 'collection'),
      part,
    }));
  return [
    ...named(
      'text',
      `SELECT id, document, collection FROM documents WHERE removal IS NULL
         AND content_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
      damage.contents,
    ),
    ...named(
      'vectors',
      `SELECT id, document, collection FROM documents WHERE removal IS NULL
         AND content_id IN (SELECT p.content_id FROM vectors v JOIN passages p ON p.id = v.passage
           WHERE v.shard_id IN (SELECT value FROM json_each(?))) ORDER BY id`,
      damage.shards,
    ),
  ];
}

/** What SQLite finds wrong with its own file. */
export function structuralProblems(database: Database): ContractError[] {
  const problems: ContractError[] = [];
  try {
    for (const row of database.all('PRAGMA integrity_check(20)')) {
      const message = text(row, 'integrity_check');
      if (message !== 'ok')
        problems.push(problemOf('The catalogue is damaged.', { found: message }));
    }
    if (database.all('PRAGMA foreign_key_check').length > 0) {
      problems.push(problemOf('The catalogue holds rows that belong to nothing.'));
    }
  } catch {
    problems.push(problemOf('The catalogue is damaged and cannot be read to its end.'));
  }
  return problems;
}

function wordsAgree(database: Database): boolean {
  try {
    // The rank 1 compares the index with the text it was made from, not only with itself.
    database.exec(`INSERT INTO words (words, rank) VALUES ('integrity-check', 1)`);
  } catch {
    return false;
  }
  const counts = [
    count(database, 'SELECT count(*) AS n FROM passages'),
    count(database, 'SELECT count(*) AS n FROM passage_words'),
    count(database, 'SELECT count(*) AS n FROM words_docsize'),
  ];
  return new Set(counts).size === 1;
}

function passagesWithoutVector(database: Database): number {
  return count(
    database,
    `SELECT count(*) AS n FROM passages p JOIN vector_tables t ON t.active = 1
     WHERE (SELECT count(*) FROM vectors v WHERE v.table_id = t.id AND v.passage = p.id)
       + (SELECT count(*) FROM pending_vectors q WHERE q.table_id = t.id AND q.passage = p.id)
       + (SELECT count(*) FROM failed_vectors f WHERE f.table_id = t.id AND f.passage = p.id) <> 1`,
  );
}

async function shardProblems(
  database: Database,
  shards: Shards,
  shard: Shard,
): Promise<ContractError[]> {
  const folder = shards.folderOf(shard.id);
  const problems: ContractError[] = [];
  const ledger = new Map(ledgerOf(database, shard.id).map((entry) => [entry.file, entry]));
  for (const { file, bytes } of await shardFiles(folder)) {
    const entry = ledger.get(file);
    ledger.delete(file);
    const name = `${path.basename(folder)}/${file}`;
    if (entry === undefined) {
      problems.push(problemOf('A vector file is not in the ledger.', { file: name }));
    } else if (
      entry.bytes !== bytes ||
      entry.sha256 !== (await hashFile(path.join(folder, file)))
    ) {
      problems.push(problemOf('A vector file was changed or damaged.', { file: name }));
    }
  }
  for (const file of ledger.keys()) {
    problems.push(
      problemOf('A vector file is missing.', { file: `${path.basename(folder)}/${file}` }),
    );
  }
  const marked = count(database, 'SELECT count(*) AS n FROM vectors WHERE shard_id = ?', shard.id);
  try {
    const rows = await shards.countRows(shard);
    const version = await shards.version(shard);
    if (rows !== shard.rows || marked !== rows || version !== shard.version) {
      problems.push(
        problemOf('A vector file holds other rows than the catalogue says.', {
          rows,
          recorded: shard.rows,
          marked,
        }),
      );
    }
  } catch {
    problems.push(problemOf('Vectors cannot be opened.', { shard: shard.id }));
  }
  return problems;
}

function count(database: Database, sql: string, ...parameters: number[]): number {
  const row = database.get(sql, ...parameters);
  return row === undefined ? 0 : number(row, 'n');
}

function readable<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

function problemOf(
  message: string,
  details?: NonNullable<ContractError['details']>,
): ContractError {
  return details === undefined
    ? { code: 'store-damaged', message }
    : { code: 'store-damaged', message, details };
}
