import { CarrelFailure } from './errors.ts';

/** Larger files are refused: a parser holds a file in memory whole. */
export const maxFileBytes = 512 * 1024 * 1024;

/** Throws `file-too-large` where a file of so many bytes is not read. */
export function assertFileFits(bytes: number): void {
  if (bytes <= maxFileBytes) return;
  throw new CarrelFailure(
    'file-too-large',
    `The file is larger than ${maxFileBytes / 1024 / 1024} MB. Split it and add the parts.`,
    { bytes },
  );
}

/** Locks and leftovers of other programs. */
const temporaryNames = /^(?:~\$|~.*\.tmp$|thumbs\.db$|desktop\.ini$)|\.(?:tmp|part|crdownload)$/iu;

/** What of a folder's files no one means to ask about. */
export interface NameRules {
  readonly ignoreHidden: boolean;
  readonly ignoreTemporary: boolean;
}

/** Endings of picture files, which are shown as pages like a PDF's. */
const pictureTypes = new Set(['png', 'jpg', 'jpeg', 'tif', 'tiff', 'webp', 'bmp', 'gif']);

/** Whether files of a type, a name's ending in lower case, are pictures. */
export function isPictureType(type: string): boolean {
  return pictureTypes.has(type);
}

/** True for names that are passed over within a folder; both kinds, unless a person wants them read. */
export function isIgnored(name: string, rules?: NameRules): boolean {
  return (
    ((rules?.ignoreHidden ?? true) && name.startsWith('.')) ||
    ((rules?.ignoreTemporary ?? true) && temporaryNames.test(name))
  );
}
