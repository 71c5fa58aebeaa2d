import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Random } from './random.ts';
import type { DiskEvent } from './traced-writes.ts';

/** What a power cut leaves of what was not synced: nothing, all of it, or any part of it. */
export type Left = 'nothing' | 'everything' | 'some';

type Change = (bytes: Buffer) => Buffer;

class File {
  now: Buffer = Buffer.alloc(0);
  synced: Buffer = Buffer.alloc(0);
  unsynced: Change[] = [];

  change(change: Change): void {
    this.now = change(this.now);
    this.unsynced.push(change);
  }

  sync(): void {
    this.synced = this.now;
    this.unsynced = [];
  }

  left(left: Left, random: Random): Buffer {
    if (left !== 'some') return left === 'nothing' ? this.synced : this.now;
    return this.unsynced
      .filter(() => random.below(2) === 0)
      .reduce((bytes, change) => change(bytes), this.synced);
  }
}

class Folder {
  readonly now = new Map<string, File | Folder>();
  synced = new Map<string, File | Folder>();

  sync(): void {
    this.synced = new Map(this.now);
  }

  left(left: Left, random: Random): Map<string, File | Folder> {
    if (left !== 'some') return left === 'nothing' ? this.synced : this.now;
    const names = new Set([...this.now.keys(), ...this.synced.keys()]);
    return new Map(
      [...names].flatMap((name) => {
        const entry = (random.below(2) === 0 ? this.now : this.synced).get(name);
        return entry === undefined ? [] : [[name, entry] as const];
      }),
    );
  }
}

/**
 * A disk that keeps what was synced and no more: a file's bytes since its own last sync and a folder's
 * names since the folder's. Stricter than most file systems, which keep more, and in order.
 */
export class UnsyncedDisk {
  readonly #root: string;
  readonly #top = new Folder();

  constructor(root: string) {
    this.#root = root;
  }

  /** Takes over what happened below the root. */
  apply(event: DiskEvent): void {
    if (event.kind === 'said' || !event.path.startsWith(`${this.#root}/`)) {
      if (event.kind === 'sync' && event.path === this.#root) this.#top.sync();
      return;
    }
    const folder = this.#folder(dirname(event.path));
    const name = basename(event.path);
    const entry = folder?.now.get(name);
    switch (event.kind) {
      case 'create':
        if (entry === undefined) folder?.now.set(name, new File());
        else if (event.truncate && entry instanceof File) entry.change(() => Buffer.alloc(0));
        break;
      case 'write':
        if (entry instanceof File) entry.change((bytes) => written(bytes, event));
        break;
      case 'resize':
        if (entry instanceof File) entry.change((bytes) => resized(bytes, event.size));
        break;
      case 'rename':
      case 'link':
        if (entry === undefined) break;
        this.#folder(dirname(event.to))?.now.set(basename(event.to), entry);
        if (event.kind === 'rename') folder?.now.delete(name);
        break;
      case 'remove':
        folder?.now.delete(name);
        break;
      case 'folder':
        folder?.now.set(name, new Folder());
        break;
      default:
        entry?.sync();
    }
  }

  /** Writes what a power cut now would leave into a new folder. */
  cut(target: string, left: Left, random: Random): void {
    write(this.#top, target, left, random);
  }

  #folder(path: string): Folder | undefined {
    if (path === this.#root) return this.#top;
    const found = this.#folder(dirname(path))?.now.get(basename(path));
    return found instanceof Folder ? found : undefined;
  }
}

function write(folder: Folder, target: string, left: Left, random: Random): void {
  mkdirSync(target);
  for (const [name, entry] of folder.left(left, random)) {
    if (entry instanceof Folder) write(entry, join(target, name), left, random);
    else writeFileSync(join(target, name), entry.left(left, random));
  }
}

function written(bytes: Buffer, { data, offset = bytes.length }: WriteEvent): Buffer {
  const next = resized(bytes, Math.max(bytes.length, offset + data.length));
  data.copy(next, offset);
  return next;
}

type WriteEvent = Extract<DiskEvent, { kind: 'write' }>;

function resized(bytes: Buffer, size: number): Buffer {
  const next = Buffer.alloc(size);
  bytes.copy(next, 0, 0, size);
  return next;
}
