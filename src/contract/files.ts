/** Larger files are refused: a parser holds a file in memory whole. */
export const maxFileBytes = 512 * 1024 * 1024;

/** Files that no one means to ask about: hidden ones, locks and leftovers of office programs. */
const ignoredNames = /^(?:\.|~\$|~.*\.tmp$|thumbs\.db$|desktop\.ini$)|\.(?:tmp|part|crdownload)$/iu;

/** Endings of picture files, which are shown as pages like a PDF's. */
const pictureTypes = new Set(['png', 'jpg', 'jpeg', 'tif', 'tiff', 'webp', 'bmp', 'gif']);

/** Whether files of a type, a name's ending in lower case, are pictures. */
export function isPictureType(type: string): boolean {
  return pictureTypes.has(type);
}

/** True for names that are passed over within a folder. */
export function isIgnored(name: string): boolean {
  return ignoredNames.test(name);
}
