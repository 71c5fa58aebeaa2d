import type { PassageHit, Scope } from '../contract/documents.ts';
import type { PassageStore } from '../store/types/passages.ts';
import { windowsOf } from './windows.ts';

/** What stands around a passage is read from. */
export type SurroundingsStore = Pick<PassageStore, 'passages' | 'neighbours'>;

/**
 * A passage that was found, with what stands around it in its document and in scope, up to 290 words
 * (docs/adr/0151).
 *
 * @param hits all that was found, whose scores say which side is the better one
 */
export function withSurroundings(
  hit: PassageHit,
  hits: readonly PassageHit[],
  scope: Scope,
  store: SurroundingsStore,
): PassageHit {
  const ranked = [hit, ...hits.filter((other) => other !== hit)].map(({ passage, score }) => ({
    passage: Number(passage),
    score,
  }));
  const [window] = windowsOf({ ranked, limit: 1, scope, grown: true, store });
  if (window === undefined) return hit;
  return { ...hit, text: window.text, place: { ...hit.place, spans: [...window.spans] } };
}
