import type { Span } from '../contract/place.ts';

/**
 * A passage before it is stored. Its text is the slices of its spans joined with a line feed.
 */
export interface Chunk {
  readonly spans: readonly Span[];
  readonly text: string;
  /** Enclosing headings, outermost first. */
  readonly headings: readonly string[];
  /** ISO 639-1, or `und` where it cannot be told. */
  readonly language: string;
  /** What stands before the text when it is embedded and indexed: headings' last, table header. */
  readonly context: string;
}
