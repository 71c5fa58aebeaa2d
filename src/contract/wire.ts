import { z } from 'zod';
import { contractError, type ContractError, type ErrorDetails } from './errors.ts';

/** Chunks a stream may be ahead of its reader. */
export const streamWindow = 4;

/** Calls one server answers at the same time; further ones get `busy`. */
export const maxCallsInFlight = 256;

const id = z.number().int().min(1);

/** What a client sends. */
export const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call'), id, route: z.string().max(100), input: z.unknown() }),
  z.strictObject({ type: z.literal('cancel'), id }),
  /** The reader is done with one chunk. */
  z.strictObject({ type: z.literal('credit'), id }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

/** What a server sends. */
export const serverMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('chunk'), id, chunk: z.unknown() }),
  z.strictObject({ type: z.literal('result'), id, value: z.unknown() }),
  z.strictObject({ type: z.literal('error'), id, error: contractError }),
]);
export type ServerMessage = z.infer<typeof serverMessage>;

/** Characters of a path or reason; what is wrong with an input may be as long as the input. */
const maxDescription = 300;

/** The first field that does not fit, as `details.path` (`scope.documents.3`), and why. */
export function describeMismatch(error: z.ZodError): { path: string; reason: string } {
  const issue = error.issues[0];
  const path = issue === undefined ? '' : issue.path.map(String).join('.');
  const reason = issue === undefined ? 'does not fit' : issue.message;
  return { path: path.slice(0, maxDescription), reason: reason.slice(0, maxDescription) };
}

/** A contract error as plain data. */
export function failure(
  code: ContractError['code'],
  message: string,
  details?: ErrorDetails,
): ContractError {
  return details === undefined ? { code, message } : { code, message, details };
}

/** The one `cancelled` error. */
export function cancelledError(): ContractError {
  return failure('cancelled', 'The request was stopped.');
}

/** The error for a call beyond the number allowed at the same time. */
export function busyError(): ContractError {
  return failure('busy', 'Too many requests at the same time; try again shortly.');
}

/** The error for a route name that the table does not have. */
export function unknownRouteError(name: string): ContractError {
  return failure('unknown-route', `There is no request named "${name.slice(0, 100)}".`);
}
