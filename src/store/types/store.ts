import type { ConversationStore } from '../conversations/types.ts';
import type { LibraryStore } from '../library/types.ts';
import type { SurveyStore } from '../surveys/types.ts';
import type { ContentStore } from './contents.ts';
import type { DocumentStore } from './documents.ts';
import type { MaintenanceStore } from './maintenance.ts';
import type { PassageStore } from './passages.ts';
import type { ScanStore } from './scans.ts';
import type { SearchStore } from './search.ts';
import type { SettingStore } from './settings.ts';
import type { VectorStore } from './vectors.ts';

/**
 * The data folder's content: catalogue and words in SQLite, vectors in LanceDB. One owner at a
 * time. Catalogue calls are synchronous (SQLite in process); vector calls are not. Every write has
 * reached the disk when its call returns. Throws `CarrelFailure` (`home-in-use`, `home-read-only`,
 * `home-newer`, `disk-full`, `store-damaged`). Whoever needs a part of it only takes that part's interface.
 */
export interface Store
  extends
    DocumentStore,
    ContentStore,
    PassageStore,
    SearchStore,
    VectorStore,
    SettingStore,
    MaintenanceStore {
  /** Makes what `work` writes in the catalogue one transaction, on the disk when this returns. */
  together<T>(work: () => T): T;
  /** What is shown, hidden, grouped and found by exact words. */
  readonly library: LibraryStore;
  /** Questions and answers that are kept. */
  readonly conversations: ConversationStore;
  /** Pages whose text is recognised from their picture. */
  readonly scans: ScanStore;
  /** Questions over everything, with their rows. */
  readonly surveys: SurveyStore;
  counts(): {
    documents: number;
    queued: number;
    passages: number;
    vectors: number;
    toEmbed: number;
  };
  close(): Promise<void>;
}
