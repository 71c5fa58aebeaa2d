import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { flushFolder } from '../process/flush.ts';
import { listFiles, syncFiles } from './durable.ts';
import { storeFailure, toFailure } from './failures.ts';

/** Complete and on the disk: it takes the store's place when the store is opened next. */
const READY = 'replacement';
/** Still being put together; gone at the next opening. */
const UNFINISHED = 'replacement.new';
const LOCK = 'lock';

/** What a replacement may bring; each part that is there replaces the one in use. */
const parts = ['vectors', 'kept', 'catalogue.sqlite'] as const;
/** What SQLite keeps beside a catalogue, which must not be taken for the new one's. */
const companions = ['catalogue.sqlite-wal', 'catalogue.sqlite-shm', 'catalogue.sqlite-journal'];

/** A new, empty folder in the data folder in which a replacement is put together. */
export function beginReplacement(home: string): string {
  const folder = path.join(home, UNFINISHED);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** Deletes a replacement that was begun and is not committed. */
export function abandonReplacement(home: string): void {
  rmSync(path.join(home, UNFINISHED), { recursive: true, force: true });
}

/** From here on the replacement is what the data folder holds, whatever happens. */
export async function commitReplacement(home: string): Promise<void> {
  const folder = path.join(home, UNFINISHED);
  const files = await listFiles(folder);
  await syncFiles(
    folder,
    files.map(({ file }) => file),
  );
  rmSync(path.join(home, READY), { recursive: true, force: true });
  renameSync(folder, path.join(home, READY));
  flushFolder(home);
}

/**
 * Puts a replacement in place where one is ready; goes on where a crash interrupted it. Before the
 * store is opened. Throws `home-in-use` while another process does the same.
 */
export async function takeReplacement(home: string): Promise<void> {
  const ready = path.join(home, READY);
  try {
    abandonReplacement(home);
    if (!existsSync(ready)) return;
    const lock = lockedBy(path.join(ready, LOCK));
    try {
      for (const part of parts) {
        const from = path.join(ready, part);
        if (!existsSync(from)) continue;
        if (part === 'catalogue.sqlite') {
          for (const name of companions) rmSync(path.join(home, name), { force: true });
        }
        rmSync(path.join(home, part), { recursive: true, force: true });
        renameSync(from, path.join(home, part));
      }
      flushFolder(home);
    } finally {
      lock.close();
    }
    for (const name of readdirSync(ready)) rmSync(path.join(ready, name), { recursive: true });
    rmdirSync(ready);
    flushFolder(home);
  } catch (error) {
    throw toFailure(error);
  }
}

function lockedBy(file: string): DatabaseSync {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw storeFailure('home-in-use', error);
  }
}
