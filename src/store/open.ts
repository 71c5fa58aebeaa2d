import { mkdirSync } from 'node:fs';
import type { ContractError } from '../contract/errors.ts';
import type { Scope } from '../contract/documents.ts';
import { takeSnapshot } from './backup/snapshot.ts';
import { boxesOf } from './boxes.ts';
import { emptyLog, openCatalogue } from './catalogue.ts';
import * as contents from './contents.ts';
import { openConversations } from './conversations/conversations.ts';
import { coverageOf } from './coverage.ts';
import type { Database } from './database.ts';
import * as documents from './documents.ts';
import { deniedSince, deny } from './denied.ts';
import { toFailure } from './failures.ts';
import * as files from './files.ts';
import { Erasure } from './library/erasure.ts';
import { LibraryChanges } from './library/functions.ts';
import { deleteLeftovers, sweepKept } from './library/leftovers.ts';
import { scrubSmall } from './scrub.ts';
import { keptFolderOf, openLibrary } from './library/library.ts';
import { relocateKept } from './library/relocate.ts';
import { eraseDueRows, Removals } from './library/removals.ts';
import { queueOutdated } from './outdated.ts';
import { heldBy, originOf } from './members.ts';
import { readPage } from './pages.ts';
import { adjoining, neighbours, passageIds, readPassages } from './passages.ts';
import { number, text } from './row.ts';
import { takeReplacement } from './replacement.ts';
import { followMoved } from './moved.ts';
import { NamedDocuments } from './named.ts';
import { LanguagesInMemory } from './passage-languages.ts';
import { openScans, requeueFailedScans } from './scans.ts';
import { resolvePassages } from './scope.ts';
import { Shards } from './shards.ts';
import { openSurveys } from './surveys/surveys.ts';
import type { NewContent } from './types/contents.ts';
import type { Store } from './types/store.ts';
import { failVector, nextToEmbed, requeueFailedVectors } from './vector-queue.ts';
import { nextTable } from './vector-table.ts';
import { Vectors } from './vectors.ts';
import { repairStore } from './integrity/repair-store.ts';
import { findDamage, reportOf } from './integrity/verify.ts';
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
  const named = new NamedDocuments(database);
  const passageLanguages = new LanguagesInMemory(database);
  const keptFolder = keptFolderOf(home);
  const erasure = new Erasure({
    database,
    kept: keptFolder,
    forget: written,
    eraseVectors: () => vectors.erase(),
  });
  const removals = new Removals(database, erasure);
  const library = openLibrary({ database, changes, erasure, removals, keptFolder });

  const conversations = openConversations(database);

  function written(erased: readonly number[]): void {
    words.changed();
    vectors.forget(erased);
  }

  return {
    together: (work) => database.transaction(work),
    recordFile(file) {
      return database.transaction(() => {
        const { row, changed, renamed } = files.recordFile(database, file);
        if (renamed && row.contentId !== null) {
          contents.renameDocument(database, row.contentId);
          words.changed();
        }
        return { row, changed };
      });
    },
    document: (id) => documents.findDocument(database, id),
    origin: (id) => originOf(database, id),
    held: (id) => heldBy(database, id),
    nextQueued: (except = []) => documents.nextQueued(database, except),
    markParsing(id) {
      database.run(`UPDATE documents SET state = 'parsing', reason = NULL WHERE id = ?`, id);
    },
    markQueued(id) {
      database.run(`UPDATE documents SET state = 'queued' WHERE id = ? AND state = 'parsing'`, id);
    },
    adoptContent(id, sha256, parserVersion) {
      const { adopted, erased } = contents.adoptContent(database, id, sha256, parserVersion);
      written(erased);
      return adopted;
    },
    writeContent(id: number, content: NewContent) {
      written(contents.writeContent(database, id, content).erased);
    },
    markFailed(id, status, error: ContractError) {
      files.markFailed(database, id, status, error);
    },
    followMoved(id) {
      const moved = followMoved(database, id);
      if (moved) words.changed();
      return moved;
    },
    denyFile: (file, reason) => files.denyFile(database, file, reason),
    deny(ids, reason) {
      deny(database, ids, reason);
    },
    async eraseDenied(before) {
      const ids = deniedSince(database, before);
      if (ids.length > 0) await erasure.erase(ids);
      return ids.length;
    },
    filesBelow: (folder, collection) => files.filesBelow(database, folder, collection),
    queueOutdated: (parserVersion) => queueOutdated(database, parserVersion),
    retryFailed() {
      return database.transaction(() => {
        const queued = documents.requeueFailed(database) + requeueFailedScans(database);
        requeueFailedVectors(database);
        return queued;
      });
    },
    byStatus: () => documents.countByStatus(database),
    listDocuments: (collection, page) => documents.listDocuments(database, collection, page),
    documentsOfType: (type, collection) => documents.documentsOfType(database, type, collection),
    matchDocuments: (target) => documents.matchDocuments(database, target),
    conversations,
    surveys: openSurveys(database),
    scans: openScans(database, written),
    removeDocuments: (ids) => erasure.erase(ids),
    library,

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
    counts: () => countsOf(database),

    searchWords: (query, languages, scope, limit) =>
      words.search(query, languages, resolvePassages(database, scope), limit),
    scoreWords: (query, languages, passages) => words.score(query, languages, passages),
    coverWords: (query, languages, passages) => words.cover(query, languages, passages),
    headedBy: (phrases, scope, limit) =>
      phrases.length === 0 ? [] : words.headed(phrases, resolvePassages(database, scope), limit),
    namedDocuments: (query, languages) => named.find(query, languages),
    weighWords: (query, languages) => words.weigh(query, languages),
    searchVectors: (vector, scope, limit, apart) =>
      vectors.search(vector, resolvePassages(database, scope), limit, apart),
    async passageLanguages() {
      await passageLanguages.refresh();
      return passageLanguages;
    },
    scoreVectors: (vector, passages) => vectors.score(vector, passages),
    passages: (ids, scope: Scope) => readPassages(database, ids, scope),
    adjoining: (passages) => adjoining(database, passages),
    neighbours: (passages, distance) => neighbours(database, passages, distance),
    passageIds: (documentId) => passageIds(database, documentId),
    page: (documentId, page) => readPage(database, documentId, page),
    boxes: (documentId, spans) => boxesOf(spans, (page) => readPage(database, documentId, page)),
    coverage: (scope) => coverageOf(database, scope),

    setting(key) {
      const row = database.get('SELECT value FROM settings WHERE key = ?', key);
      return row === undefined ? undefined : text(row, 'value');
    },
    setSetting(key, value) {
      database.run('INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)', key, value);
    },
    verify: async () => reportOf(database, await findDamage(database, shards)),
    repair: () =>
      repairStore(home, {
        database,
        shards,
        forget: written,
        embedAgain: (hurt) => vectors.embedAgain(hurt),
      }),
    snapshot: (folder) =>
      takeSnapshot(
        { database, shards, kept: keptFolder, still: (work) => vectors.still(work) },
        folder,
      ),
    async close() {
      await removals.close();
      await vectors.close();
      forgetReplaced(database);
      database.close();
    },
  };
}

function countsOf(database: Database): ReturnType<Store['counts']> {
  const row = database.get(
    `SELECT (SELECT count(*) FROM library) AS documents,
       (SELECT count(*) FROM documents WHERE removal IS NULL
          AND state IN ('queued', 'parsing')) AS queued,
       (SELECT coalesce(sum(passages), 0) FROM contents) AS passages,
       (SELECT count(*) FROM pending_vectors) AS to_embed,
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
