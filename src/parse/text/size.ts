import { CarrelFailure } from '../../contract/errors.ts';

/** Larger text files are logs or data; as a tree they would not fit a parser's memory. */
const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/**
 * Refuses text files that are too large to hold as text and structure.
 *
 * @throws CarrelFailure `file-too-large`
 */
export function refuseLarge(bytes: Uint8Array): void {
  if (bytes.length <= MAX_TEXT_BYTES) return;
  throw new CarrelFailure(
    'file-too-large',
    `The file holds more than ${MAX_TEXT_BYTES / 1024 / 1024} MB of text. Split it and add the parts.`,
    { bytes: bytes.length },
  );
}
