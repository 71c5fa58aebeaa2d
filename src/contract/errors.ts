import { z } from 'zod';

/**
 * Every stable error code of the product. A code is never renamed or reused: scripts, stored
 * documents' reasons and translations refer to it. Grouped by the module that raises it.
 */
export const errorCodes = [
  // Any door
  'invalid-input',
  'unknown-route',
  'cancelled',
  'internal',
  'connection-lost',
  'busy',
  // Data folder and its owner
  'home-unusable',
  'home-read-only',
  'home-in-use',
  'home-missing',
  'home-newer',
  'disk-full',
  'store-damaged',
  'backup-damaged',
  // Processes
  'engine-failed',
  'inference-failed',
  'unsandboxed',
  // Models
  'model-missing',
  'model-unknown',
  'model-damaged',
  'model-checksum',
  'model-too-large',
  'model-unsupported',
  'model-in-use',
  'model-unreachable',
  'language-unsupported',
  // Documents
  'not-found',
  'path-missing',
  'access-denied',
  'access-withdrawn',
  'file-unreachable',
  'online-only',
  'file-empty',
  'file-too-large',
  'file-changed',
  'format-unsupported',
  'file-damaged',
  'file-encrypted',
  'no-text',
  'scan-illegible',
  'parse-timeout',
  'parse-memory',
  'parse-crashed',
  'embed-failed',
] as const;

export const errorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCode>;

/**
 * An error as data. `message` is one or two English sentences saying what happened and what to do;
 * doors may translate by `code` with `details` as the variables. Never holds document text.
 */
export const contractError = z.strictObject({
  code: errorCode,
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type ContractError = z.infer<typeof contractError>;
export type ErrorDetails = NonNullable<ContractError['details']>;

/**
 * The one exception class thrown on purpose inside a module. The contract's server turns it into
 * data; anything else thrown becomes `internal`.
 */
export class CarrelFailure extends Error {
  override readonly name = 'CarrelFailure';
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.details = details;
  }

  /** The failure that an error as data tells of. */
  static from({ code, message, details }: ContractError): CarrelFailure {
    return new CarrelFailure(code, message, details);
  }

  /** The failure as plain data for the contract. */
  toData(): ContractError {
    const data: ContractError = { code: this.code, message: this.message };
    if (this.details !== undefined) data.details = this.details;
    return data;
  }
}
