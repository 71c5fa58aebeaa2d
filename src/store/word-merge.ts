import type { Database } from './database.ts';
import { number } from './row.ts';
import type { Steps } from './steps.ts';

/**
 * Taking a passage's words out of an index of many segments takes longer than out of one, by the time in which
 * the words of so many passages are merged.
 */
const MERGED_FOR_ONE = 150;
/** Pages of the index that one step of a merge writes: some milliseconds. */
const MERGED_PAGES = 64;

/**
 * Merges the segments of the word index before the words of so many passages are deleted, where that is
 * quicker by all: FTS5 looks for each word of each of them in every segment.
 */
export function* mergeBeforeDeleting(database: Database, passages: number): Steps<void> {
  const all = number(database.get('SELECT count(*) AS n FROM passages') ?? { n: 0 }, 'n');
  if (passages * MERGED_FOR_ONE < all) return;
  // A negative number begins a merge of all there is; what is written meanwhile may be merged too.
  let pages = -MERGED_PAGES;
  for (;;) {
    const before = changes(database);
    database.run(`INSERT INTO words (words, rank) VALUES ('merge', ?)`, pages);
    // The statement itself counts as one.
    if (changes(database) - before < 2) return;
    pages = MERGED_PAGES;
    yield;
  }
}

function changes(database: Database): number {
  return number(database.get('SELECT total_changes() AS n') ?? { n: 0 }, 'n');
}
