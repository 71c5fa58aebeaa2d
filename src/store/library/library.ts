import path from 'node:path';
import type { DocumentEntry } from '../../contract/documents.ts';
import type { Database } from '../database.ts';
import { documentEntries } from '../documents.ts';
import { browse, Facets } from './browse.ts';
import { census } from './census.ts';
import * as collections from './collections.ts';
import { detailOf, fileAsRead } from './detail.ts';
import { earlierCopies } from './earlier-copies.ts';
import { requeueFailedScans } from '../scans.ts';
import type { Erasure } from './erasure.ts';
import { eraseEverything } from './erase-everything.ts';
import { include, isUnwanted } from './exclusions.ts';
import { WordFinder } from './find-words.ts';
import * as imports from './imports.ts';
import type { LibraryChanges } from './functions.ts';
import { discardCopies } from './leftovers.ts';
import { dropQueued, unread } from './queued.ts';
import { answersQuoting } from './quoting.ts';
import type { Removals } from './removals.ts';
import * as sources from './sources.ts';
import { matchTargets } from './targets.ts';
import type { LibraryStore } from './types.ts';

/** Where copies of files dropped into a browser are kept. */
export function keptFolderOf(home: string): string {
  return path.join(path.resolve(home), 'kept');
}

export interface LibraryParts {
  readonly database: Database;
  readonly changes: LibraryChanges;
  readonly erasure: Erasure;
  readonly removals: Removals;
  readonly keptFolder: string;
}

/** Puts the library together over an open catalogue. */
export function openLibrary(parts: LibraryParts): LibraryStore {
  const { database, changes, erasure, removals, keptFolder } = parts;
  const revision = (): number => changes.revision;
  const facets = new Facets(database, revision);
  const finder = new WordFinder(database, revision);
  return {
    keptFolder,
    get revision() {
      return changes.revision;
    },
    onChange: (listener) => changes.listen(listener),
    touch() {
      changes.bump();
    },
    summary() {
      const { byStatus } = facets.of(undefined);
      const documents = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
      return { documents, byStatus };
    },

    browse: (query) => browse(database, facets, keptFolder, query),
    census: (scope, query) => census(database, scope, query),
    detail: (id) => detailOf(database, keptFolder, id),
    fileAsRead: (id) => fileAsRead(database, id),
    findWords: (words, filter, limit) => finder.find(words, filter, limit),
    entries: (ids): DocumentEntry[] => documentEntries(database, ids),

    collections: () => collections.listCollections(database),
    hasCollection: (name) => collections.hasCollection(database, name),
    createCollection(name) {
      collections.createCollection(database, name);
    },
    renameCollection(name, to) {
      collections.renameCollection(database, name, to);
    },
    eraseEverything: () => eraseEverything(database, erasure, keptFolder),
    deleteCollection: (name) => collections.deleteCollection(database, erasure, name),

    match: (targets) => matchTargets(database, targets),
    remove: (targets) => removals.erase(targets),
    scheduleRemoval: (targets, seconds) => removals.schedule(targets, seconds),
    passOver(ids) {
      removals.passOver(ids);
    },
    undoRemoval: (removal) => removals.undo(removal),
    answersQuoting: (ids) => answersQuoting(database, ids),

    earlierCopies: (name, collection) => earlierCopies(database, keptFolder, name, collection),
    discardCopies(upload) {
      discardCopies(database, keptFolder, upload);
    },
    retry: (targets) =>
      database.transaction(() => {
        const ids = matchTargets(database, targets);
        const again = database.run(
          `UPDATE documents SET state = 'queued', reason = NULL
           WHERE id IN (SELECT value FROM json_each(?)) AND (
             state IN ('failed', 'missing', 'skipped') OR (state = 'read' AND content_id IN
               (SELECT id FROM contents WHERE unreadable <> '[]')))`,
          JSON.stringify(ids),
        );
        return again.changes + requeueFailedScans(database, ids);
      }),
    unread: () => unread(database),
    dropQueued: (targets, collection) => dropQueued(database, erasure, targets, collection),

    beginImports: (paths, collection, watched) =>
      imports.beginImports(database, paths, collection, watched),
    endImports(ids) {
      imports.endImports(database, ids);
    },
    openImports: () => imports.openImports(database),

    sources: () => sources.listSources(database),
    watchedSources: () => sources.watchedSources(database),
    isUnwanted: (file, collection) => isUnwanted(database, file, collection),
    want(file) {
      include(database, file);
    },
    recordSource(folder, collection, watched) {
      sources.recordSource(database, folder, collection, watched);
    },
    watchSource(folder, collection, watched) {
      sources.watchSource(database, folder, collection, watched);
    },
  };
}
