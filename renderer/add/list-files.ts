import { isIgnored, maxFileBytes } from '../../src/contract/files.ts';
import type { Problem } from './additions.ts';

/** A file to be copied, under its path below what was chosen or dropped. */
export interface NamedFile {
  /** `/`-separated. */
  readonly name: string;
  readonly file: File;
}

export interface Listed {
  readonly files: readonly NamedFile[];
  readonly problems: readonly Problem[];
  /** There are more than `MAX_FILES`; the list is of no use. */
  readonly tooMany: boolean;
}

/** Files that one gesture can copy; more are added by their folder's path. */
export const MAX_FILES = 20_000;

/** Names the files of a file chooser; those of a folder carry their path below it. */
export function listChosen(chosen: readonly File[]): Listed {
  const list = new FileList();
  for (const file of chosen) {
    const name = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
    const inFolder = name.split('/').slice(1);
    if (inFolder.some((part) => isIgnored(part))) continue;
    if (!list.add(name, file)) break;
  }
  return list;
}

/**
 * Walks what was dropped, folders included. `found` is called with the number of files so far. Within a
 * folder, hidden files are passed over without a word, as they are on the desktop.
 */
export async function listDropped(
  entries: readonly FileSystemEntry[],
  found: (files: number) => void,
  signal: AbortSignal,
): Promise<Listed> {
  const list = new FileList();
  const waiting = entries.filter(({ name, isDirectory }) => {
    const hidden = isDirectory && isIgnored(name);
    if (hidden) list.problems.push({ name, why: 'hidden' });
    return !hidden;
  });
  for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
    if (signal.aborted || list.tooMany) break;
    const name = entry.fullPath.replace(/^\//u, '');
    try {
      if (isFolder(entry)) {
        for (const child of await childrenOf(entry))
          if (!isIgnored(child.name)) waiting.push(child);
      } else if (isFile(entry)) list.add(name, await fileOf(entry));
    } catch {
      list.problems.push({ name, why: { code: 'access-denied', message: '' } });
    }
    found(list.files.length);
  }
  return list;
}

class FileList implements Listed {
  readonly files: NamedFile[] = [];
  readonly problems: Problem[] = [];
  tooMany = false;

  /** False once there are too many. */
  add(name: string, file: File): boolean {
    const why = reasonAgainst(name, file);
    if (why !== null) this.problems.push({ name, why });
    else if (this.files.length >= MAX_FILES) this.tooMany = true;
    else this.files.push({ name, file });
    return !this.tooMany;
  }
}

/** What the engine would refuse after the whole of it has been copied. */
function reasonAgainst(name: string, file: File): Problem['why'] | null {
  if (isIgnored(name.split('/').at(-1) ?? '')) return 'hidden';
  if (/^(?:audio|video)\//u.test(file.type)) return 'media';
  return file.size > maxFileBytes ? { code: 'file-too-large', message: '' } : null;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  // A reader hands out a hundred at a time, and at last none.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return children;
    children.push(...some);
    if (children.length > MAX_FILES) return children;
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return await new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}
