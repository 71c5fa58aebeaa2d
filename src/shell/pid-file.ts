import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../process/system-error.ts';
import { ownFolder } from './home.ts';

const prefix = 'owner-';

/** This process's file in `run/`, there while it owns the data folder, is about to, or is letting it go. */
export interface PidFile {
  /** Writes the engine's process id into it; the engine may outlive this process for a moment. */
  setEngine(pid: number | undefined): void;
  remove(): void;
}

/**
 * Writes the file, named by this process's id. It says who may be waited for, never who owns the folder (that
 * is the engine's lock), so that one left behind by a kill does no harm.
 */
export function writePidFile(home: string): PidFile {
  // Removes those of processes that were killed, so that they do not pile up.
  isOtherProcessAlive(home);
  const file = join(ownFolder(home, 'run'), `${prefix}${process.pid}`);
  write(file, '');
  return {
    setEngine(pid) {
      if (pid !== undefined) write(file, String(pid));
    },
    remove() {
      remove(file);
    },
  };
}

/**
 * Whether another process of Carrel, or an engine that one left behind, is alive and may soon
 * answer for the data folder or let it go. Removes the files of dead processes.
 */
export function isOtherProcessAlive(home: string): boolean {
  const folder = ownFolder(home, 'run');
  let found = false;
  for (const name of readdirSync(folder)) {
    const owner = name.startsWith(prefix) ? processId(name.slice(prefix.length)) : undefined;
    if (owner === undefined || owner === process.pid) continue;
    const file = join(folder, name);
    const engine = processId(read(file));
    if (isAlive(owner) || (engine !== undefined && isAlive(engine))) found = true;
    else remove(file);
  }
  return found;
}

function processId(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/u.test(text) ? Number(text) : undefined;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Removed meanwhile by its owner.
    return '';
  }
}

/** Without the file the folder works as well; other processes only wait less long. */
function write(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600 });
  } catch {
    // A full disk: the engine says so with its own words.
  }
}

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Windows: held for a moment by a virus scanner; the next look removes it.
  }
}
