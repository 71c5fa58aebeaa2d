import type { DocumentDetail } from '../../../src/contract/library.ts';

/** Changes when the file on disk that Carrel read is another one. */
export function versionOf({ entry }: DocumentDetail): string {
  return `${entry.bytes} ${entry.modified}`;
}
