import { lstat, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { StoragePart } from '../contract/settings.ts';
import { keptFolderOf } from '../store/library/library.ts';

type What = StoragePart['what'];

/** Which part of the data folder an entry of it belongs to. */
function partOf(name: string, kept: string, home: string): What {
  if (name.startsWith('catalogue.sqlite')) return 'catalogue';
  if (name === 'vectors') return 'vectors';
  if (name === 'models') return 'models';
  if (join(home, name) === kept) return 'kept-copies';
  if (name === 'tmp') return 'temporary';
  return 'other';
}

/** Bytes of what lies in the data folder, by what it is; the parts in a fixed order. */
export async function measureStorage(
  home: string,
): Promise<{ home: string; parts: StoragePart[] }> {
  const folder = resolve(home);
  const kept = keptFolderOf(folder);
  const bytes = new Map<What, number>();
  for (const name of await readdir(folder)) {
    const what = partOf(name, kept, folder);
    bytes.set(what, (bytes.get(what) ?? 0) + (await sizeOf(join(folder, name))));
  }
  const places: readonly [What, string][] = [
    ['catalogue', join(folder, 'catalogue.sqlite')],
    ['vectors', join(folder, 'vectors')],
    ['kept-copies', kept],
    ['models', join(folder, 'models')],
    ['temporary', join(folder, 'tmp')],
    ['other', folder],
  ];
  const parts = places.map(([what, path]) => ({ what, path, bytes: bytes.get(what) ?? 0 }));
  return { home: folder, parts };
}

/**
 * Bytes of a file, or of all files below a folder; links are not followed. What is gone meanwhile counts
 * nothing: temporary files and folders come and go.
 */
async function sizeOf(path: string): Promise<number> {
  const entry = await lstat(path).catch(() => undefined);
  if (entry?.isFile() === true) return entry.size;
  if (entry?.isDirectory() !== true) return 0;
  let bytes = 0;
  for (const name of await readdir(path).catch(() => [])) bytes += await sizeOf(join(path, name));
  return bytes;
}
