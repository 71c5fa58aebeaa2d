import type { DocumentEntry } from '../../contract/documents.ts';
import type { engineRoutes } from '../../contract/engine-routes.ts';
import { CarrelFailure } from '../../contract/errors.ts';
import type { Handlers } from '../../contract/route.ts';
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
>;

/** Handlers of everything about the library. */
export function documentHandlers({ store, ingest }: Services): DocumentHandlers {
  return {
    async addDocuments({ paths, collection }, { signal, emit }) {
      const ids = new Set((await ingest.add(paths, collection, signal)).map(String));
      const progress = await ingest.follow(emit, signal);
      const problems = store
        .listDocuments(collection)
        .filter((entry) => ids.has(entry.id) && troubled.has(entry.status));
      return {
        progress,
        problems: problems.slice(0, PROBLEMS_TOLD),
        problemCount: problems.length,
      };
    },

    async followWork(_input, { signal, emit }) {
      ingest.start();
      return await ingest.follow(emit, signal);
    },

    async listDocuments({ collection }, { emit }) {
      const documents = store.listDocuments(collection);
      for (let start = 0; start < documents.length; start += LIST_CHUNK) {
        await emit({ documents: documents.slice(start, start + LIST_CHUNK) });
      }
      return { total: documents.length };
    },

    async removeDocuments({ target }) {
      const ids = store.matchDocuments(target).map((row) => row.id);
      await store.removeDocuments(ids);
      return { removed: ids.length };
    },

    async retryDocuments() {
      const queued = store.retryFailed();
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
      const { text, width, height, rotation } = stored;
      return { text, width, height, rotation };
    },

    async locate({ documentId, spans }) {
      return { boxes: store.boxes(Number(documentId), spans) };
    },
  };
}
