import type { Span } from '../contract/place.ts';
import type { PageUnit } from '../parse/document.ts';

/** What is never divided between passages: a sentence or a table row, with its lengths. */
export interface Atom {
  readonly spans: readonly Span[];
  readonly words: number;
  readonly tokens: number;
}

/** One block of a document, in reading order, ready to be packed into passages. */
export interface Unit {
  readonly kind: 'heading' | 'text' | 'table';
  readonly atoms: readonly Atom[];
  readonly words: number;
  readonly tokens: number;
  /** Introduces what follows: a heading, a caption, a line ending in a colon. */
  readonly glue: boolean;
  /** Pages of its first and last atom. */
  readonly firstPage: number;
  readonly lastPage: number;
  readonly pageUnit: PageUnit;
  /** Enclosing headings, outermost first; a heading counts itself. */
  readonly headings: readonly string[];
  /** The header row of a table, or empty. */
  readonly tableHeader: string;
  /** How many of the first atoms are header rows. */
  readonly headerRows: number;
}
