import type { Database } from '../database.ts';
import { fold, nameKey } from './fold.ts';

/** Counts changes of the library; grows over restarts too, as it starts from the clock. */
export class LibraryChanges {
  #revision = Date.now();
  readonly #listeners = new Set<() => void>();

  get revision(): number {
    return this.#revision;
  }

  bump(): void {
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }

  /** Calls a listener at each change, within it; the returned function ends that. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
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
