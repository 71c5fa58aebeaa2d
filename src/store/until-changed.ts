import type { Database } from './database.ts';

/** A question asks for a handful of scopes. */
const MOST = 8;

/**
 * Keeps what was looked up until a row of the store changes. One question asks for the same several times, and
 * what is kept here goes through all documents or passages each time.
 */
export class UntilChanged<T> {
  readonly #database: Database;
  readonly #kept = new Map<string, { readonly found: T }>();
  #changes: unknown;

  constructor(database: Database) {
    this.#database = database;
  }

  /** What `look` gives for a key, now or before. */
  get(key: string, look: () => T): T {
    const changes = this.#database.get('SELECT total_changes() AS changes')?.['changes'];
    if (changes !== this.#changes || this.#kept.size >= MOST) this.#kept.clear();
    this.#changes = changes;
    const kept = this.#kept.get(key) ?? { found: look() };
    this.#kept.set(key, kept);
    return kept.found;
  }
}
