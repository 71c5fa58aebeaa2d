import { readAgain } from '../contents.ts';
import type { Database } from '../database.ts';
import { namesOf, restemPassages } from '../passages.ts';
import { number, text } from '../row.ts';
import type { Shards } from '../shards.ts';
import type { StoreRepair } from '../types/maintenance.ts';
import { salvageCatalogue } from './salvage.ts';
import { findDamage, reportOf, structuralProblems, type Damage } from './verify.ts';

export interface Repairing {
  readonly database: Database;
  readonly shards: Shards;
  /** Called with the ids of passages that are gone. */
  readonly forget: (passages: readonly number[]) => void;
  /** Embeds what damaged shards held again, and what lacks a vector. */
  readonly embedAgain: (shards: readonly number[]) => Promise<void>;
}

/** Finds the damage of an open store and repairs it; see `Store.repair`. */
export async function repairStore(home: string, parts: Repairing): Promise<StoreRepair> {
  const { database, shards } = parts;
  const damage = await findDamage(database, shards);
  const found = reportOf(database, damage);
  if (damage.structure && !reindexed(database)) {
    return { found, documents: await salvageCatalogue(home, database), reopen: true };
  }
  return { found, documents: await mend(parts, damage), reopen: false };
}

/** Damaged indexes can be made again from their tables; false where that was not all. */
function reindexed(database: Database): boolean {
  try {
    database.exec('REINDEX');
    return structuralProblems(database).length === 0;
  } catch {
    return false;
  }
}

/**
 * Mends what can be made again from what is sound: words and vectors; and queues the documents whose
 * stored text is damaged. The number of documents that will be read again.
 */
async function mend(parts: Repairing, damage: Damage): Promise<number> {
  const { database, forget, embedAgain } = parts;
  const { documents, erased } = readAgain(database, damage.contents);
  if (damage.words || damage.contents.length > 0) remakeWords(database);
  forget(erased);
  if (damage.shards.length > 0 || damage.lostVectors || erased.length > 0) {
    await embedAgain(damage.shards);
  }
  return documents;
}

/** The index is made of the stored terms, and those of the stored text. */
function remakeWords(database: Database): void {
  database.exec(`INSERT INTO words (words) VALUES ('rebuild')`);
  for (const row of database.all('SELECT id, title FROM contents')) {
    const id = number(row, 'id');
    database.transaction(() => {
      restemPassages(database, id, { title: text(row, 'title'), names: namesOf(database, id) });
    });
  }
}
