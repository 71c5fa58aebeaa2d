import { CarrelFailure } from '../contract/errors.ts';
import { isIgnored } from '../contract/files.ts';

/** Folders one in the other, and bytes of one name (ext4, NTFS and APFS take about as many). */
const MAX_DEPTH = 32;
const MAX_NAME_BYTES = 240;
/** Names that are devices on Windows, with any ending (Win32 naming conventions). */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;
/** Control characters, and those that change the direction in which a name is read. */
const HOSTILE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const NOT_ON_WINDOWS = /[<>:"|?*]/u;

/**
 * The parts of the path of a dropped file, fit to be created below a folder. Whatever sends it is
 * not trusted: nothing that leads out of the folder, names a device or hides in a list passes.
 *
 * @throws CarrelFailure `invalid-input`; `format-unsupported` for names that are passed over in
 * folders too, such as hidden files.
 */
export function keptName(name: string): string[] {
  const parts = name.normalize('NFC').split('/');
  if (parts.length > MAX_DEPTH) throw refusal('it lies too deep in folders');
  for (const part of parts) {
    const reason = reasonAgainst(part);
    if (reason !== undefined) throw refusal(reason);
    if (isIgnored(part)) {
      throw new CarrelFailure(
        'format-unsupported',
        'Hidden files and leftovers of other programs are passed over.',
      );
    }
  }
  return parts;
}

function reasonAgainst(part: string): string | undefined {
  if (part === '' || part === '.' || part === '..') return 'it is not a path below a folder';
  if (part.includes('\\') || HOSTILE.test(part)) return 'it holds characters that no name may have';
  if (process.platform === 'win32' && NOT_ON_WINDOWS.test(part)) {
    return 'it holds characters that no name may have';
  }
  if (RESERVED.test(part) || /[. ]$/u.test(part)) return 'it is reserved on some systems';
  if (Buffer.byteLength(part) > MAX_NAME_BYTES) return 'it is too long';
  return undefined;
}

function refusal(reason: string): CarrelFailure {
  return new CarrelFailure(
    'invalid-input',
    `A file with this name cannot be kept: ${reason}. Rename the file, or add its folder by path.`,
    { field: 'name' },
  );
}
