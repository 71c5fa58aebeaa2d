import type { Coverage, Scope } from '../../../src/contract/documents.ts';

/** Every document in scope was read whole: only then is "not in your documents" said flatly. */
export function isWholeScopeRead(coverage: Coverage): boolean {
  const { inScope, searchable, partial, failed, unreachable } = coverage;
  return searchable === inScope && partial === 0 && failed === 0 && unreachable === 0;
}

/** The question looked at all documents. */
export function isEverywhere({ collection, folder, documents }: Scope): boolean {
  return collection === undefined && folder === undefined && documents === undefined;
}
