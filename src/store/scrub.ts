import { fstatSync, readSync, writeSync } from 'node:fs';
import { yieldToEventLoop } from './yield-to-event-loop.ts';
import { emptyLog } from './catalogue.ts';
import type { Database } from './database.ts';

/** Bytes looked at before other work has its turn; a multiple of every page size of SQLite. */
const CHUNK = 4 * 1024 * 1024;
/** Where SQLite's locks lie, on a page that holds nothing; Windows lets nobody else read it. */
const LOCKS = 2 ** 30;
/** A catalogue up to this size is scrubbed at one go, within about half a second. */
const MAX_AT_ONCE = 512 * 1024 * 1024;
/** SQLite's file format, 1.6: kinds of pages of a tree, with the length of their headers. */
const headers: ReadonlyMap<number, number> = new Map([
  [2, 12],
  [5, 12],
  [10, 8],
  [13, 8],
]);

/**
 * Overwrites what SQLite leaves of moved rows in the free middle of its pages: `secure_delete` clears a
 * row where it lies and no copies that it left behind when pages were joined or divided (docs/adr/0266).
 * In steps between which other work has its turn.
 */
export async function scrub(database: Database): Promise<void> {
  for (let from = 0; scrubFrom(database, from); from += CHUNK) await yieldToEventLoop();
}

/** Like `scrub`, in one synchronous step, where the catalogue is small enough for that. */
export function scrubSmall(database: Database): void {
  if (fstatSync(database.descriptor()).size > MAX_AT_ONCE) return;
  for (let from = 0; scrubFrom(database, from); from += CHUNK);
}

/** Scrubs the pages of one step; false after the last. */
function scrubFrom(database: Database, from: number): boolean {
  // Nothing may hold an older picture of these pages that would be written over them.
  emptyLog(database);
  database.exec('PRAGMA shrink_memory');
  const file = database.descriptor();
  const size = Number(database.get('PRAGMA page_size')?.['page_size'] ?? 4096);
  const start = from === LOCKS ? from + size : from;
  const pages = Buffer.alloc(CHUNK - (start - from));
  const read = readSync(file, pages, 0, pages.length, start);
  for (let page = 0; page + size <= read; page += size) {
    const gap = gapOf(pages.subarray(page, page + size), start + page === 0 ? 100 : 0);
    if (gap === undefined) continue;
    const [left, right] = [page + gap[0], page + gap[1]];
    if (pages.subarray(left, right).every((byte) => byte === 0)) continue;
    writeSync(file, Buffer.alloc(right - left), 0, right - left, start + left);
  }
  return start + read < fstatSync(file).size;
}

/** The free middle of a page of a tree: after the places of its cells and before the cells. */
function gapOf(page: Buffer, header: number): readonly [number, number] | undefined {
  const length = headers.get(page[header] ?? 0);
  if (length === undefined) return undefined;
  const places = header + length;
  const start = places + 2 * page.readUInt16BE(header + 3);
  const end = page.readUInt16BE(header + 5);
  if (start >= end || end > page.length) return undefined;
  for (let place = places; place < start; place += 2) {
    // The page is damaged: what it holds is not to be made worse.
    if (page.readUInt16BE(place) < end) return undefined;
  }
  return [start, end];
}
