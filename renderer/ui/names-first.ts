import { nameWithin } from './document-name.ts';

/** Without case and accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/**
 * Documents found by what was typed: those whose own name begins with it, those whose name holds it,
 * those found by their path; each in their order before.
 */
export function namesFirst<Found extends { readonly document: string }>(
  documents: readonly Found[],
  typed: string,
): readonly Found[] {
  const wanted = plain(typed);
  const rank = ({ document }: Found): number => {
    const at = plain(nameWithin(document).name).indexOf(wanted);
    return at === 0 ? 0 : at > 0 ? 1 : 2;
  };
  return documents.toSorted((a, b) => rank(a) - rank(b));
}
