import type { Dirent, Stats } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import type { Ignoring } from '../contract/ignoring.ts';
import { systemCodeOf } from '../process/system-error.ts';
import type { FoundFile } from '../store/types/documents.ts';
import { IgnoreRules } from './ignore-rules.ts';
import { isPlaceholder, onlineOnly } from './placeholder.ts';
import { accessDenied, isDenial, mayRead, readingFailure } from './reading-failure.ts';

/** One thing that a scan finds. */
export type Found =
  | { readonly kind: 'file'; readonly file: FoundFile }
  /** A folder that is walked now. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A file or folder that the rules pass over. */
  | { readonly kind: 'ignored'; readonly path: string }
  /** A folder that cannot be opened, a link that leads nowhere, a placeholder; recorded like a file. */
  | { readonly kind: 'unreadable'; readonly file: FoundFile; readonly reason: ContractError };

export interface ScanOptions {
  readonly collection: string;
  readonly signal: AbortSignal;
  /** A folder that is never walked: the data folder, whose own files are no documents. */
  readonly except?: string | undefined;
  /** What is passed over; the defaults where absent. */
  readonly ignoring?: Ignoring | undefined;
  /** Whether a file may be read; the system's own answer where absent. */
  readonly mayRead?: ((path: string) => Promise<boolean>) | undefined;
}

/** The type of an unreadable folder's line in the library. */
export const FOLDER_TYPE = 'folder';

/**
 * Walks the given files and folders, in the order of names, without following links that lead
 * back into a folder already walked. A path named by the person is taken even where its name would
 * be passed over within a folder.
 *
 * @throws CarrelFailure `path-missing` when a given path does not exist, `access-denied` when it
 * may not be read, `file-unreachable` when it cannot be just now, `format-unsupported` when it is
 * neither a file nor a folder.
 */
export async function* scan(paths: readonly string[], options: ScanOptions): AsyncGenerator<Found> {
  const walked = new Set<string>();
  // All are looked at before any is read: a wrong path must not leave half of an import.
  const given: { readonly path: string; readonly entry: Stats }[] = [];
  for (const path of paths.map((each) => resolve(each))) {
    given.push({ path, entry: await statGiven(path) });
  }
  if (options.except !== undefined) walked.add(options.except);
  for (const { path, entry } of given) {
    const rules = IgnoreRules.of(path, options.ignoring);
    if (entry.isDirectory()) yield* walk(path, path, walked, rules, options);
    else yield await readable(found(dirname(path), path, options.collection, entry), options);
  }
}

async function statGiven(path: string): Promise<Stats> {
  try {
    const entry = await stat(path);
    if (entry.isDirectory() || entry.isFile()) return entry;
    throw new CarrelFailure(
      'format-unsupported',
      `${path} is neither a file nor a folder. Give the path of a document or of a folder with documents.`,
      { path },
    );
  } catch (cause) {
    if (cause instanceof CarrelFailure) throw cause;
    if (systemCodeOf(cause) === 'ENOENT') {
      throw new CarrelFailure(
        'path-missing',
        `There is nothing at ${path}. Check the spelling of the path.`,
        { path },
        { cause },
      );
    }
    if (isDenial(cause)) {
      throw new CarrelFailure(
        'access-denied',
        `${path} cannot be read. Check that you may read this folder.`,
        { path },
        { cause },
      );
    }
    throw readingFailure(cause, 'folder');
  }
}

async function* walk(
  root: string,
  folder: string,
  walked: Set<string>,
  above: IgnoreRules,
  options: ScanOptions,
): AsyncGenerator<Found> {
  const { collection, signal } = options;
  signal.throwIfAborted();
  const entries: Dirent[] = [];
  try {
    const real = await realpath(folder);
    if (walked.has(real)) return;
    walked.add(real);
    for await (const entry of await opendir(folder)) entries.push(entry);
  } catch (cause) {
    const file = { ...found(root, folder, collection), type: FOLDER_TYPE };
    yield { kind: 'unreadable', file, reason: readingFailure(cause, 'folder').toData() };
    return;
  }
  yield { kind: 'folder', path: folder };
  const rules = await above.within(folder);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (rules.ignores(path, entry.isDirectory())) {
      yield { kind: 'ignored', path };
      continue;
    }
    signal.throwIfAborted();
    const target = await statWithin(entry, path);
    if ('reason' in target) {
      const file = found(root, path, collection);
      const type = entry.isDirectory() ? FOLDER_TYPE : file.type;
      yield { kind: 'unreadable', file: { ...file, type }, reason: target.reason };
    } else if (target.isDirectory()) yield* walk(root, path, walked, rules, options);
    else if (target.isFile() && rules.isTooLarge(target.size)) yield { kind: 'ignored', path };
    else if (target.isFile()) {
      const file = found(root, path, collection, target);
      if (isPlaceholder(target)) yield { kind: 'unreadable', file, reason: onlineOnly };
      else yield await readable(file, options);
    }
  }
}

/** A file whose size and time can be told may be closed to this account all the same. */
async function readable(file: FoundFile, options: ScanOptions): Promise<Found> {
  if (await (options.mayRead ?? mayRead)(file.path)) return { kind: 'file', file };
  return { kind: 'unreadable', file, reason: accessDenied('file').toData() };
}

const goneOrBroken = new CarrelFailure(
  'path-missing',
  'This leads to a file that is not there. Mend the link, or bring the file back, then add it again.',
).toData();

/** Nothing is there, or a link goes round in circles. */
const leadsNowhere: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP']);

/** Node gives a name that is no UTF-8 with U+FFFD in it, by which nothing can be opened. */
const nameUnreadable = new CarrelFailure(
  'path-missing',
  'The name of this file is written in an encoding that cannot be read. Rename it, then add it again.',
).toData();

function found(root: string, path: string, collection: string, entry?: Stats): FoundFile {
  return {
    root,
    document: relative(root, path).split(sep).join('/').normalize('NFC') || basename(path),
    path,
    collection,
    type: extname(path).slice(1).toLowerCase(),
    bytes: entry?.size ?? 0,
    modifiedMs: Math.trunc(entry?.mtimeMs ?? 0),
  };
}

/** What lies at an entry of a folder, through links; or why that cannot be told. */
async function statWithin(entry: Dirent, path: string): Promise<Stats | { reason: ContractError }> {
  try {
    return entry.isSymbolicLink() ? await stat(path) : await lstat(path);
  } catch (cause) {
    if (leadsNowhere.has(systemCodeOf(cause))) {
      return { reason: entry.name.includes('\uFFFD') ? nameUnreadable : goneOrBroken };
    }
    return { reason: readingFailure(cause, entry.isDirectory() ? 'folder' : 'file').toData() };
  }
}
