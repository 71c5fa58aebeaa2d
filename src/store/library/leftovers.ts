import { readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../database.ts';
import { text } from '../row.ts';
import { isBelow } from './below.ts';
import { isImportPending } from './imports.ts';

/** The folder in which uploads are put together; no document can have its name. */
export const INCOMING = '.incoming';
/** A copy that was never added is swept after this time: its drop was given up. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** Notes the kept copies among documents that are about to be erased; part of that transaction. */
export function noteLeftovers(database: Database, kept: string, ids: readonly number[]): void {
  const rows = database.all(
    'SELECT DISTINCT path FROM documents WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  );
  for (const row of rows) {
    const file = fileOf(text(row, 'path'));
    if (isBelow(file, kept)) {
      database.run('INSERT OR IGNORE INTO leftovers (path) VALUES (?)', file);
    }
  }
}

/** Deletes the kept copies whose documents are erased; again after a crash in between. */
export function deleteLeftovers(database: Database, kept: string): void {
  for (const row of database.all('SELECT path FROM leftovers')) {
    const file = text(row, 'path');
    // In two collections, or added again meanwhile: then it is still wanted.
    if (isBelow(path.resolve(file), kept) && !isWanted(database, file)) {
      rmSync(file, { force: true });
      removeEmpty(path.dirname(file), kept);
    }
    database.run('DELETE FROM leftovers WHERE path = ?', file);
  }
}

/** Deletes the copies of a drop of which no document has come, whole and half. */
export function discardCopies(database: Database, kept: string, upload: string): void {
  rmSync(path.join(kept, INCOMING, upload), { recursive: true, force: true });
  for (const entry of entriesOf(path.join(kept, upload))) {
    const file = path.join(entry.parentPath, entry.name);
    if (!entry.isFile() || isWanted(database, file)) continue;
    rmSync(file, { force: true });
    removeEmpty(entry.parentPath, kept);
  }
}

/** Deletes unfinished uploads, and copies that were never added as documents. */
export function sweepKept(database: Database, kept: string): void {
  rmSync(path.join(kept, INCOMING), { recursive: true, force: true });
  for (const entry of entriesOf(kept)) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const changed = statSync(file, { throwIfNoEntry: false })?.ctimeMs ?? Date.now();
    if (Date.now() - changed < ABANDONED_MS) continue;
    if (isWanted(database, file) || isImportPending(database, file)) continue;
    rmSync(file, { force: true });
    removeEmpty(entry.parentPath, kept);
  }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch {
    return [];
  }
}

function isWanted(database: Database, file: string): boolean {
  const row = database.get(
    'SELECT 1 FROM documents WHERE path = ?1 OR (path >= ?2 AND path < ?3) LIMIT 1',
    file,
    `${file}!/`,
    `${file}!0`,
  );
  return row !== undefined;
}

/** The file that holds a document: itself, or the archive it is in. */
function fileOf(document: string): string {
  return document.split('!/', 1)[0] ?? document;
}

function removeEmpty(folder: string, kept: string): void {
  for (let at = folder; isBelow(at, kept); at = path.dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      return;
    }
  }
}
