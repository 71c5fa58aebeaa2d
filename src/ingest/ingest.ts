import { resolve } from 'node:path';
import type { IngestProgress } from '../contract/documents.ts';
import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import type { DocumentRow, Store } from '../store/types.ts';
import { ByteBudget } from './byte-budget.ts';
import { ProgressTally } from './progress.ts';
import { FOLDER_TYPE, scan } from './scan.ts';
import { readDocument, type TextStage, type WorkInHand } from './text-stage.ts';
import { goneFromFolder, vanished, type Scanned } from './vanished.ts';
import { embedBatch, type EmbedTexts } from './vector-stage.ts';
import { WorkState } from './work-state.ts';

/** Passages embedded between two durable writes; a kill loses at most this much work. */
const EMBED_BATCH = 32;
/** Bytes of files that all readers hold at the same time; one larger file is read by itself. */
const MAX_BYTES_IN_HAND = 256 * 1024 * 1024;

/** Longest wait between two looks at the queue, in milliseconds; a change wakes it earlier. */
const IDLE_MS = 200;

export interface IngestOptions extends TextStage {
  /** The data folder, which is never read as documents. */
  readonly home?: string;
  /** Documents read at the same time. */
  readonly readers: number;
  /** Called with no texts before the first, to make the embedder ready. */
  readonly embed: EmbedTexts;
  /** Told whenever no passage waits for a vector. */
  readonly caughtUp?: () => Promise<void>;
}

/** Documents of one import, by id. */
export interface Recorded {
  readonly ids: readonly number[];
  /** Those of them that were there already, as they are now. */
  readonly unchanged: readonly number[];
}

/**
 * The import queue. What is to be done lives in the store (queued documents, passages without a
 * vector), so that interrupted work resumes by looking; this class only drives it. Text goes ahead
 * of vectors: words are searchable as soon as a file is read.
 */
export class Ingest {
  readonly #options: IngestOptions;
  readonly #store: Store;
  readonly #workState: WorkState;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  #tally = new ProgressTally();
  /** What the tally counts was done to its end: the next work is counted anew. */
  #tallied = false;
  #scanning = 0;
  /** Set by `start` while at work: somebody may have queued what this run has passed by. */
  #again = false;
  /** Documents that a reader has in hand. */
  readonly #reading = new Set<number>();
  readonly #inHand: WorkInHand = new Map();
  readonly #bytes = new ByteBudget(MAX_BYTES_IN_HAND);
  /** Vectors are being made, so that readers wait for new files rather than end. */
  #embedding = false;
  /** What stopped the last run as a whole; whoever follows the work is told. */
  #failure: { readonly error: unknown } | undefined;
  #wake = Promise.withResolvers<void>();
  /** Fails the scans that are under way. */
  #abandoned = new AbortController();
  /** Ends the scans that are under way with what they have found. */
  #cut = new AbortController();

  constructor(options: IngestOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#workState = new WorkState(options.store);
  }

  get working(): boolean {
    return this.#running !== undefined;
  }

  get paused(): boolean {
    return this.#workState.paused;
  }

  /** Pauses after the items in hand, or goes on; what waits then is left alone by `start`. */
  setPaused(paused: boolean): void {
    this.#workState.set(paused);
    if (paused) this.#rouse();
    else this.start();
  }

  progress(): IngestProgress {
    const { passages, toEmbed, queued } = this.#store.counts();
    return this.#tally.snapshot({ filesQueued: queued, passages, toEmbed });
  }

  /**
   * Records files and starts the work; resolves when all are recorded, or looking was ended, not when
   * they are read. What
   * a person has removed comes back only when a person adds it.
   */
  async add(
    paths: readonly string[],
    collection: string,
    caller: AbortSignal,
    by: 'person' | 'watcher' = 'person',
  ): Promise<Recorded> {
    const signal = AbortSignal.any([caller, this.#abandoned.signal]);
    const cut = this.#cut.signal;
    if (this.#running === undefined) this.#countAnew();
    const ids: number[] = [];
    const unchanged: number[] = [];
    const walked = new Set<string>();
    const unreadable = new Set<string>();
    this.#scanning += 1;
    try {
      this.#store.queueOutdated(this.#options.parserVersion);
      for await (const found of scan(paths, { collection, signal, except: this.#options.home })) {
        if (cut.aborted) break;
        if (found.kind === 'folder') {
          walked.add(found.path);
          continue;
        }
        if (by === 'person') this.#store.library.want(found.file.path);
        else if (this.#store.library.isUnwanted(found.file.path, collection)) continue;
        const { row, changed } = this.#store.recordFile(found.file);
        ids.push(row.id);
        if (found.kind === 'unreadable') {
          unreadable.add(found.file.path);
          this.#refuse(row.id, found.reason);
        } else if (changed || row.status === 'queued') this.start();
        else {
          unchanged.push(row.id);
          this.#tally.unchanged();
        }
      }
      await this.#forgetReadable(collection, walked);
      // What a scan has not come to is not gone.
      if (!cut.aborted) {
        this.#markVanished(paths, collection, { seen: new Set(ids), walked, unreadable });
      }
    } finally {
      this.#scanning -= 1;
      this.#rouse();
    }
    this.start();
    return { ids, unchanged };
  }

  #refuse(id: number, reason: ContractError): void {
    this.#store.markFailed(id, reason.code === 'path-missing' ? 'missing' : 'failed', reason);
    this.#tally.failed();
  }

  /** What was read of documents that are gone from their folders stays, and is listed as missing. */
  #markVanished(paths: readonly string[], collection: string, scanned: Scanned): void {
    for (const path of paths.map((each) => resolve(each))) {
      if (!scanned.walked.has(path)) continue;
      const known = this.#store.matchDocuments(path).filter((row) => row.collection === collection);
      for (const { id } of vanished(known, scanned)) {
        this.#store.markFailed(id, 'missing', goneFromFolder);
      }
    }
  }

  /** Folders that could not be opened once and can now leave the library: their files are in it. */
  async #forgetReadable(collection: string, walked: ReadonlySet<string>): Promise<void> {
    const readable = this.#store
      .documentsOfType(FOLDER_TYPE, collection)
      .filter(({ path }) => walked.has(path));
    if (readable.length === 0) return;
    await this.#store.removeDocuments(readable.map(({ id }) => id));
  }

  /** Starts working on whatever waits; does nothing while already at work. */
  start(): void {
    if (this.#running !== undefined) {
      this.#again = true;
      this.#rouse();
      return;
    }
    if (this.#stop.signal.aborted || this.paused) return;
    this.#failure = undefined;
    if (this.#tallied) this.#countAnew();
    this.#running = this.#work();
  }

  #countAnew(): void {
    this.#tally = new ProgressTally();
    this.#tallied = false;
  }

  async #work(): Promise<void> {
    this.#tally.begin();
    try {
      this.#store.queueOutdated(this.#options.parserVersion);
      do {
        this.#again = false;
        await this.#run();
      } while (this.#again && !this.#stop.signal.aborted && !this.paused);
      const { queued, toEmbed } = this.#store.counts();
      this.#tallied = this.#scanning === 0 && queued === 0 && toEmbed === 0;
    } catch (error) {
      this.#failure = { error };
    }
    this.#tally.rest();
    // In the same turn as the last look at `again`, so that nothing queued is passed by.
    this.#running = undefined;
  }

  /**
   * Resolves when all work is done, or paused, reporting on the way.
   *
   * @throws CarrelFailure what stopped the import as a whole, e.g. `disk-full`; `cancelled`.
   */
  async follow(
    report: (progress: IngestProgress) => Promise<void>,
    signal: AbortSignal,
  ): Promise<IngestProgress> {
    while (this.#running !== undefined) {
      if (signal.aborted) throw new CarrelFailure('cancelled', 'Stopped.');
      await Promise.race([this.#running, delay(200)]);
      await report(this.progress());
    }
    if (this.#failure !== undefined) throw this.#failure.error;
    return this.progress();
  }

  /** Ends the scans under way, which fail as `cancelled`: what they would add is not wanted. */
  async abandon(): Promise<void> {
    this.#abandoned.abort();
    this.#abandoned = new AbortController();
    await this.#scanned();
  }

  /** Ends the scans under way: nothing more is looked for, and what was recorded stays. */
  async endScans(): Promise<void> {
    this.#cut.abort();
    this.#cut = new AbortController();
    await this.#scanned();
  }

  async #scanned(): Promise<void> {
    while (this.#scanning > 0) await delay(20);
  }

  /** Stops after the items in hand; what is left resumes with the next start. */
  async dispose(): Promise<void> {
    this.#stop.abort();
    this.#rouse();
    await this.#running;
  }

  #rouse(): void {
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
  }

  /**
   * One run of work. Where reading fails as a whole (a full disk), everything stops; where vectors
   * cannot be made, texts are still read, and the reason is thrown after that.
   */
  async #run(): Promise<void> {
    const text = { done: false };
    this.#embedding = true;
    const broken = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, broken.signal]);
    const readers = Array.from({ length: this.#options.readers }, async () => {
      try {
        await this.#readLoop(signal);
      } catch (error) {
        broken.abort();
        throw error;
      }
    });
    const reading = Promise.allSettled(readers).finally(() => {
      text.done = true;
      this.#rouse();
    });
    // Both are waited for: nothing may go on working behind a run that is said to be over.
    const [read, embedded] = await Promise.all([
      reading,
      this.#embedLoop(text, signal).then(
        () => undefined,
        (error: unknown) => ({ error }),
      ),
    ]);
    const unread = read.find((each) => each.status === 'rejected');
    if (unread !== undefined) throw unread.reason;
    if (embedded !== undefined) throw embedded.error;
  }

  async #readLoop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.paused) {
      // One that is queued anew while it is being read waits until its reader is done with it.
      const row = this.#store.nextQueued([...this.#reading]);
      if (row === undefined) {
        if (this.#scanning === 0 && !this.#embedding && this.#reading.size === 0) return;
        await Promise.race([this.#wake.promise, delay(IDLE_MS)]);
        continue;
      }
      this.#store.markParsing(row.id);
      this.#tally.reading(row.document);
      this.#reading.add(row.id);
      try {
        await this.#bytes.hold(row.bytes, () => this.#read(row, signal));
      } catch (error) {
        const stopped = signal.aborted;
        this.#putBack(row.id);
        if (stopped) return;
        throw error;
      } finally {
        this.#reading.delete(row.id);
        this.#rouse();
      }
    }
  }

  async #read(row: DocumentRow, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new CarrelFailure('cancelled', 'Reading was stopped.');
    const outcome = await readDocument(this.#options, row, this.#inHand, signal);
    if (outcome.kind === 'read') this.#tally.read(outcome.pages, outcome.passages);
    else if (outcome.kind === 'adopted') this.#tally.read(0, 0);
    else this.#tally.failed();
  }

  /** A document that was not read to its end waits again. */
  #putBack(id: number): void {
    try {
      this.#store.markQueued(id);
    } catch {
      // Where nothing can be written, it is put back when the store is opened next.
    }
  }

  async #embedLoop(text: { readonly done: boolean }, signal: AbortSignal): Promise<void> {
    try {
      // Finds the embedder and names it to the store, which from then on says what waits for vectors.
      if ((await this.#options.embed([], signal)) === undefined) return;
      while (!signal.aborted && !this.paused) {
        const batch = this.#store.nextToEmbed(EMBED_BATCH);
        this.#setEmbedding(batch.length > 0);
        if (batch.length === 0) {
          await this.#options.caughtUp?.();
          if (text.done) return;
          await Promise.race([this.#wake.promise, delay(IDLE_MS)]);
          continue;
        }
        const outcome = await embedBatch(this.#options, batch, signal);
        if (outcome === undefined) return;
        this.#tally.embedded(outcome.embedded);
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#setEmbedding(false);
    }
  }

  #setEmbedding(value: boolean): void {
    if (this.#embedding === value) return;
    this.#embedding = value;
    this.#rouse();
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, milliseconds).unref();
  });
}
