import type { Database } from '../database.ts';
import { fold, nameKey } from './fold.ts';

/** Counts changes of the library; grows over restarts too, as it starts from the clock. */
export class LibraryChanges {
  #revision = Date.now();
  #next = Promise.withResolvers<void>();

  get revision(): number {
    return this.#revision;
  }

  bump(): void {
    this.#revision += 1;
    this.#next.resolve();
    this.#next = Promise.withResolvers();
  }

  /** Resolves at the next change. */
  next(): Promise<void> {
    return this.#next.promise;
  }
}

/** Gives the catalogue the functions that its triggers call; before it is migrated. */
export function defineFunctions(database: Database, changes: LibraryChanges): void {
  database.define('fold', (text) => fold(String(text)));
  database.define('name_key', (text) => nameKey(String(text)));
  database.define('library_changed', () => {
    changes.bump();
    return null;
  });
}
