import type { Chunk } from '../../chunk/chunk.ts';
import type { ContractError } from '../../contract/errors.ts';
import type { ParsedPage } from '../../parse/document.ts';

/** A page that waits for its text to be recognised, at a file that holds it. */
export interface WaitingScan {
  readonly contentId: number;
  readonly page: number;
  readonly documentId: number;
  readonly document: string;
  readonly path: string;
  /** Of the file's bytes, hexadecimal. */
  readonly sha256: string;
  readonly title: string;
  /** The page as parsed: 0 wide where only its picture tells its size. */
  readonly shape: Pick<ParsedPage, 'width' | 'height' | 'rotation'>;
  /** What text the page has of its own. */
  readonly text: string;
}

/** A page's recognised text, its passages, and the confidence of each entry of its words. */
export interface Recognised {
  readonly page: ParsedPage;
  readonly confidences: Uint8Array;
  readonly chunks: readonly Chunk[];
}

/** Pages whose text is recognised from their picture. Every write is one transaction. */
export interface ScanStore {
  /** The next page to recognise, of the oldest document first, but for some pages and contents. */
  next(except?: {
    readonly pages?: readonly { readonly contentId: number; readonly page: number }[];
    readonly contents?: readonly number[];
  }): WaitingScan | undefined;
  /** Pages that wait, of documents that are shown. */
  waiting(): number;
  /** Fills a page in; searchable at return. Nothing is written where the page no longer waits. */
  write(contentId: number, recognised: Recognised): void;
  /** Gives a page up; `chunks` are of what text it has of its own. */
  fail(contentId: number, page: number, error: ContractError, chunks: readonly Chunk[]): void;
  /** Languages (ISO 639-1) of a document's other passages, else of its folder's, most first. */
  languagesNear(documentId: number): string[];
}
