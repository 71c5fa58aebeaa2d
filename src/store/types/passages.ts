import type { Scope } from '../../contract/documents.ts';
import type { Box, Place, Span } from '../../contract/place.ts';

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

/** Stored text: passages, pages, and where their words stand. */
export interface PassageStore {
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
}
