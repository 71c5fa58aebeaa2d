import { z } from 'zod';
import { contractError } from './errors.ts';
import { request } from './route.ts';

const nothing = z.strictObject({});

/** The store held against its ledger. */
export const storeReport = z.strictObject({
  ok: z.boolean(),
  documents: z.number().int(),
  passages: z.number().int(),
  vectors: z.number().int(),
  problems: z.array(contractError),
  /** Documents that the damage touches: the first 200 of them. */
  hurt: z
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
  hurtCount: z.number().int(),
});
export type StoreReport = z.infer<typeof storeReport>;

/** What is done for the data folder itself. */
export const maintenanceRoutes = {
  /** Reads everything that is stored and changes nothing. */
  verifyStore: request({ input: nothing, output: storeReport }),
  /**
   * Mends what is hurt by reading those documents again, in the queue; answers also where the store
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
} as const;
