import type { StoredPage } from '../store/types/passages.ts';
import { type PlacedWord, recognisedWords } from './recognised-words.ts';

/** Words further apart than this many of their own sizes do not follow each other on a line. */
const NEAR = 1.2;

/**
 * Clockwise degrees by which a page is shown: what its document says, or for a page that was
 * recognised, what sets its words upright, however the sheet lay in the scanner. `words` are the
 * page's, for one who has them already.
 */
export function shownRotation(
  page: StoredPage,
  words: readonly PlacedWord[] | null = recognisedWords(page),
): number {
  return words === null || words.length === 0 ? page.rotation : uprightTurn(words);
}

/** Words in reading order run to the right on a page that is upright. */
function uprightTurn(words: readonly PlacedWord[]): 0 | 90 | 180 | 270 {
  const votes = { right: 0, down: 0, left: 0, up: 0 };
  words.slice(1).forEach((word, index) => {
    const before = words[index];
    if (before === undefined) return;
    const x = word.left + word.width / 2 - before.left - before.width / 2;
    const y = word.top + word.height / 2 - before.top - before.height / 2;
    const along = Math.abs(x) > Math.abs(y);
    const reach = along ? before.width + word.width : before.height + word.height;
    if (Math.abs(along ? x : y) > NEAR * reach) return;
    // Words are longer than they are high: a step within a line goes along them.
    if (along) votes[x > 0 ? 'right' : 'left'] += word.width;
    else votes[y > 0 ? 'down' : 'up'] += word.height;
  });
  const most = Math.max(...Object.values(votes));
  if (most === votes.right) return 0;
  if (most === votes.down) return 270;
  return most === votes.left ? 180 : 90;
}
