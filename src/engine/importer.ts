import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { FolderWatcher } from '../ingest/folder-watcher.ts';
import type { Ingest, Recorded } from '../ingest/ingest.ts';
import type { LibraryStore } from '../store/library/types.ts';

/** A single command is done by then and starts no reading. */
const FIRST_MS = 2_000;

export interface ImporterOptions {
  readonly library: LibraryStore;
  readonly ingest: Pick<Ingest, 'add' | 'start'>;
  readonly watcher: Pick<FolderWatcher, 'update'>;
  /** Called with what kept interrupted work from being resumed. */
  readonly log: (what: string, error: unknown) => void;
  /** Milliseconds after the start before work that was cut short is taken up. */
  readonly firstMs?: number;
}

/**
 * Adds files and folders, and goes on with what the last engine did not come to: what was being
 * looked through when it died, and what it had recorded and not read.
 */
export class Importer {
  readonly #options: ImporterOptions;
  readonly #stop = new AbortController();
  readonly #first: NodeJS.Timeout;
  #resuming: Promise<void> | undefined;

  constructor(options: ImporterOptions) {
    this.#options = options;
    this.#first = setTimeout(() => {
      this.#resuming = this.#resume();
    }, options.firstMs ?? FIRST_MS);
    this.#first.unref();
  }

  /** Looks through the paths and starts reading; see `Ingest.add`. */
  async add(
    paths: readonly string[],
    collection: string,
    watch: boolean,
    signal: AbortSignal,
  ): Promise<Recorded> {
    const { library } = this.#options;
    const absolute = paths.map((each) => resolve(each));
    const imports = library.beginImports(absolute, collection, watch);
    try {
      return await this.#scan(absolute, collection, watch, signal);
    } finally {
      // What the end of the engine cuts short is taken up by the next one.
      if (!this.#stop.signal.aborted) library.endImports(imports);
    }
  }

  /** The engine ends: from here on, what is cut short stays noted. */
  leave(): void {
    clearTimeout(this.#first);
    this.#stop.abort();
  }

  async dispose(): Promise<void> {
    this.leave();
    await this.#resuming;
  }

  async #resume(): Promise<void> {
    const { library, ingest, log } = this.#options;
    ingest.start();
    for (const { id, path, collection, watched } of library.openImports()) {
      // Everything may have been erased meanwhile, what was to be added with it.
      if (!library.openImports().some((open) => open.id === id)) continue;
      try {
        await this.#scan([path], collection, watched, this.#stop.signal);
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        // The path is gone or closed meanwhile, say.
        log('taking up an import', error);
      }
      if (this.#stop.signal.aborted) return;
      try {
        library.endImports([id]);
      } catch (error) {
        // The disk is full, say: it stays noted, for the next engine to look through again.
        log('ending an import', error);
      }
    }
  }

  async #scan(
    paths: readonly string[],
    collection: string,
    watch: boolean,
    signal: AbortSignal,
  ): Promise<Recorded> {
    try {
      const recorded = await this.#options.ingest.add(paths, collection, signal);
      await this.#recordSources(paths, collection, watch);
      return recorded;
    } catch (error) {
      // What a stopped scan has found stays, and so does its folder.
      if (signal.aborted && !this.#stop.signal.aborted) {
        await this.#recordSources(paths, collection, watch);
      }
      throw error;
    }
  }

  /** The folders among added paths; a drop's own folder is no place that can change. */
  async #recordSources(
    paths: readonly string[],
    collection: string,
    watch: boolean,
  ): Promise<void> {
    const { library, watcher } = this.#options;
    for (const path of paths) {
      const entry = await stat(path).catch(() => undefined);
      if (entry?.isDirectory() !== true || path.startsWith(join(library.keptFolder, '/'))) continue;
      library.recordSource(path, collection, watch);
    }
    watcher.update();
  }
}
