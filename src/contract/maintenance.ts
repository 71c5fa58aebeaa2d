import { z } from 'zod';
import { contractError } from './errors.ts';
import { request, stream } from './route.ts';

const nothing = z.strictObject({});

/** The store held against its ledger. */
export const storeReport = z.strictObject({
  ok: z.boolean(),
  documents: z.number().int(),
  passages: z.number().int(),
  vectors: z.number().int(),
  problems: z.array(contractError),
  /** Documents that the damage touches: the first 200 of them. */
  damaged: z
    .array(
      z.strictObject({
        id: z.string(),
        document: z.string(),
        collection: z.string(),
        /** What is read or made again to mend it. */
        part: z.enum(['text', 'vectors']),
      }),
    )
    .max(200),
  damagedCount: z.number().int(),
});
export type StoreReport = z.infer<typeof storeReport>;

/** How far a backup is, in bytes. */
export const backupProgress = z.strictObject({ bytesDone: z.number(), bytesTotal: z.number() });
export type BackupProgress = z.infer<typeof backupProgress>;

/** What a backup says of itself. */
export const backupEntry = z.strictObject({
  /** Of the Carrel that wrote it. */
  version: z.string(),
  /** ISO 8601. */
  created: z.string(),
  documents: z.number().int(),
  bytes: z.number(),
});
export type BackupEntry = z.infer<typeof backupEntry>;

/** What is done for the data folder itself. */
export const maintenanceRoutes = {
  /** Reads everything that is stored and changes nothing. */
  verifyStore: request({ input: nothing, output: storeReport }),
  /**
   * Mends what is damaged by reading those documents again, in the queue; answers also where the store
   * cannot be opened for damage. Where the catalogue itself was broken (`restarts`), what could be read
   * of it is taken into a new one, and the engine starts again.
   */
  repairStore: request({
    input: nothing,
    output: z.strictObject({
      found: storeReport,
      /** Documents that are read again. */
      documents: z.number().int(),
      restarts: z.boolean(),
    }),
  }),
  /** The bytes of a backup of what is stored now, without models, made while Carrel is in use. */
  readBackup: stream({
    input: nothing,
    chunk: backupProgress.extend({ bytes: z.base64() }),
    output: backupEntry,
  }),
  /** Reads a backup whole and compares it with its sums. */
  checkBackup: request({ input: z.strictObject({ file: z.string().min(1) }), output: backupEntry }),
  /**
   * Puts a backup in place of what is stored, all or nothing; the engine starts again. Refused as
   * `invalid-input` where something is stored and `replace` does not say so.
   */
  restoreBackup: stream({
    input: z.strictObject({ file: z.string().min(1), replace: z.boolean().default(false) }),
    chunk: backupProgress,
    output: backupEntry,
  }),
} as const;
