import { basename, join, relative, sep } from 'node:path';
import type { EarlierCopy } from '../store/library/earlier-copies.ts';

/** Where a whole copy goes, by the documents of its collection that are copies of that name. */
export interface KeptPlace {
  /** Its path. */
  readonly path: string;
  /** What is to be added: the folder of its drop, or the copy alone. */
  readonly add: string;
  /** The same bytes lie there already. */
  readonly there: boolean;
  /** Readable documents of the same name below the folder dropped, with other text. */
  readonly namesakes: readonly number[];
}

/**
 * A file that was dropped before, with the same bytes, is not kept twice; one that could not be read
 * gives way to what comes in its name, also where only the file of a dropped folder is dropped again.
 * What was read is never replaced: it stays beside the new one.
 *
 * @param kept Folder of the kept copies.
 * @param folder That of the drop, below it.
 * @param names The file's path below the drop.
 * @param earlier Copies with the file's name, in whichever folder.
 * @param digest SHA-256 of the file; asked for only where it is needed.
 */
export async function placeOf(
  kept: string,
  folder: string,
  names: readonly string[],
  earlier: readonly EarlierCopy[],
  digest: () => Promise<string>,
): Promise<KeptPlace> {
  const named = earlier.filter(({ path }) => basename(path) === names.at(-1));
  const exact = named.filter(({ path }) => tailOf(kept, path) === names.join('/'));
  const readable = exact.filter(({ sha256 }) => sha256 !== null);
  const sha256 = readable.length === 0 ? null : await digest();
  const same = readable.find((copy) => copy.sha256 === sha256);
  if (same !== undefined) return { ...over(kept, same.path), there: true, namesakes: [] };
  const namesakes = readable.map(({ id }) => id);
  const unread = exact.find((copy) => copy.unread);
  if (unread !== undefined) return { ...over(kept, unread.path), there: false, namesakes };
  const [only, ...others] = named.filter((copy) => copy.unread);
  if (names.length === 1 && only !== undefined && others.length === 0) {
    return { path: only.path, add: only.path, there: false, namesakes };
  }
  return { path: join(folder, ...names), add: folder, there: false, namesakes };
}

function over(kept: string, path: string): Pick<KeptPlace, 'path' | 'add'> {
  const [drop = ''] = relative(kept, path).split(sep);
  return { path, add: join(kept, drop) };
}

/** The path below its drop, `/`-separated. */
function tailOf(kept: string, path: string): string {
  return relative(kept, path).split(sep).slice(1).join('/');
}
