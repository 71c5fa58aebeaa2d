import { yieldToEventLoop } from '../yield-to-event-loop.ts';
import { scrub } from '../scrub.ts';
import { inSteps } from '../steps.ts';
import { removeDocuments } from '../contents.ts';
import { redactAnswers } from '../conversations/redact.ts';
import type { Database } from '../database.ts';
import { number } from '../row.ts';
import { withMembers } from '../with-members.ts';
import { mergeBeforeDeleting } from '../word-merge.ts';
import { deleteLeftovers, noteLeftovers } from './leftovers.ts';

/** Documents erased at once, at most. */
const STEP = 20;
/** A step that took longer than so many milliseconds is followed by a smaller one, a shorter one by a larger. */
const STEP_MS = 20;

export interface ErasureOptions {
  readonly database: Database;
  /** Folder of the kept copies. */
  readonly kept: string;
  /** Called with the ids of passages that are gone. */
  readonly forget: (passages: readonly number[]) => void;
  /** Erases what is left of long documents. */
  readonly finish: () => Promise<void>;
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
    const { database, kept, forget } = this.#options;
    let size = 1;
    for (let from = 0; ;) {
      const isLast = from + size >= ids.length;
      const step = still(ids.slice(from, from + size));
      from += size;
      const began = performance.now();
      forget(eraseRows(database, kept, step, isLast ? also : () => undefined));
      size = performance.now() - began > STEP_MS ? Math.ceil(size / 2) : Math.min(STEP, 2 * size);
      if (isLast) break;
      await yieldToEventLoop();
      if (from === 1) await this.#merge(ids);
    }
    deleteLeftovers(database, kept);
    await this.finish();
  }

  async #merge(documents: readonly number[]): Promise<void> {
    const { database } = this.#options;
    await inSteps(mergeBeforeDeleting(database, passagesOf(database, documents)), {
      around: (step) => database.transaction(step),
    });
  }

  /** Erases what is left of documents that are gone: long texts, vectors, copies that moved rows leave. */
  async finish(): Promise<void> {
    await this.#options.finish();
    await this.#options.eraseVectors();
    await scrub(this.#options.database);
  }
}

function passagesOf(database: Database, documents: readonly number[]): number {
  const row = database.get(
    `SELECT count(*) AS n FROM passages WHERE content_id IN
       (SELECT content_id FROM documents WHERE id IN (SELECT value FROM json_each(?)))`,
    JSON.stringify(documents),
  );
  return number(row ?? { n: 0 }, 'n');
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
