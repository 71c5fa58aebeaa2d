import type { Chunk } from '../../chunk/chunk.ts';
import type { ContractError } from '../../contract/errors.ts';
import type { Member } from '../../parse/container/container.ts';
import type { DocumentInfo, ParsedPage, ScanReason } from '../../parse/document.ts';

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

/** Contents: what was read of a file, which all documents with the same bytes share. */
export interface ContentStore {
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
   * The same for long content: searchable when this resolves, not before, and written in steps between which
   * other work has its turn. Where it fails, nothing of it stays. Throws `cancelled` when the signal aborts.
   */
  writeContentInSteps(id: number, content: NewContent, signal: AbortSignal): Promise<void>;
  /** Queues documents read by another version of the parsers; the number queued. */
  queueOutdated(parserVersion: string): number;
}
