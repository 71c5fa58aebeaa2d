import { z } from 'zod';

/** Where a document was left: ids and numbers only, never a name or text. */
const position = z.strictObject({
  id: z.string(),
  page: z.number().int().min(1),
  /** Part of the page's height above the top edge of the view, 0 to 1. */
  fraction: z.number().min(0).max(1),
});
export type Position = Omit<z.infer<typeof position>, 'id'>;

const KEY = 'carrel-positions';
const MAX_POSITIONS = 200;

/** Where the document was left, or its beginning. */
export function readPosition(documentId: string): Position {
  const found = stored().find(({ id }) => id === documentId);
  return found ?? { page: 1, fraction: 0 };
}

/** Remembers where a document is left; the ones left longest ago are forgotten. */
export function savePosition(documentId: string, { page, fraction }: Position): void {
  const others = stored().filter(({ id }) => id !== documentId);
  const all = [{ id: documentId, page, fraction }, ...others].slice(0, MAX_POSITIONS);
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // No room, or storage is switched off: documents then open at their beginning.
  }
}

function stored(): readonly z.infer<typeof position>[] {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    const read = z.array(position).max(MAX_POSITIONS).safeParse(parsed);
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}
