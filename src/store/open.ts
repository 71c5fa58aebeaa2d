import { mkdirSync } from 'node:fs';
import { takeSnapshot } from './backup/snapshot.ts';
import { emptyLog, openCatalogue } from './catalogue.ts';
import { openConversations } from './conversations/conversations.ts';
import type { Database } from './database.ts';
import { openDocuments } from './document-store.ts';
import { toFailure } from './failures.ts';
import { repairStore } from './integrity/repair-store.ts';
import { findDamage, reportOf } from './integrity/verify.ts';
import { Erasure } from './library/erasure.ts';
import { LibraryChanges } from './library/functions.ts';
import { deleteLeftovers, sweepKept } from './library/leftovers.ts';
import { keptFolderOf, openLibrary } from './library/library.ts';
import { relocateKept } from './library/relocate.ts';
import { eraseDueRows, Removals } from './library/removals.ts';
import { takeReplacement } from './replacement.ts';
import { number, text } from './row.ts';
import { openScans } from './scans.ts';
import { scrubSmall } from './scrub.ts';
import { openSearch } from './search-store.ts';
import { Shards } from './shards.ts';
import { openSurveys } from './surveys/surveys.ts';
import type { SettingStore } from './types/settings.ts';
import type { Store } from './types/store.ts';
import type { VectorStore } from './types/vectors.ts';
import { failVector, nextToEmbed } from './vector-queue.ts';
import { hasVectors, nextTable } from './vector-table.ts';
import { Vectors } from './vectors.ts';
import { abandonWriting, HIDDEN_CONTENTS } from './unfinished.ts';
import { UnfinishedContents } from './unfinished-contents.ts';
import { WordSearch } from './words.ts';

/**
 * Opens the data folder's store, creating it where there is none, and owns it until `close`.
 * Documents that were being read when the last owner died are queued again, and what it had not
 * finished erasing is erased. Throws `home-in-use`, `home-read-only`, `home-newer`, `disk-full`,
 * `store-damaged`.
 */
export async function openStore(home: string): Promise<Store> {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw toFailure(error);
  }
  await takeReplacement(home);
  const changes = new LibraryChanges();
  const database = openCatalogue(home, changes);
  try {
    database.run(`UPDATE documents SET state = 'queued' WHERE state = 'parsing'`);
    abandonWriting(database);
    const kept = keptFolderOf(home);
    relocateKept(database, kept);
    eraseDueRows(database, kept);
    deleteLeftovers(database, kept);
    sweepKept(database, kept);
    const shards = new Shards(database, home);
    const vectors = new Vectors(database, shards);
    await vectors.open();
    emptyOldLog(database);
    return assemble(home, { database, changes, shards, vectors });
  } catch (error) {
    database.close();
    throw toFailure(error);
  }
}

/** A removal that a crash interrupted has left what it erased in the write-ahead log. */
function emptyOldLog(database: Database): void {
  try {
    emptyLog(database);
  } catch {
    // A full disk: reading and removing must work all the same; closing empties it.
  }
}

/** What was replaced leaves copies too, which nobody asked to be erased at once. */
function forgetReplaced(database: Database): void {
  try {
    scrubSmall(database);
  } catch {
    // A disk that is full or away: closing must work all the same.
  }
}

interface Parts {
  readonly database: Database;
  readonly changes: LibraryChanges;
  readonly shards: Shards;
  readonly vectors: Vectors;
}

function assemble(home: string, { database, changes, shards, vectors }: Parts): Store {
  const words = new WordSearch(database);
  const keptFolder = keptFolderOf(home);
  const erasure = new Erasure({
    database,
    kept: keptFolder,
    forget: written,
    finish: () => unfinished.finish(),
    eraseVectors: () => vectors.erase(),
  });
  const unfinished = new UnfinishedContents(database, {
    erased(passages) {
      if (passages.length > 0) words.changed();
      vectors.forget(passages);
    },
    finished() {
      words.changed();
    },
  });
  // What a crash or the last closing cut short.
  const resumed = unfinished.any ? erasure.finish().catch(() => undefined) : undefined;
  const removals = new Removals(database, erasure);

  function written(erased: readonly number[]): void {
    words.changed(erased.length === 0);
    vectors.forget(erased);
    unfinished.start();
  }

  return {
    ...openDocuments({ database, erasure, written }),
    ...openSearch({ database, words, vectors }),
    ...openVectors(database, vectors),
    ...openSettings(database),
    library: openLibrary({ database, changes, erasure, removals, keptFolder }),
    conversations: openConversations(database),
    surveys: openSurveys(database),
    scans: openScans(database, written),

    together: (work) => database.transaction(work),
    counts: () => countsOf(database),
    verify: async () => reportOf(database, await vectors.still(() => findDamage(database, shards))),
    repair: () =>
      repairStore(home, {
        database,
        shards,
        forget: written,
        embedAgain: (damaged) => vectors.embedAgain(damaged),
      }),
    snapshot: (folder) =>
      takeSnapshot(
        { database, shards, kept: keptFolder, still: (work) => vectors.still(work) },
        folder,
      ),
    async close() {
      await Promise.all([removals.close(), unfinished.close()]);
      await resumed;
      await vectors.close();
      forgetReplaced(database);
      database.close();
    },
  };
}

function openVectors(database: Database, vectors: Vectors): VectorStore {
  return {
    useEmbedder: (table) => vectors.use(table),
    nextToEmbed: (limit) => nextToEmbed(database, limit),
    prepareEmbedder: (table) => vectors.prepare(table),
    nextEmbedder: () => nextTable(database)?.embedder,
    cancelEmbedder: () => vectors.cancel(),
    adoptEmbedder: (also) => vectors.adopt(also),
    writeVectors: (rows, embedder) => vectors.write(rows, embedder),
    copyVectors: (passages, embedder) => vectors.copy(passages, embedder),
    failVector(passage, error, embedder) {
      failVector(database, passage, error, embedder);
    },
    hasVectors: () => hasVectors(database),
  };
}

function openSettings(database: Database): SettingStore {
  return {
    setting(key) {
      const row = database.get('SELECT value FROM settings WHERE key = ?', key);
      return row === undefined ? undefined : text(row, 'value');
    },
    setSetting(key, value) {
      database.run('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)', key, value);
    },
  };
}

function countsOf(database: Database): ReturnType<Store['counts']> {
  const row = database.get(
    `SELECT (SELECT count(*) FROM library) AS documents,
       (SELECT count(*) FROM documents WHERE removal IS NULL
          AND state IN ('queued', 'parsing')) AS queued,
       (SELECT coalesce(sum(passages), 0) FROM contents
          WHERE id NOT IN ${HIDDEN_CONTENTS}) AS passages,
       (SELECT count(*) FROM pending_vectors
          WHERE content_id NOT IN ${HIDDEN_CONTENTS}) AS to_embed,
       (SELECT coalesce(sum(s.rows), 0) FROM shards s JOIN vector_tables t
          ON t.id = s.table_id AND t.active = 1) AS vectors`,
  );
  if (row === undefined) throw new Error('an aggregate gave no row');
  return {
    documents: number(row, 'documents'),
    queued: number(row, 'queued'),
    passages: number(row, 'passages'),
    vectors: number(row, 'vectors'),
    toEmbed: number(row, 'to_embed'),
  };
}
