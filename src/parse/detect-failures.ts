import { CarrelFailure } from '../contract/errors.ts';

/** Advice for files of formats that are not read. */
export const remedies = {
  document: 'Save it as PDF, Word or text to add it.',
  archive: 'Unpack it and add what is in it.',
  photo: 'Save it as JPEG or PDF to add it.',
  recording: 'Add a transcript of it instead.',
} as const;

/** The failure for a file that no parser reads; `what` completes "This looks like ...". */
export function unsupported(
  what: string,
  remedy: keyof typeof remedies = 'document',
): CarrelFailure {
  return new CarrelFailure(
    'format-unsupported',
    `This looks like ${what}, which Carrel does not read. ${remedies[remedy]}`,
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
