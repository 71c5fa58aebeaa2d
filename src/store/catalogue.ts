import path from 'node:path';
import { Database } from './database.ts';
import { storeFailure } from './failures.ts';
import { defineFunctions, LibraryChanges } from './library/functions.ts';
import { migrate } from './schema.ts';

/**
 * Opens the catalogue in `home` and keeps it locked until it is closed. The lock is SQLite's own,
 * which the system frees when the process dies in whatever way.
 * Throws `home-in-use`, `home-read-only`, `home-newer`, `store-damaged`, `disk-full`.
 */
export function openCatalogue(home: string, changes = new LibraryChanges()): Database {
  const database = new Database(path.join(home, 'catalogue.sqlite'));
  try {
    // The locking mode comes first: then WAL needs no shared memory file.
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA foreign_keys = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -64000;
      PRAGMA mmap_size = 0;
      BEGIN IMMEDIATE;
      COMMIT;
    `);
    if (database.get('PRAGMA journal_mode')?.['journal_mode'] !== 'wal') {
      throw storeFailure('home-read-only');
    }
    defineFunctions(database, changes);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Moves the write-ahead log into the catalogue and empties it, so that nothing erased stays. */
export function emptyLog(database: Database): void {
  database.get('PRAGMA wal_checkpoint(TRUNCATE)');
}
