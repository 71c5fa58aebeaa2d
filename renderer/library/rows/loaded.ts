import type { DocumentStatus } from '../../../src/contract/documents.ts';
import type { LibraryRow } from '../../../src/contract/library.ts';

/** Rows that are asked for at a time. */
export const PAGE_ROWS = 100;
/** Pages kept; those farthest from the ones just read go first. */
const MAX_PAGES = 20;

interface Page {
  readonly rows: readonly LibraryRow[];
  /** Of the library when the page was read. */
  readonly revision: number;
}

/** What is known of one filtered and sorted list. */
export interface Loaded {
  /** Names filter and order. */
  readonly key: string;
  /** Documents that pass the filter. */
  readonly total: number;
  /** Types and statuses of the collection, for the filters. */
  readonly types: readonly string[];
  readonly byStatus: Partial<Record<DocumentStatus, number>>;
  readonly pages: ReadonlyMap<number, Page>;
}

/** `before` with a page that was read; pages of another list are let go. */
export function withPage(
  before: Loaded | null,
  list: Omit<Loaded, 'pages'>,
  number: number,
  page: Page,
): Loaded {
  const pages = new Map(before?.key === list.key ? before.pages : []);
  pages.set(number, page);
  const far = [...pages.keys()].sort((a, b) => Math.abs(b - number) - Math.abs(a - number));
  for (const each of far.slice(0, Math.max(0, pages.size - MAX_PAGES))) pages.delete(each);
  return { ...list, pages };
}

/** The row at a place of the list; undefined while it is not known. */
export function rowAt(loaded: Loaded | null, index: number): LibraryRow | undefined {
  return loaded?.pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS];
}

/** Where a document stands among the known rows; -1 where it does not. */
export function indexOf(loaded: Loaded | null, id: string): number {
  for (const [number, { rows }] of loaded?.pages ?? []) {
    const within = rows.findIndex((row) => row.id === id);
    if (within !== -1) return number * PAGE_ROWS + within;
  }
  return -1;
}

/** A document's row, if it is among the known ones. */
export function rowOf(loaded: Loaded | null, id: string): LibraryRow | undefined {
  return rowAt(loaded, indexOf(loaded, id));
}
