import type { ContractError } from '../contract/errors.ts';
import * as contents from './contents.ts';
import type { Database } from './database.ts';
import { deniedSince, deny } from './denied.ts';
import * as documents from './documents.ts';
import * as files from './files.ts';
import type { Erasure } from './library/erasure.ts';
import { heldBy, originOf } from './members.ts';
import { followMoved } from './moved.ts';
import { queueOutdated } from './outdated.ts';
import { requeueFailedScans } from './scans.ts';
import type { ContentStore, NewContent } from './types/contents.ts';
import type { DocumentStore } from './types/documents.ts';
import { requeueFailedVectors } from './vector-queue.ts';

export interface DocumentParts {
  readonly database: Database;
  readonly erasure: Erasure;
  /** Called after passages were written or renamed and others, of these ids, erased. */
  readonly written: (erased: readonly number[]) => void;
}

/** What is recorded of files, and what was read of them. */
export function openDocuments({
  database,
  erasure,
  written,
}: DocumentParts): DocumentStore & ContentStore {
  return {
    recordFile(file) {
      return database.transaction(() => {
        const { row, changed, renamed } = files.recordFile(database, file);
        if (renamed && row.contentId !== null) {
          contents.renameDocument(database, row.contentId);
          written([]);
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
    async writeContentInSteps(id, content, signal) {
      let erased: number[] = [];
      try {
        ({ erased } = await contents.writeContentInSteps(database, id, content, signal));
      } finally {
        written(erased);
      }
    },
    markFailed(id, status, error: ContractError) {
      files.markFailed(database, id, status, error);
    },
    followMoved(id) {
      const moved = followMoved(database, id);
      if (moved) written([]);
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
    removeDocuments: (ids) => erasure.erase(ids),
  };
}
