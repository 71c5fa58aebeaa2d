import { CarrelFailure } from '../contract/errors.ts';

/** The failure for a file that no parser reads; `what` completes "This looks like ...". */
export function unsupported(what: string): CarrelFailure {
  return new CarrelFailure(
    'format-unsupported',
    `This looks like ${what}, which Carrel does not read. Save it as PDF, Word or text to add it.`,
    { looksLike: what },
  );
}

/** The failure for a file that only opens with a password. */
export function encrypted(): CarrelFailure {
  return new CarrelFailure(
    'file-encrypted',
    'The file is protected by a password. Save it without one to add it.',
  );
}
