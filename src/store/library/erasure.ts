import { emptyLog } from '../catalogue.ts';
import { removeDocuments } from '../contents.ts';
import { redactAnswers } from '../conversations/redact.ts';
import type { Database } from '../database.ts';
import { withMembers } from '../with-members.ts';
import { deleteLeftovers, noteLeftovers } from './leftovers.ts';

export interface ErasureOptions {
  readonly database: Database;
  /** Folder of the kept copies. */
  readonly kept: string;
  /** Told of the passages that are gone. */
  readonly forget: (passages: readonly number[]) => void;
  /** Takes the vectors of passages that are gone off the disk. */
  readonly eraseVectors: () => Promise<void>;
}

/** Erases documents with all that was made of them: text, words, vectors, kept copies. */
export class Erasure {
  readonly #options: ErasureOptions;

  constructor(options: ErasureOptions) {
    this.#options = options;
  }

  /** `also` runs within the transaction after which the documents are gone. */
  async erase(ids: readonly number[], also: () => void = () => undefined): Promise<void> {
    const { database, kept, forget, eraseVectors } = this.#options;
    forget(eraseRows(database, kept, ids, also));
    deleteLeftovers(database, kept);
    await eraseVectors();
    emptyLog(database);
  }
}

/** The first step of an erasure, after which no search finds anything; the rest may follow later. */
export function eraseRows(
  database: Database,
  kept: string,
  ids: readonly number[],
  also: () => void,
): number[] {
  return database.transaction(() => {
    const all = withMembers(database, ids);
    noteLeftovers(database, kept, all);
    redactAnswers(database, all);
    const erased = removeDocuments(database, all);
    also();
    return erased;
  });
}
