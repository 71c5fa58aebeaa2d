import type { StoredPassage } from '../store/types.ts';

/** Tells whether two passages show some of the same text. */
export function overlaps(a: StoredPassage, b: StoredPassage): boolean {
  if (a.contentId !== b.contentId) return false;
  return a.place.spans.some((one) =>
    b.place.spans.some(
      (other) => one.page === other.page && one.start < other.end && other.start < one.end,
    ),
  );
}

/** The first of every group of overlapping passages, until there are `limit`. */
export function distinct(
  ids: readonly number[],
  limit: number,
  read: (ids: readonly number[]) => StoredPassage[],
): StoredPassage[] {
  const kept: StoredPassage[] = [];
  for (let from = 0; from < ids.length && kept.length < limit; from += limit) {
    for (const passage of read(ids.slice(from, from + limit))) {
      if (kept.length === limit) break;
      if (!kept.some((one) => overlaps(one, passage))) kept.push(passage);
    }
  }
  return kept;
}
