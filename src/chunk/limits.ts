/**
 * Lengths of a passage. 200 words is where retrieval was measured best; 300 words and 430 tokens
 * are never passed, so that title and headings still fit into an embedder's 512 beside the text.
 */
export const TARGET_WORDS = 200;
export const MAX_WORDS = 300;
export const MAX_TOKENS = 430;
/** The part of a passage that grows by itself: one sentence or row is cut above these. */
export const MAX_ATOM_WORDS = 230;
export const MAX_ATOM_TOKENS = 340;
/** A passage of fewer words takes in what follows, over a heading or a page's end. */
export const TINY_WORDS = 50;
/** What introduces the next block (headings, "as follows:") moves with it up to this size. */
export const MAX_GLUE_WORDS = 45;
export const MAX_GLUE_TOKENS = 80;
/** Rows that name a sheet's columns are repeated in each passage up to this size. */
export const MAX_NAMES_WORDS = 80;
export const MAX_NAMES_TOKENS = 130;
/** Characters of the heading and of the table header repeated in front of a passage. */
export const MAX_HEADING = 160;
export const MAX_TABLE_HEADER = 200;
