import { promises as fs } from 'node:fs';
import path from 'node:path';
import { flushFolder, flushToDisk } from '../process/flush.ts';
import { systemCodeOf } from '../process/system-error.ts';

export interface StoredFile {
  /** Path below the folder, `/`-separated. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Files below a folder, with their sizes; empty where there is no folder. */
export async function listFiles(folder: string): Promise<{ file: string; bytes: number }[]> {
  const files: { file: string; bytes: number }[] = [];
  let entries;
  try {
    entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return files;
    throw error;
  }
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const absolute = path.join(entry.parentPath, entry.name);
    const { size } = await fs.stat(absolute);
    files.push({ file: path.relative(folder, absolute).split(path.sep).join('/'), bytes: size });
  }
  return files;
}

/**
 * Forces files and every folder that leads to them, from `folder` down, onto the disk. LanceDB
 * itself never does, so a commit of its may be lost or half there after a power cut.
 */
export async function syncFiles(folder: string, files: readonly string[]): Promise<void> {
  const folders = new Set([folder]);
  for (const file of files) {
    flushToDisk(path.join(folder, file));
    for (let up = path.dirname(file); up !== '.'; up = path.dirname(up)) {
      folders.add(path.join(folder, up));
    }
  }
  for (const one of folders) flushFolder(one);
}
