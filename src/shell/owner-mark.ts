import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../process/system-error.ts';
import { ownFolder } from './home.ts';

const prefix = 'owner-';

/** A sign in the data folder that this process owns it, is about to, or is letting it go. */
export interface OwnerMark {
  /** Adds the engine's process, which may outlive this one for a moment. */
  engine(pid: number | undefined): void;
  remove(): void;
}

/**
 * Leaves the sign, in a file of this process's own: it says who may be waited for, never who
 * owns (that is the engine's lock), so that one left behind by a kill does no harm.
 */
export function leaveMark(home: string): OwnerMark {
  // Those of processes that were killed are removed, so that they do not pile up.
  othersAtWork(home);
  const file = join(ownFolder(home, 'run'), `${prefix}${process.pid}`);
  write(file, '');
  return {
    engine(pid) {
      if (pid !== undefined) write(file, String(pid));
    },
    remove() {
      remove(file);
    },
  };
}

/**
 * Whether another process of Carrel, or an engine that one left behind, is alive and may soon
 * answer for the data folder or let it go. Signs of dead processes are removed.
 */
export function othersAtWork(home: string): boolean {
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

/** Without a sign the folder works as well; others are only less patient. */
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
