import { z } from 'zod';
import { CarrelFailure } from '../../contract/errors.ts';

/** A backup is a tar archive: this entry, the files of the data folder, and their sums as the last. */
export const HEADER = 'backup.json';
export const SUMS = 'sums.json';
export const CATALOGUE = 'catalogue.sqlite';

/** Limits of a backup: files, and bytes of each of its two lists. */
export const MAX_FILES = 1_000_000;
export const MAX_LIST_BYTES = 256 * 1024 * 1024;

export const header = z.strictObject({
  format: z.literal(1),
  /** Of the program that wrote it. */
  version: z.string(),
  /** ISO 8601. */
  created: z.string(),
  documents: z.number().int(),
  /** Bytes of all files. */
  bytes: z.number(),
});
export type BackupHeader = z.infer<typeof header>;

export const sums = z.array(
  z.strictObject({ name: z.string(), bytes: z.number().int().min(0), sha256: z.string() }),
);
export type BackupSums = z.infer<typeof sums>;

/** What may lie in a backup: nothing that leads out of a data folder, or into another part of it. */
const allowed = /^(?:catalogue\.sqlite|(?:vectors|kept)(?:\/[^/\\:\0]+)+)$/u;

export function isAllowed(name: string): boolean {
  return allowed.test(name) && !name.split('/').some((part) => part === '.' || part === '..');
}

/** The failure for a file that is not a sound backup. */
export function backupDamaged(cause?: unknown): CarrelFailure {
  return new CarrelFailure(
    'backup-damaged',
    'This file is no complete, undamaged backup of Carrel. Nothing was changed; take another one.',
    undefined,
    { cause },
  );
}
