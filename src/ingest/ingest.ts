import type { IngestProgress } from '../contract/documents.ts';
import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import type { Store } from '../store/types.ts';
import { ProgressTally } from './progress.ts';
import { FOLDER_TYPE, scan } from './scan.ts';
import { readDocument, type TextStage } from './text-stage.ts';

/** Passages embedded between two durable writes; a kill loses at most this much work. */
const EMBED_BATCH = 32;
/** Consecutive failures of the embedder after which vectors are left for later. */
const EMBED_ATTEMPTS = 3;

export interface IngestOptions extends TextStage {
  /** The data folder, which is never read as documents. */
  readonly home?: string;
  /** Documents read at the same time. */
  readonly readers: number;
  /**
   * Vectors of passages, in order; undefined while no embedder is installed. Called with none
   * before the first, to make the embedder ready.
   */
  readonly embed: (texts: string[], signal: AbortSignal) => Promise<Float32Array[] | undefined>;
}

/**
 * The import queue. What is to be done lives in the store (queued documents, passages without a
 * vector), so that interrupted work resumes by looking; this class only drives it. Text goes ahead
 * of vectors: words are searchable as soon as a file is read.
 */
export class Ingest {
  readonly #options: IngestOptions;
  readonly #store: Store;
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;
  #tally = new ProgressTally();
  #scanning = 0;
  /** What stopped the last run as a whole; whoever follows the work is told. */
  #failure: { readonly error: unknown } | undefined;
  #wake = Promise.withResolvers<void>();

  constructor(options: IngestOptions) {
    this.#options = options;
    this.#store = options.store;
  }

  get working(): boolean {
    return this.#running !== undefined;
  }

  progress(): IngestProgress {
    const { passages, toEmbed, queued } = this.#store.counts();
    return this.#tally.snapshot({ filesQueued: queued, passages, toEmbed });
  }

  /**
   * Records files and starts the work; returns the ids of the documents given when all of them are
   * recorded, not when they are read.
   */
  async add(paths: readonly string[], collection: string, signal: AbortSignal): Promise<number[]> {
    if (this.#running === undefined) this.#tally = new ProgressTally();
    const ids: number[] = [];
    const walked = new Set<string>();
    this.#scanning += 1;
    try {
      for await (const found of scan(paths, { collection, signal, except: this.#options.home })) {
        if (found.kind === 'folder') {
          walked.add(found.path);
          continue;
        }
        const { row, changed } = this.#store.recordFile(found.file);
        ids.push(row.id);
        if (found.kind === 'unreadable') this.#refuse(row.id, found.reason);
        else if (changed) this.start();
        else this.#tally.unchanged();
      }
      await this.#forgetReadable(collection, walked);
    } finally {
      this.#scanning -= 1;
      this.#rouse();
    }
    this.start();
    return ids;
  }

  #refuse(id: number, reason: ContractError): void {
    this.#store.markFailed(id, reason.code === 'path-missing' ? 'missing' : 'failed', reason);
    this.#tally.failed();
  }

  /** Folders that could not be opened once and can now leave the library: their files are in it. */
  async #forgetReadable(collection: string, walked: ReadonlySet<string>): Promise<void> {
    const readable = this.#store
      .listDocuments(collection)
      .filter(({ type, path }) => type === FOLDER_TYPE && walked.has(path));
    if (readable.length === 0) return;
    await this.#store.removeDocuments(readable.map(({ id }) => Number(id)));
  }

  /** Starts working on whatever waits; does nothing while already at work. */
  start(): void {
    if (this.#running !== undefined) {
      this.#rouse();
      return;
    }
    if (this.#stop.signal.aborted) return;
    this.#failure = undefined;
    this.#running = this.#run()
      .catch((error: unknown) => {
        this.#failure = { error };
      })
      .finally(() => {
        this.#running = undefined;
      });
  }

  /**
   * Resolves when all work is done, reporting on the way.
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
    while (!signal.aborted) {
      const row = this.#store.nextQueued();
      if (row === undefined) {
        if (this.#scanning === 0) return;
        await Promise.race([this.#wake.promise, delay(50)]);
        continue;
      }
      this.#store.markParsing(row.id);
      this.#tally.reading(row.document);
      try {
        const outcome = await readDocument(this.#options, row, signal);
        if (outcome.kind === 'read') this.#tally.read(outcome.pages, outcome.passages);
        else if (outcome.kind === 'adopted') this.#tally.read(0, 0);
        else this.#tally.failed();
        this.#rouse();
      } catch (error) {
        const stopped = signal.aborted;
        this.#putBack(row.id);
        if (stopped) return;
        throw error;
      }
    }
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
    // Finds the embedder and names it to the store, which from then on says what waits for vectors.
    if ((await this.#options.embed([], signal)) === undefined) return;
    let failures = 0;
    while (!signal.aborted) {
      const batch = this.#store.nextToEmbed(EMBED_BATCH);
      if (batch.length === 0) {
        if (text.done) return;
        await Promise.race([this.#wake.promise, delay(200)]);
        continue;
      }
      try {
        const vectors = await this.#options.embed(
          batch.map((item) => item.text),
          signal,
        );
        if (vectors === undefined) return;
        const rows = batch.flatMap((item, index) => {
          const vector = vectors[index];
          return vector === undefined ? [] : [{ passage: item.passage, vector }];
        });
        await this.#store.writeVectors(rows);
        this.#tally.embedded(rows.length);
        failures = 0;
      } catch (error) {
        if (signal.aborted) return;
        if (!isPassing(error) || ++failures >= EMBED_ATTEMPTS) throw error;
      }
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof CarrelFailure && error.code === 'inference-failed';
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
