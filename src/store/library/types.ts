import type { DocumentEntry, DocumentStatus, Scope } from '../../contract/documents.ts';
import type {
  CollectionEntry,
  DocumentDetail,
  FoundDocument,
  LibraryFilter,
  LibraryRow,
  LibrarySort,
  SourceEntry,
} from '../../contract/library.ts';
import type { EarlierCopy } from './earlier-copies.ts';

export interface BrowseQuery {
  readonly filter: LibraryFilter;
  readonly sort: LibrarySort;
  readonly offset: number;
  readonly limit: number;
}

export interface BrowsePage {
  readonly documents: LibraryRow[];
  /** Documents that pass the filter. */
  readonly total: number;
  /** Among the documents of the collection. */
  readonly types: string[];
  readonly byStatus: Partial<Record<DocumentStatus, number>>;
}

/** Which documents a question about the collection means. */
export interface CensusQuery {
  /** Extensions; empty for all. */
  readonly types: readonly string[];
  /** Last changed at or after, and before. */
  readonly from: Date | undefined;
  readonly to: Date | undefined;
  /** Only what was not read, or not whole. */
  readonly unread: boolean;
  readonly order: 'name' | 'newest' | 'oldest' | 'largest';
  /** Documents named. */
  readonly limit: number;
}

/** How many documents are meant, of which types, and which come first. */
export interface Census {
  readonly inScope: number;
  readonly total: number;
  /** The most frequent first. */
  readonly byType: readonly { readonly type: string; readonly documents: number }[];
  /** When the files meant were last changed, in milliseconds since the epoch; null for none. */
  readonly oldest: number | null;
  readonly newest: number | null;
  readonly ids: readonly number[];
}

/** What the catalogue knows of a document for a reader. */
export type StoredDetail = Omit<DocumentDetail, 'original'>;

/** A document's file, with what is needed to tell whether it is still the one that was read. */
export interface FileAsRead {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** SHA-256 of what the stored text was read from; null where nothing was read. */
  readonly sha256: string | null;
  /** Size and time above are those of the file that was read, not of one found since. */
  readonly current: boolean;
}

/** A path that is being looked through, or was when an engine died. */
export interface OpenImport {
  readonly id: number;
  readonly path: string;
  readonly collection: string;
  readonly watched: boolean;
}

/** The library: what is shown, hidden, grouped and found by exact words. */
export interface LibraryStore {
  /** Where copies of dropped files are kept: documents below it are erased with their file. */
  readonly keptFolder: string;
  /** Grows with every change of what the library shows. */
  readonly revision: number;
  /** Calls a listener at each change, within it; the returned function ends that. */
  onChange(listener: () => void): () => void;
  /** Tells those who follow the library of a change outside the catalogue. */
  touch(): void;
  /** Visible documents, and how many have each status. */
  summary(): { documents: number; byStatus: Partial<Record<DocumentStatus, number>> };

  /** Visible documents of a collection that are kept copies of files of this name. */
  earlierCopies(name: string, collection: string): EarlierCopy[];
  /** Erases the kept copies of a drop of which no document has come. */
  discardCopies(upload: string): void;

  browse(query: BrowseQuery): BrowsePage;
  census(scope: Scope, query: CensusQuery): Census;
  /** Throws `not-found`. */
  detail(id: number): StoredDetail;
  /** Throws `not-found`. */
  fileAsRead(id: number): FileAsRead;
  findWords(words: string, filter: LibraryFilter, limit: number): FoundDocument[];
  entries(ids: readonly number[]): DocumentEntry[];

  collections(): CollectionEntry[];
  hasCollection(name: string): boolean;
  /** Throws `invalid-input` where the name is taken. */
  createCollection(name: string): void;
  /** Throws `not-found`, and `invalid-input` where the name is taken. */
  renameCollection(name: string, to: string): void;
  /** Erases the collection and its documents; how many. Throws `not-found`. */
  deleteCollection(name: string): Promise<number>;

  /**
   * Erases every document, hidden ones too, with their kept copies, the collections, and the added
   * folders. Models and settings stay.
   */
  eraseEverything(): Promise<void>;

  /** Ids of visible documents meant by ids, paths and folders. */
  match(targets: readonly string[]): number[];
  /** Erases documents, and forgets the added folders among the targets; how many documents. */
  remove(targets: readonly string[]): Promise<number>;
  /** Hides documents and erases them later. Throws `not-found` where there is none. */
  scheduleRemoval(
    targets: readonly string[],
    seconds: number,
  ): Promise<{ removal: string; documents: number }>;
  /**
   * Hides documents that the rules pass over now, and erases them a day later; a scan that finds them
   * again before shows them again.
   */
  passOver(ids: readonly number[]): void;
  /** Takes a removal back; how many documents. Throws `not-found` once the erasure has begun. */
  undoRemoval(removal: string): Promise<number>;
  /** Stored answers that quote one of the documents. */
  answersQuoting(ids: readonly number[]): number;

  /** Queues documents again that failed, are missing, or were passed over or read in part. */
  retry(targets: readonly string[]): number;
  /** Documents that are queued and were never read. */
  unread(): number;
  /**
   * Erases what is queued and was never read, of some paths and folders of a collection only where
   * they are given; how many. Their folders' watch does not bring them back.
   */
  dropQueued(targets?: readonly string[], collection?: string): Promise<number>;

  /** Notes paths before they are looked through, so that a scan cut short is known; their ids. */
  beginImports(paths: readonly string[], collection: string, watched: boolean): number[];
  endImports(ids: readonly number[]): void;
  openImports(): OpenImport[];

  sources(): SourceEntry[];
  /** The folders whose changes are followed. */
  watchedSources(): { readonly path: string; readonly collection: string }[];
  /** True for a file that a person has removed while its folder stayed. */
  isUnwanted(path: string, collection: string): boolean;
  /** The person added a file: it is wanted, also where it was removed before. */
  want(path: string): void;
  recordSource(path: string, collection: string, watched: boolean): void;
  /** Throws `not-found` for what is not an added folder. */
  watchSource(path: string, collection: string, watched: boolean): void;
}
