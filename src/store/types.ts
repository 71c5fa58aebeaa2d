import type { NamedDocument } from './named.ts';
import type { Chunk } from '../chunk/chunk.ts';
import type { Box, Place, Span } from '../contract/place.ts';
import type { Coverage, DocumentEntry, DocumentStatus, Scope } from '../contract/documents.ts';
import type { ContractError } from '../contract/errors.ts';
import type { Member } from '../parse/container/container.ts';
import type { DocumentInfo, ParsedPage, ScanReason } from '../parse/document.ts';
import type { SnapshotFile } from './backup/snapshot.ts';
import type { ConversationStore } from './conversations/types.ts';
import type { LibraryStore } from './library/types.ts';
import type { ScanStore } from './scan-types.ts';
import type { SurveyStore } from './surveys/types.ts';

/** Tells passages of which the best are found too, however many others are better. */
export type Apart = (passage: number) => boolean;

/** The languages of passages (ISO 639-1, `und` where a text does not tell it). */
export interface PassageLanguages {
  of(passage: number): string;
  /** Tells passages in other languages than these; quickly, as it is asked of every passage there is. */
  outside(languages: readonly string[]): Apart;
  /** At most 200 passages of each language, from all over them; some may be gone since. */
  samples(): ReadonlyMap<string, readonly number[]>;
}

/** A file found on disk, about to be recorded. */
export interface FoundFile {
  /** Absolute path of the added folder or, for a single file, of its folder. */
  readonly root: string;
  /** Path below the root, NFC, `/`-separated. */
  readonly document: string;
  readonly path: string;
  readonly collection: string;
  readonly type: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly modifiedMs: number;
}

/** A document row as ingest works with it. */
export interface DocumentRow extends FoundFile {
  readonly id: number;
  readonly status: DocumentStatus;
  readonly contentId: number | null;
  /** SHA-256 of the bytes when last read, hexadecimal. */
  readonly sha256: string | null;
  /** The document it lies in: an archive or a mail; null for a file. */
  readonly container: number | null;
}

/** Where a recorded file lies. */
export interface FileLocation {
  readonly id: number;
  readonly path: string;
  /** Whether it is known not to be there. */
  readonly missing: boolean;
}

/** A file as it was when it was last looked at. */
export interface FileOnDisk {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since the epoch, without fractions. */
  readonly modifiedMs: number;
}

/** How a document within others is reached. */
export interface MemberOrigin {
  /** The file on the disk, with the format it is opened in. */
  readonly file: FileOnDisk & { readonly name: string; readonly format: string };
  /** The members on the way down; the last one is the document itself. */
  readonly steps: readonly {
    readonly index: number;
    readonly name: string;
    readonly format: string;
  }[];
}

/** A part of the library: at most so many documents of those after an id. */
export interface DocumentPage {
  readonly after?: number;
  readonly limit?: number;
}

/** Everything read from one file, written in one transaction. */
export interface NewContent {
  readonly sha256: string;
  /** Changes whenever parsing or chunking would give another result. */
  readonly parserVersion: string;
  readonly info: DocumentInfo;
  readonly pages: readonly ParsedPage[];
  readonly chunks: readonly Chunk[];
  /** Pages that could not be read; page 0 stands for what lies in the document. */
  readonly unreadable: readonly { readonly page: number; readonly error: ContractError }[];
  /** Documents that lie in it. */
  readonly members: readonly Member[];
  /** Pages whose text is to be recognised; their own is in `pages`, not in `chunks`. */
  readonly scans?: readonly { readonly page: number; readonly why: ScanReason }[];
}

export interface PassageToEmbed {
  readonly passage: number;
  /** Title, headings and text, as embedded. */
  readonly text: string;
  /** Whose vector it waits for. */
  readonly embedder: string;
}

/** A stored passage with the location it is shown for. */
export interface StoredPassage {
  readonly id: number;
  readonly contentId: number;
  readonly ordinal: number;
  readonly documentId: number;
  readonly document: string;
  readonly path: string;
  readonly text: string;
  readonly title: string;
  readonly headings: readonly string[];
  readonly language: string;
  readonly place: Place;
  /** Null where the format has no pages. */
  readonly page: number | null;
}

export interface StoredPage {
  readonly number: number;
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly words: Float32Array;
  /** As `ParsedPage.cells`; empty but for sheets. */
  readonly cells: Uint32Array;
  /** Percent, one for each entry of `words`, where they were recognised; else null. */
  readonly confidences: Uint8Array | null;
}

export interface ScoredPassage {
  readonly passage: number;
  readonly score: number;
}

/** A content word or number of a query, as it is looked up. */
export interface WeighedWord {
  /** As it is written, in lower case. */
  readonly word: string;
  /** Its stems in the languages it may be in. */
  readonly terms: readonly string[];
  /** How many passages hold one, 0 for a word that stands nowhere. */
  readonly passages: number;
  /** Inverse document frequency, the largest where it stands nowhere; above 0. */
  readonly weight: number;
}

/** Which stored vectors are meant: one table for each embedder variant. */
export interface VectorTable {
  readonly embedder: string;
  readonly dimensions: number;
}

export interface StoreReport {
  readonly ok: boolean;
  readonly documents: number;
  readonly passages: number;
  readonly vectors: number;
  readonly problems: readonly ContractError[];
  /** Documents that the damage touches, the first 200 of them. */
  readonly hurt: readonly HurtDocument[];
  readonly hurtCount: number;
}

/** A document of which something stored is damaged. */
export interface HurtDocument {
  readonly id: string;
  readonly document: string;
  readonly collection: string;
  readonly part: 'text' | 'vectors';
}

/** What was done about the damage. */
export interface StoreRepair {
  /** What was found. */
  readonly found: StoreReport;
  /** Documents that are read again. */
  readonly documents: number;
  /** What can be read of a broken catalogue takes its place when the store is opened next. */
  readonly reopen: boolean;
}

/**
 * The data folder's content: catalogue and words in SQLite, vectors in LanceDB. One owner at a
 * time. Catalogue calls are synchronous (SQLite in process); vector calls are not. Every write has
 * reached the disk when its call returns. Throws `CarrelFailure` (`home-in-use`, `home-read-only`,
 * `home-newer`, `disk-full`, `store-damaged`).
 */
export interface Store {
  /** Makes what `work` writes in the catalogue one transaction, on the disk when this returns. */
  together<T>(work: () => T): T;
  /**
   * Records a file: new, or changed in size or time since last seen, becomes `queued` (its old
   * content stays searchable until the new one is written); otherwise left as it is.
   */
  recordFile(file: FoundFile): { readonly row: DocumentRow; readonly changed: boolean };
  document(id: number): DocumentRow | undefined;
  /** How a document within others is reached; undefined for a file. */
  origin(id: number): MemberOrigin | undefined;
  /** Documents that lie in a document, however deep, with their bytes. */
  held(id: number): { readonly documents: number; readonly bytes: number };
  /** The oldest document waiting to be read, but for some ids, or undefined. */
  nextQueued(except?: readonly number[]): DocumentRow | undefined;
  /** Marks a document as being read (status `parsing`); at open all such rows become `queued`. */
  markParsing(id: number): void;
  /** Puts a document back that was not read to its end. */
  markQueued(id: number): void;
  /**
   * Points a document at content that is already stored for these bytes and parser version, if
   * there is any; true when done, so that nothing is parsed or embedded twice.
   */
  adoptContent(id: number, sha256: string, parserVersion: string): boolean;
  /**
   * Writes pages, passages and words, and points the document at them; searchable at return. What
   * lies in it is recorded as documents of their own, and what no longer does goes. A
   * document queued again meanwhile stays queued; for one removed meanwhile nothing is written.
   */
  writeContent(id: number, content: NewContent): void;
  /**
   * Gives a document whose file is gone the path of the same file recorded since in its collection, whose line
   * goes. One that is read later takes a line back by itself, where its reason says `gone`. False where there is none.
   */
  followMoved(id: number): boolean;
  /** A reason of `access-denied` does what `deny` does. */
  markFailed(id: number, status: 'failed' | 'skipped' | 'missing', error: ContractError): void;
  /** Records a file that may not be read; see `deny`. */
  denyFile(file: FoundFile, reason: ContractError): DocumentRow;
  /**
   * Takes documents out of every search at once, with all that lie in the same files: this account may
   * not read them any more. Recorded again as readable, they are as they were.
   */
  deny(ids: readonly number[], reason: ContractError): void;
  /** Erases what could not be read since a time (milliseconds since the epoch); how many documents. */
  eraseDenied(before: number): Promise<number>;
  /** Files of a collection at or below a path, some at a time. */
  filesBelow(folder: string, collection: string): Iterable<readonly FileLocation[]>;
  /** Queues failed and partly read documents again, and vectors given up; the documents queued. */
  retryFailed(): number;
  /** Queues documents read by another version of the parsers; the number queued. */
  queueOutdated(parserVersion: string): number;
  /** How many documents have each status that any has. */
  byStatus(): Partial<Record<DocumentStatus, number>>;
  /** Oldest first. */
  listDocuments(collection?: string, page?: DocumentPage): DocumentEntry[];
  documentsOfType(type: string, collection: string): DocumentRow[];
  /** Documents with this id, this path, or below this folder. */
  matchDocuments(target: string): DocumentRow[];
  /** Erases documents, and content no longer pointed to, from every table and vector file. */
  removeDocuments(ids: readonly number[]): Promise<void>;
  /** What is shown, hidden, grouped and found by exact words. */
  readonly library: LibraryStore;
  /** Questions and answers that are kept. */
  readonly conversations: ConversationStore;
  /** Pages whose text is recognised from their picture. */
  readonly scans: ScanStore;
  /** Questions over everything, with their rows. */
  readonly surveys: SurveyStore;

  /** Chooses the embedder whose vectors are filled and searched. */
  useEmbedder(table: VectorTable): Promise<void>;
  /**
   * Begins to fill another embedder's vectors while those in use serve on; instead of any other
   * such change. Survives restarts.
   */
  prepareEmbedder(table: VectorTable): Promise<void>;
  /** The embedder whose vectors are being filled to take over, or undefined. */
  nextEmbedder(): string | undefined;
  /** Gives the change of embedder up and erases what was filled. */
  cancelEmbedder(): Promise<void>;
  /**
   * Puts the next embedder's vectors into use once none is missing, and erases the others'; false
   * where there is no change or some are missing. `also` runs within the transaction.
   */
  adoptEmbedder(also: (embedder: string) => void): Promise<boolean>;
  /**
   * Passages without a vector, in reading order of the oldest document: of the table in use, then of
   * the next one; all of one table.
   */
  nextToEmbed(limit: number): PassageToEmbed[];
  /**
   * Durable at return; writing a passage twice keeps one. Of the embedder in use where none is
   * named; those of one given up meanwhile are dropped.
   */
  writeVectors(
    rows: readonly { passage: number; vector: Float32Array }[],
    embedder?: string,
  ): Promise<void>;
  /**
   * Gives waiting passages the vectors of others whose embedded text is the same, of the same
   * embedder; the passages that then have one. Durable like `writeVectors`.
   */
  copyVectors(passages: readonly number[], embedder: string): Promise<Set<number>>;
  /** Gives a waiting passage up: its documents become `partial`, with this reason. */
  failVector(passage: number, error: ContractError, embedder?: string): void;
  counts(): {
    documents: number;
    queued: number;
    passages: number;
    vectors: number;
    toEmbed: number;
  };

  /**
   * BM25 over stemmed words, best first, higher is better. Empty when no word is searchable.
   * `languages` are those the query may be in (ISO 639-1).
   */
  searchWords(
    query: string,
    languages: readonly string[],
    scope: Scope,
    limit: number,
  ): ScoredPassage[];
  /** BM25 of given passages (0 for no match). */
  scoreWords(
    query: string,
    languages: readonly string[],
    passages: readonly number[],
  ): ScoredPassage[];
  /**
   * Passages under a heading, or beginning with words, that hold one of the phrases (stems parted by
   * spaces), best first.
   */
  headedBy(phrases: readonly string[], scope: Scope, limit: number): number[];
  /** The few documents whose file name the query gives by a word and a number, if any. */
  namedDocuments(query: string, languages: readonly string[]): readonly NamedDocument[];
  /** The share of the query's words and numbers that given passages hold, weighed by rarity, 0 to 1. */
  coverWords(
    query: string,
    languages: readonly string[],
    passages: readonly number[],
  ): ScoredPassage[];
  /** The query's content words and numbers, and how rare each is in the store. */
  weighWords(query: string, languages: readonly string[]): WeighedWord[];
  /** Cosine similarity, best first; after them as many of those that `apart` tells, if it is given. */
  searchVectors(
    vector: Float32Array,
    scope: Scope,
    limit: number,
    apart?: Apart,
  ): Promise<ScoredPassage[]>;
  /** The languages of passages, as they are now. */
  passageLanguages(): Promise<PassageLanguages>;
  /** Exact cosine of given passages; those without a vector are left out. */
  scoreVectors(vector: Float32Array, passages: readonly number[]): Promise<ScoredPassage[]>;
  /** In the order asked; those gone since are left out. The location shown is one in scope. */
  passages(ids: readonly number[], scope: Scope): StoredPassage[];
  /** Passages of the same content at most so many before or after given ones, in no order. */
  neighbours(passages: readonly number[], distance: number): number[];
  /** Of given passages, those that follow one another in their content. */
  adjoining(passages: readonly number[]): { passage: number; next: number }[];
  /** All passages of a document, in reading order. */
  passageIds(documentId: number): number[];
  page(documentId: number, page: number): StoredPage | undefined;
  /** Boxes of the words in the spans, one a line. */
  boxes(documentId: number, spans: readonly Span[]): Box[];
  coverage(scope: Scope): Coverage;

  setting(key: string): string | undefined;
  setSetting(key: string, value: string): void;
  /** Store against its ledger: counts agree, files match their sums, SQLite is sound. */
  verify(): Promise<StoreReport>;
  /**
   * Mends what is hurt: from what is sound, or by queueing documents to be read again. Where the
   * catalogue itself is broken, the store has to be opened anew (`reopen`).
   */
  repair(): Promise<StoreRepair>;
  /** Copies what is stored, as it is at one moment, into an empty folder; for a backup. */
  snapshot(folder: string): Promise<SnapshotFile[]>;
  close(): Promise<void>;
}
