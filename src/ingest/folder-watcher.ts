import { basename } from 'node:path';
import { watch, type FSWatcher } from 'chokidar';
import { CarrelFailure, type ErrorCode } from '../contract/errors.ts';
import { isIgnored, type NameRules } from '../contract/files.ts';
import { RULES_FILE } from './ignore-rules.ts';
import { SETTLING_MS } from './settling.ts';

/** A folder whose changes are followed. */
export interface WatchedFolder {
  readonly path: string;
  readonly collection: string;
}

export interface FolderWatcherOptions {
  /** The folders to watch, as they are now. */
  readonly folders: () => readonly WatchedFolder[];
  /** Looks through a folder anew; rejects where that is not possible now. */
  readonly rescan: (
    folder: WatchedFolder,
    signal: AbortSignal,
  ) => Promise<{ readonly unsettled: boolean }>;
  /** The names that are passed over; the defaults where absent. */
  readonly names?: () => NameRules;
  /** Called with a folder that is not there now. */
  readonly away?: (folder: WatchedFolder) => Promise<unknown>;
  /** Called with what kept a folder from being scanned or watched. */
  readonly log?: (what: string, error: unknown) => void;
  /** Milliseconds without a change before a folder is looked at: files are still being written. */
  readonly quietMs?: number;
  /** Milliseconds until a folder is looked at without a word of the system. */
  readonly againMs?: number;
  /** Milliseconds after the start before folders are looked at for what changed meanwhile. */
  readonly firstMs?: number;
}

/** A folder that changes all the time is still looked at this often. */
const MAX_WAIT_MS = 30_000;
/** Systems tell nothing of changes on network drives that others make. */
const AGAIN_MS = 15 * 60_000;
/** A single command is done by then and starts no reading. */
const FIRST_MS = 5_000;

/** What a folder is refused by that is only out of reach for a time. */
const awayCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['path-missing', 'file-unreachable']);

interface Followed {
  readonly folder: WatchedFolder;
  readonly watcher: FSWatcher;
  readonly again: NodeJS.Timeout;
  soon?: NodeJS.Timeout;
  /** It waits its turn to be looked at. */
  waits?: boolean;
  /** Time of the first change that has not been looked at. */
  since?: number;
}

/**
 * Follows watched folders and has them looked through again, one at a time, when something in them
 * has changed. What changed is found by the scan, which knows what is stored, not by the events.
 */
export class FolderWatcher {
  readonly #options: FolderWatcherOptions;
  readonly #followed = new Map<string, Followed>();
  readonly #stop = new AbortController();
  #work: Promise<void> = Promise.resolve();
  /** Works under way that nothing may be followed beside. */
  #held = 0;

  constructor(options: FolderWatcherOptions) {
    this.#options = options;
  }

  /** Follows what is watched now and lets go of what no longer is. */
  update(): void {
    if (this.#stop.signal.aborted || this.#held > 0) return;
    const wanted = new Map(this.#options.folders().map((folder) => [keyOf(folder), folder]));
    for (const [key, followed] of this.#followed) {
      if (!wanted.has(key)) this.#forget(key, followed);
    }
    for (const [key, folder] of wanted) {
      if (!this.#followed.has(key)) this.#followed.set(key, this.#follow(folder));
    }
  }

  /** Follows everything anew and looks at it at once: other files are passed over now. */
  followAnew(): void {
    this.#forgetAll();
    if (this.#stop.signal.aborted || this.#held > 0) return;
    for (const folder of this.#options.folders()) {
      this.#followed.set(keyOf(folder), this.#follow(folder, 0));
    }
  }

  /** Follows nothing while `work` is done, and after it what is to be watched by then. */
  async withoutWatching<T>(work: () => Promise<T>): Promise<T> {
    this.#held += 1;
    this.#forgetAll();
    try {
      return await work();
    } finally {
      this.#held -= 1;
      this.update();
    }
  }

  /** Ends all watching; a scan under way is given up. */
  async dispose(): Promise<void> {
    this.#stop.abort();
    this.#forgetAll();
    await this.#work;
  }

  #follow(folder: WatchedFolder, firstMs = this.#options.firstMs ?? FIRST_MS): Followed {
    const names = this.#options.names?.();
    const isPassedOver = (path: string): boolean => {
      const name = basename(path);
      return name !== RULES_FILE && isIgnored(name, names);
    };
    const watcher = watch(folder.path, {
      ignoreInitial: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
      ignored: (path) => path !== folder.path && isPassedOver(path),
    });
    const again = setInterval(() => this.#look(followed), this.#options.againMs ?? AGAIN_MS);
    again.unref();
    const followed: Followed = { folder, watcher, again };
    const changed = (): void => this.#changed(followed, this.#options.quietMs ?? 2000);
    watcher.on('all', changed);
    // Of rights that were given or taken chokidar tells nothing else.
    watcher.on('raw', (_event, path) => {
      if (path === null || !isPassedOver(path)) changed();
    });
    // Out of watches, say, which each folder below tells: the folder is looked at from time to time.
    watcher.on('error', () => undefined);
    watcher.once('error', (error) => this.#options.log?.('watching a folder', error));
    this.#changed(followed, firstMs);
    return followed;
  }

  #forgetAll(): void {
    for (const [key, followed] of this.#followed) this.#forget(key, followed);
  }

  #forget(key: string, { watcher, again, soon }: Followed): void {
    this.#followed.delete(key);
    clearInterval(again);
    clearTimeout(soon);
    void watcher.close();
  }

  /** Looks at a folder once it has been quiet for `quietMs`. */
  #changed(followed: Followed, quietMs: number): void {
    followed.since ??= Date.now();
    clearTimeout(followed.soon);
    const latest = followed.since + MAX_WAIT_MS - Date.now();
    followed.soon = setTimeout(() => this.#look(followed), Math.max(0, Math.min(quietMs, latest)));
    followed.soon.unref();
  }

  #look(followed: Followed): void {
    delete followed.since;
    // A look that has not begun will see this change too.
    if (followed.waits === true) return;
    followed.waits = true;
    this.#work = this.#lookAfter(this.#work, followed);
  }

  async #lookAfter(before: Promise<void>, followed: Followed): Promise<void> {
    await before;
    followed.waits = false;
    const { folder } = followed;
    if (this.#stop.signal.aborted || this.#followed.get(keyOf(folder)) !== followed) return;
    try {
      const began = performance.now();
      const { unsettled } = await this.#options.rescan(folder, this.#stop.signal);
      // A folder that takes long to look through is not looked through all the time.
      const wait = Math.max(SETTLING_MS, 3 * (performance.now() - began));
      const now = this.#followed.get(keyOf(folder));
      if (unsettled && now !== undefined) this.#changed(now, wait);
    } catch (error) {
      const code = error instanceof CarrelFailure ? error.code : undefined;
      const isAway = code !== undefined && awayCodes.has(code);
      try {
        // Whatever else it was, the documents stay as they are until it can be looked at again.
        if (isAway) await this.#options.away?.(folder);
        else if (code !== 'cancelled') this.#options.log?.('looking through a folder', error);
      } catch (failure) {
        this.#options.log?.('a folder that is away', failure);
      }
    }
  }
}

function keyOf({ path, collection }: WatchedFolder): string {
  return `${collection}\u0000${path}`;
}
