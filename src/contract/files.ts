/** Larger files are refused: a parser holds a file in memory whole. */
export const maxFileBytes = 512 * 1024 * 1024;

/** Files that no one means to ask about: hidden ones, locks and leftovers of office programs. */
const ignoredNames = /^(?:\.|~\$|~.*\.tmp$|thumbs\.db$|desktop\.ini$)|\.(?:tmp|part|crdownload)$/iu;

/** True for names that are passed over within a folder. */
export function isIgnored(name: string): boolean {
  return ignoredNames.test(name);
}
