/** Characters of a title that become the file's name. */
const NAME = 80;

/** A name that every file system takes: letters, digits, spaces and dashes of the title. */
export function fileName(title: string): string {
  const kept = title.replaceAll(/[^\p{L}\p{N} _-]+/gu, ' ').replaceAll(/\s+/gu, ' ');
  return kept.slice(0, NAME).toWellFormed().trim() || 'Carrel';
}
