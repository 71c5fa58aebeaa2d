import { z } from 'zod';
import { contractError } from '../contract/errors.ts';
import { shellRoutes } from '../contract/shell-routes.ts';

/** Counts the pages of one run of the application, reloads too. */
const page = z.int().nonnegative();
const id = z.int().nonnegative();

/** A request of the host that only Electron's main process can carry out. */
export const ask = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('choose'), kind: shellRoutes.choosePaths.input.shape.kind }),
  z.strictObject({ what: z.literal('open'), path: z.string().min(1), reveal: z.boolean() }),
  /** The proxy on the way to an address, which is about to be fetched from. */
  z.strictObject({ what: z.literal('proxy'), address: z.httpUrl() }),
  /** Whether documents may be added though the system does not close the network. */
  z.strictObject({ what: z.literal('confirm-unsandboxed') }),
  z.strictObject({ what: z.literal('announce'), ...shellRoutes.announce.input.shape }),
]);
export type Ask = z.infer<typeof ask>;

/** From Electron's main process to the desktop host. `message` is the contract's own. */
export const toHost = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('page-opened'), page }),
  z.strictObject({ type: z.literal('page-message'), page, message: z.unknown() }),
  z.strictObject({ type: z.literal('page-closed'), page }),
  /** `found` is empty but for the paths that were chosen, a proxy, and a yes. */
  z.strictObject({ type: z.literal('answer'), id, found: z.array(z.string()) }),
  z.strictObject({ type: z.literal('refusal'), id, message: z.string() }),
  z.strictObject({ type: z.literal('quit') }),
]);
export type ToHost = z.infer<typeof toHost>;

/** From the desktop host to Electron's main process. */
export const fromHost = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('failed'), error: contractError }),
  z.strictObject({ type: z.literal('page-message'), page, message: z.unknown() }),
  z.strictObject({ type: z.literal('page-closed'), page }),
  z.strictObject({ type: z.literal('ask'), id, ask }),
]);
export type FromHost = z.infer<typeof fromHost>;
