import type { PDFDocumentProxy } from 'pdfjs-dist';
import { z } from 'zod';
import type { DocumentDetail } from '../../../src/contract/library.ts';

/** A line of the outline. `page` is found when it is asked for. */
export interface OutlineEntry {
  readonly title: string;
  /** 1 is outermost. */
  readonly level: number;
  readonly page: () => Promise<number | null>;
}

/** Bounds on what a file may claim. */
const MAX_ENTRIES = 2000;
const MAX_LEVEL = 6;

const bookmark = z.object({
  title: z.string(),
  dest: z.union([z.string(), z.array(z.unknown()), z.null()]),
  items: z.array(z.unknown()),
});
const destination = z.array(z.unknown()).min(1);
const reference = z.object({ num: z.number(), gen: z.number() });

/** The headings Carrel found. */
export function headingEntries({ outline }: DocumentDetail): readonly OutlineEntry[] {
  const outermost = Math.min(...outline.map(({ level }) => level));
  return outline.map(({ heading, level, page }) => ({
    title: heading,
    level: Math.min(MAX_LEVEL, level - outermost + 1),
    page: () => Promise.resolve(page),
  }));
}

/** A PDF's own bookmarks, those that lead to one of its pages. Addresses in them are left out. */
export async function bookmarkEntries(pdf: PDFDocumentProxy): Promise<readonly OutlineEntry[]> {
  const entries: OutlineEntry[] = [];
  const add = (items: readonly unknown[], level: number): void => {
    for (const item of items) {
      if (entries.length >= MAX_ENTRIES) return;
      const read = bookmark.safeParse(item);
      if (!read.success) continue;
      const { title, dest, items: below } = read.data;
      if (dest !== null && title.trim() !== '') {
        entries.push({ title: title.trim(), level, page: () => pageOf(pdf, dest) });
      }
      if (level < MAX_LEVEL) add(below, level + 1);
    }
  };
  const outline: unknown = await pdf.getOutline();
  if (Array.isArray(outline)) add(outline, 1);
  return entries;
}

async function pageOf(
  pdf: PDFDocumentProxy,
  dest: string | readonly unknown[],
): Promise<number | null> {
  try {
    const found: unknown = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
    const read = destination.safeParse(found);
    if (!read.success) return null;
    const [target] = read.data;
    const page =
      typeof target === 'number' ? target : await pdf.getPageIndex(reference.parse(target));
    return page >= 0 && page < pdf.numPages ? page + 1 : null;
  } catch {
    // A bookmark of a damaged file leads nowhere.
    return null;
  }
}
