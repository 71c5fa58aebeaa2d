import path from 'node:path';
import type { ContractError } from '../contract/errors.ts';
import type { Database } from './database.ts';
import { hashFile } from './durable.ts';
import { ledgerOf, shardFiles } from './ledger.ts';
import { number, text } from './row.ts';
import type { Shard, Shards } from './shards.ts';
import type { StoreReport } from './types.ts';

/** Compares the store with its ledger; reads every vector file. */
export async function verifyStore(database: Database, shards: Shards): Promise<StoreReport> {
  const problems: ContractError[] = [...verifyCatalogue(database)];
  for (const shard of shards.list()) {
    if (shard.state !== 'writing') problems.push(...(await verifyShard(database, shards, shard)));
  }
  return {
    ok: problems.length === 0,
    documents: count(database, 'SELECT count(*) AS n FROM documents'),
    passages: count(database, 'SELECT count(*) AS n FROM passages'),
    vectors: count(database, 'SELECT count(*) AS n FROM vectors WHERE dead = 0'),
    problems,
  };
}

function* verifyCatalogue(database: Database): Generator<ContractError> {
  for (const row of database.all('PRAGMA integrity_check(20)')) {
    const message = text(row, 'integrity_check');
    if (message !== 'ok') yield problem('The catalogue is damaged.', { found: message });
  }
  if (database.all('PRAGMA foreign_key_check').length > 0) {
    yield problem('The catalogue holds rows that belong to nothing.');
  }
  try {
    // The rank 1 compares the index with the text it was made from, not only with itself.
    database.exec(`INSERT INTO words (words, rank) VALUES ('integrity-check', 1)`);
  } catch {
    yield problem('The word index does not agree with the stored passages.');
  }
  const counts = [
    count(database, 'SELECT count(*) AS n FROM passages'),
    count(database, 'SELECT count(*) AS n FROM passage_words'),
    count(database, 'SELECT count(*) AS n FROM words_docsize'),
    count(database, 'SELECT coalesce(sum(passages), 0) AS n FROM contents'),
  ];
  if (new Set(counts).size > 1) {
    yield problem('Passages are missing or doubled.', { counts: counts.join(', ') });
  }
  const lost = count(
    database,
    `SELECT count(*) AS n FROM passages p JOIN vector_tables t ON t.active = 1
     WHERE (SELECT count(*) FROM vectors v WHERE v.table_id = t.id AND v.passage = p.id)
       + (SELECT count(*) FROM pending_vectors q WHERE q.table_id = t.id AND q.passage = p.id)
       + (SELECT count(*) FROM failed_vectors f WHERE f.table_id = t.id AND f.passage = p.id) <> 1`,
  );
  if (lost > 0)
    yield problem('Passages neither have a vector nor wait for one nor have a reason for it.', {
      passages: lost,
    });
}

async function verifyShard(
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
      problems.push(problem('A vector file is not in the ledger.', { file: name }));
    } else if (
      entry.bytes !== bytes ||
      entry.sha256 !== (await hashFile(path.join(folder, file)))
    ) {
      problems.push(problem('A vector file was changed or damaged.', { file: name }));
    }
  }
  for (const file of ledger.keys()) {
    problems.push(
      problem('A vector file is missing.', { file: `${path.basename(folder)}/${file}` }),
    );
  }
  const marked = count(database, 'SELECT count(*) AS n FROM vectors WHERE shard_id = ?', shard.id);
  try {
    const rows = await shards.countRows(shard);
    const version = await shards.version(shard);
    if (rows !== shard.rows || marked !== rows || version !== shard.version) {
      problems.push(
        problem('A vector file holds other rows than the catalogue says.', {
          rows,
          recorded: shard.rows,
          marked,
        }),
      );
    }
  } catch {
    problems.push(problem('Vectors cannot be opened.', { shard: shard.id }));
  }
  return problems;
}

function count(database: Database, sql: string, ...parameters: number[]): number {
  const row = database.get(sql, ...parameters);
  return row === undefined ? 0 : number(row, 'n');
}

function problem(message: string, details?: NonNullable<ContractError['details']>): ContractError {
  return details === undefined
    ? { code: 'store-damaged', message }
    : { code: 'store-damaged', message, details };
}
