import type { Dirent, Stats } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import type { FoundFile } from '../store/types.ts';

/** What a scan comes upon: a file to record, or a path it could not look at. */
export type Found =
  | { readonly kind: 'file'; readonly file: FoundFile }
  | { readonly kind: 'unreadable'; readonly path: string };

/** Files that no one means to ask about: hidden ones, locks and leftovers of office programs. */
const ignoredNames = /^(?:\.|~\$|~.*\.tmp$|thumbs\.db$|desktop\.ini$)|\.(?:tmp|part|crdownload)$/iu;

/** True for names a scan passes over. */
export function isIgnored(name: string): boolean {
  return ignoredNames.test(name);
}

/**
 * Walks the given files and folders, in the order of names, without following links that lead
 * back into a folder already walked. A path named by the person is taken even where its name would
 * be passed over within a folder.
 *
 * @throws CarrelFailure `path-missing` when a given path does not exist, `access-denied` when it
 * may not be read.
 */
export async function* scan(
  paths: readonly string[],
  collection: string,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  const walked = new Set<string>();
  for (const given of paths) {
    const path = resolve(given);
    const entry = await statGiven(path);
    if (entry.isDirectory()) yield* walk(path, path, collection, walked, signal);
    else if (entry.isFile())
      yield { kind: 'file', file: found(dirname(path), path, collection, entry) };
  }
}

async function statGiven(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (cause) {
    if (errorCodeOf(cause) === 'ENOENT') {
      throw new CarrelFailure(
        'path-missing',
        `There is nothing at ${path}. Check the spelling of the path.`,
        { path },
        { cause },
      );
    }
    throw new CarrelFailure(
      'access-denied',
      `${path} cannot be read. Check that you may read this folder.`,
      { path },
      { cause },
    );
  }
}

async function* walk(
  root: string,
  folder: string,
  collection: string,
  walked: Set<string>,
  signal: AbortSignal,
): AsyncGenerator<Found> {
  signal.throwIfAborted();
  const entries: Dirent[] = [];
  try {
    const real = await realpath(folder);
    if (walked.has(real)) return;
    walked.add(real);
    for await (const entry of await opendir(folder)) entries.push(entry);
  } catch {
    yield { kind: 'unreadable', path: folder };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (isIgnored(entry.name)) continue;
    signal.throwIfAborted();
    const path = join(folder, entry.name);
    const target = entry.isSymbolicLink() ? await statQuietly(path) : await lstatQuietly(path);
    if (target === undefined) yield { kind: 'unreadable', path };
    else if (target.isDirectory()) yield* walk(root, path, collection, walked, signal);
    else if (target.isFile()) yield { kind: 'file', file: found(root, path, collection, target) };
  }
}

function found(root: string, path: string, collection: string, entry: Stats): FoundFile {
  return {
    root,
    document: relative(root, path).split(sep).join('/').normalize('NFC') || basename(path),
    path,
    collection,
    type: extname(path).slice(1).toLowerCase(),
    bytes: entry.size,
    modifiedMs: Math.trunc(entry.mtimeMs),
  };
}

async function statQuietly(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

async function lstatQuietly(path: string): Promise<Stats | undefined> {
  return lstat(path).catch(() => undefined);
}

/** The `code` of a system error, or undefined. */
export function errorCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
