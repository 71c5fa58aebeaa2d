import type { Database } from '../database.ts';
import { number } from '../row.ts';

/** Ranges of paths, the second of each pair excluded. */
export type PathRange = readonly [from: string, to: string];

/**
 * The ranges in which every path below a folder or an archive lies, by order of their bytes. Drives
 * and network shares of Windows are written with both separators.
 */
export function rangesBelow(folder: string): PathRange[] {
  const name = folder.replace(/[/\\]+$/u, '');
  const separators = name === '' || name.startsWith('/') ? ['/'] : ['/', '\\'];
  return [...separators, ...(name === '' ? [] : ['!/'])].map((separator): PathRange => {
    const last = separator.charCodeAt(separator.length - 1);
    const next = separator.slice(0, -1) + String.fromCharCode(last + 1);
    return [name + separator, name + next];
  });
}

/** Whether a path lies below a folder. */
export function isBelow(path: string, folder: string): boolean {
  return rangesBelow(folder).some(([from]) => path.startsWith(from));
}

/** Documents below a folder or archive, hidden ones too. */
export function idsBelow(database: Database, folder: string): number[] {
  return rangesBelow(folder).flatMap(([from, to]) =>
    database
      .all('SELECT id FROM documents WHERE path >= ? AND path < ?', from, to)
      .map((row) => number(row, 'id')),
  );
}
