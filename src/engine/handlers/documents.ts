import type { DocumentEntry } from '../../contract/documents.ts';
import type { engineRoutes } from '../../contract/engine-routes.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import type { Handlers } from '../../contract/route.ts';
import { yieldToEventLoop } from '../../store/yield-to-event-loop.ts';
import type { Store } from '../../store/types/store.ts';
import { recognisedWords } from '../recognised-words.ts';
import { shownRotation } from '../upright.ts';
import type { Services } from '../services.ts';

/** Documents in one chunk of a list: well below the size limit of a message. */
const LIST_CHUNK = 200;
/** Problems told at the end of an import; the rest are in the list. */
const PROBLEMS_TOLD = 200;

const troubled: ReadonlySet<DocumentEntry['status']> = new Set<DocumentEntry['status']>([
  'failed',
  'skipped',
  'partial',
  'missing',
]);

type DocumentHandlers = Pick<
  Handlers<typeof engineRoutes>,
  | 'addDocuments'
  | 'followWork'
  | 'listDocuments'
  | 'removeDocuments'
  | 'retryDocuments'
  | 'readPage'
  | 'locate'
  | 'readWords'
>;

/** Handlers of everything about the library. */
export function documentHandlers({ store, ingest, importer, watcher }: Services): DocumentHandlers {
  return {
    async addDocuments({ paths, collection, watch }, { signal, emit }) {
      const recorded = await importer.add(paths, collection, watch, signal);
      const progress = await ingest.follow(emit, signal);
      // With what lies in them.
      const ids = store.library.match(recorded.ids.map(String));
      const unchanged = new Set(recorded.unchanged.map(String));
      const problems: DocumentEntry[] = [];
      const byStatus: Partial<Record<DocumentEntry['status'], number>> = {};
      let [problemCount, unchangedCount] = [0, 0];
      for (let from = 0; from < ids.length; from += LIST_CHUNK) {
        for (const entry of store.library.entries(ids.slice(from, from + LIST_CHUNK))) {
          byStatus[entry.status] = (byStatus[entry.status] ?? 0) + 1;
          if (!troubled.has(entry.status)) {
            if (unchanged.has(entry.id)) unchangedCount += 1;
            continue;
          }
          problemCount += 1;
          if (problems.length < PROBLEMS_TOLD) problems.push(entry);
        }
        await yieldToEventLoop();
      }
      return { progress, byStatus, unchanged: unchangedCount, problems, problemCount };
    },

    async followWork(_input, { signal, emit }) {
      ingest.start();
      return await ingest.follow(emit, signal);
    },

    async listDocuments({ collection }, { emit }) {
      let total = 0;
      for (const documents of inPages(store, collection)) {
        await emit({ documents });
        total += documents.length;
      }
      return { total };
    },

    async removeDocuments({ target }) {
      const removed = await store.library.remove([target]);
      watcher.update();
      return { removed };
    },

    async retryDocuments({ documents }) {
      const queued = documents === undefined ? store.retryFailed() : store.library.retry(documents);
      ingest.start();
      return { queued };
    },

    async readPage({ documentId, page }) {
      const stored = store.page(Number(documentId), page);
      if (stored === undefined) {
        throw new CarrelFailure(
          'not-found',
          'This page is not stored. The document may have been removed.',
        );
      }
      const { text, width, height } = stored;
      return { text, width, height, rotation: shownRotation(stored) };
    },

    async readWords({ documentId, page }) {
      const stored = store.page(Number(documentId), page);
      const words = recognisedWords(stored);
      return { words, rotation: stored === undefined ? 0 : shownRotation(stored, words) };
    },

    async locate({ documentId, spans }) {
      return { boxes: store.boxes(Number(documentId), spans) };
    },
  };
}

/** The library in parts, each read when it is wanted, so that it is never in memory whole. */
function* inPages(store: Store, collection: string | undefined): Generator<DocumentEntry[]> {
  for (let after = 0; ;) {
    const documents = store.listDocuments(collection, { after, limit: LIST_CHUNK });
    const last = documents.at(-1);
    if (last === undefined) return;
    yield documents;
    after = Number(last.id);
  }
}
