import { yieldToEventLoop } from '../yield-to-event-loop.ts';
import { scrub } from '../scrub.ts';
import { removeDocuments } from '../contents.ts';
import { redactAnswers } from '../conversations/redact.ts';
import type { Database } from '../database.ts';
import { withMembers } from '../with-members.ts';
import { deleteLeftovers, noteLeftovers } from './leftovers.ts';

/** Documents erased at once: some milliseconds, of large ones a tenth of a second. */
const STEP = 20;

export interface ErasureOptions {
  readonly database: Database;
  /** Folder of the kept copies. */
  readonly kept: string;
  /** Called with the ids of passages that are gone. */
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

  /**
   * Erases in steps between which other work has its turn; `also` runs within the last one. `still`
   * keeps those of a step that are to be erased by then.
   */
  async erase(
    ids: readonly number[],
    also: () => void = () => undefined,
    still: (step: readonly number[]) => readonly number[] = (step) => step,
  ): Promise<void> {
    const { database, kept, forget, eraseVectors } = this.#options;
    for (let from = 0; ; from += STEP) {
      const isLast = from + STEP >= ids.length;
      const step = still(ids.slice(from, from + STEP));
      forget(eraseRows(database, kept, step, isLast ? also : () => undefined));
      if (isLast) break;
      await yieldToEventLoop();
    }
    deleteLeftovers(database, kept);
    await eraseVectors();
    await scrub(database);
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
