import { opendir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import type { ModelFile } from '../contract/models.ts';
import { systemCodeOf } from '../process/system-error.ts';

/** Folders one in the other that are looked into, as on a USB stick with a folder a model. */
const MAX_DEPTH = 4;
/** Entries looked at: a stick is small, and a whole disk is not meant. */
const MAX_ENTRIES = 20_000;
/** Files that are returned at the most. */
const MAX_FILES = 100;

/**
 * The GGUF files that a path means: itself, or those in this folder and the folders in it, by
 * path. Links are not followed, and folders that cannot be opened are passed over.
 *
 * @throws CarrelFailure `path-missing`, `access-denied`.
 */
export async function findModelFiles(path: string): Promise<ModelFile[]> {
  const start = resolve(path);
  const entry = await stat(start).catch((cause: unknown) => {
    throw unreachable(cause);
  });
  if (!entry.isDirectory()) return [{ path: start, bytes: entry.size }];
  const files: ModelFile[] = [];
  const waiting = [{ folder: start, depth: 1 }];
  let seen = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { folder, depth } = next;
    const opened = await opendir(folder).catch((cause: unknown) => {
      if (depth === 1) throw unreachable(cause);
    });
    if (opened === undefined) continue;
    for await (const found of opened) {
      seen += 1;
      if (seen > MAX_ENTRIES || files.length >= MAX_FILES) break;
      const own = join(folder, found.name);
      if (found.isDirectory() && depth < MAX_DEPTH && !found.name.startsWith('.')) {
        waiting.push({ folder: own, depth: depth + 1 });
      } else if (found.isFile() && /^[^.].*\.gguf$/iu.test(found.name)) {
        files.push({ path: own, bytes: (await stat(own)).size });
      }
    }
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function unreachable(cause: unknown): CarrelFailure {
  return systemCodeOf(cause) === 'ENOENT'
    ? new CarrelFailure('path-missing', 'There is nothing at this path.', undefined, { cause })
    : new CarrelFailure('access-denied', 'This path cannot be read.', undefined, { cause });
}
