import { countWords } from '../chunk/tokens.ts';
import type { Scope } from '../contract/documents.ts';
import type { Store, StoredPassage } from '../store/types.ts';

/** A passage with those around it that are shown with it. */
export interface Window {
  /** The passage that was found. */
  readonly found: StoredPassage;
  /** In reading order, the one that was found among them. */
  readonly passages: readonly StoredPassage[];
}

/** What a window holds at most, unless the passage found is longer by itself (docs/adr/0151). */
export const WINDOW_WORDS = 280;
export const WINDOW_CHARACTERS = 2000;
/** Passages looked at on each side; short ones have about 70 words. */
const REACH = 4;

export interface WindowOptions {
  /** Best first. */
  readonly ranked: readonly { readonly passage: number; readonly score: number }[];
  readonly limit: number;
  readonly scope: Scope;
  /** False: each passage by itself. */
  readonly grown: boolean;
  readonly store: Pick<Store, 'passages' | 'neighbours'>;
}

/**
 * The first `limit` passages, each with the neighbours that still fit, the better scored side first:
 * what answers often stands beside what sounds like the question. A passage that went along with a
 * better one is not shown again.
 */
export function windowsOf({ ranked, limit, scope, grown, store }: WindowOptions): Window[] {
  const scores = new Map(ranked.map(({ passage, score }) => [passage, score]));
  const taken = new Set<number>(scope.withoutPassages?.map(Number));
  const windows: Window[] = [];
  for (let from = 0; from < ranked.length && windows.length < limit; from += limit) {
    const batch = ranked.slice(from, from + limit).map(({ passage }) => passage);
    const around = grown ? store.neighbours(batch, REACH) : [];
    const read = store.passages([...new Set([...batch, ...around])], scope);
    const byPlace = new Map(read.map((passage) => [placeOf(passage), passage]));
    const byId = new Map(read.map((passage) => [passage.id, passage]));
    for (const id of batch) {
      const found = byId.get(id);
      if (windows.length === limit) break;
      if (found === undefined || taken.has(id)) continue;
      taken.add(id);
      const passages = grown ? grow(found, { byPlace, scores, taken }) : [found];
      windows.push({ found, passages });
    }
  }
  return windows;
}

interface Around {
  readonly byPlace: ReadonlyMap<string, StoredPassage>;
  readonly scores: ReadonlyMap<number, number>;
  /** Passages that are shown elsewhere or must not be shown; those of the window are added. */
  readonly taken: Set<number>;
}

function grow(found: StoredPassage, { byPlace, scores, taken }: Around): StoredPassage[] {
  const window = [found];
  let words = countWords(found.text);
  let characters = found.text.length;
  const fits = (passage: StoredPassage | undefined): passage is StoredPassage =>
    passage !== undefined &&
    !taken.has(passage.id) &&
    words + countWords(passage.text) <= WINDOW_WORDS &&
    characters + 1 + passage.text.length <= WINDOW_CHARACTERS;
  const scoreOf = ({ id }: StoredPassage): number => scores.get(id) ?? -1;
  for (;;) {
    const [first, last] = [window[0] ?? found, window.at(-1) ?? found];
    const before = byPlace.get(placeOf(first, -1));
    const after = byPlace.get(placeOf(last, 1));
    const next =
      fits(before) && (!fits(after) || scoreOf(before) > scoreOf(after)) ? before : after;
    if (!fits(next)) return window;
    if (next === before) window.unshift(next);
    else window.push(next);
    taken.add(next.id);
    words += countWords(next.text);
    characters += 1 + next.text.length;
  }
}

/** Names the place of a passage in its content, or of the one so many after it. */
function placeOf({ contentId, ordinal }: StoredPassage, offset = 0): string {
  return `${contentId} ${ordinal + offset}`;
}
