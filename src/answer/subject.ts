import type { PassageHit } from '../contract/documents.ts';
import { queryLanguages } from '../language/detect.ts';
import { wordsOf } from '../language/stem.ts';
import { namesIn } from './specifics.ts';

/**
 * Whether what was found in a document holds every name of the question that the passage found first
 * holds with its document: an age that another document tells is not that of the one who was asked about.
 */
export function keepsToSubject(
  question: string,
  hits: readonly PassageHit[],
  documentId: string,
): boolean {
  const [best] = hits;
  if (best === undefined || best.documentId === documentId) return true;
  const held = wordsIn(hits, documentId);
  const holdsBest = wordsIn(hits, best.documentId);
  return [...namesIn(question, queryLanguages(question)[0] ?? 'und')].every(
    (name) => held.has(name) || !holdsBest.has(name),
  );
}

function wordsIn(hits: readonly PassageHit[], documentId: string): ReadonlySet<string> {
  const texts = hits
    .filter((hit) => hit.documentId === documentId)
    .flatMap(({ document, heading, text }) => [document, heading, text]);
  return new Set([...wordsOf(texts.join('\n'))].map(({ word }) => word));
}
