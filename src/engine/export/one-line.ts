// Control characters, what XML 1.0 cannot hold, and the marks that reorder what stands beside them.
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const UNSAFE = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;

/** Text of a document or a person for a line of an export: nothing in it moves or hides the rest. */
export function oneLine(text: string): string {
  return text.toWellFormed().replaceAll(UNSAFE, '').replaceAll(/\s+/gu, ' ').trim();
}
