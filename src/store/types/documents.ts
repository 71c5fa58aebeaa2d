import type { DocumentEntry, DocumentStatus } from '../../contract/documents.ts';
import type { ContractError } from '../../contract/errors.ts';

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

/** Documents: the files and members that were found, and what is to become of each. */
export interface DocumentStore {
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
  /** How many documents have each status that any has. */
  byStatus(): Partial<Record<DocumentStatus, number>>;
  /** Oldest first. */
  listDocuments(collection?: string, page?: DocumentPage): DocumentEntry[];
  documentsOfType(type: string, collection: string): DocumentRow[];
  /** Documents with this id, this path, or below this folder. */
  matchDocuments(target: string): DocumentRow[];
  /** Erases documents, and content no longer pointed to, from every table and vector file. */
  removeDocuments(ids: readonly number[]): Promise<void>;
}
