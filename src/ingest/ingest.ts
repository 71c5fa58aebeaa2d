import type { IngestProgress } from '../contract/documents.ts';
import { CarrelFailure } from '../contract/errors.ts';
import type { Ignoring } from '../contract/ignoring.ts';
import type { DocumentRow, Store } from '../store/types.ts';
import { ByteBudget } from './byte-budget.ts';
import { ProgressTally } from './progress.ts';
import { OcrLoop } from './ocr-loop.ts';
import type { OcrStage } from './ocr-stage.ts';
import { recordScan } from './record-scan.ts';
import { readDocument, type TextStage, type WorkInHand } from './text-stage.ts';
import { embedBatch, type EmbedTexts } from './vector-stage.ts';
import { WorkState } from './work-state.ts';

/** Passages embedded between two durable writes; a kill loses at most this much work. */
const EMBED_BATCH = 32;
/** Bytes of files that all readers hold at the same time; one larger file is read by itself. */
const MAX_BYTES_IN_HAND = 256 * 1024 * 1024;

/** Longest wait between two looks at the queue, in milliseconds; a change wakes it earlier. */
const IDLE_MS = 200;

export interface IngestOptions
  extends TextStage, Partial<Pick<OcrStage, 'recognise' | 'languages'>> {
  /** The data folder, which is never read as documents. */
  readonly home?: string;
  /** What is passed over in added folders; the defaults where absent. */
  readonly ignoring?: () => Ignoring;
  /** Documents read at the same time. */
  readonly readers: number;
  /** Pages recognised at the same time; 1 where absent. */
  readonly recognisers?: number;
  /** Called with no texts before the first, to make the embedder ready. */
  readonly embed: EmbedTexts;
  /** Told whenever no passage waits for a vector. */
  readonly caughtUp?: () => Promise<void>;
  /** Told when work begins, and with the pages read in it when it ends or rests. */
  readonly atWork?: { readonly begins: () => void; readonly ends: (pages: number) => void };
}

/** Documents of one import, by id. */
export interface Recorded {
  readonly ids: readonly number[];
  /** Those of them that were there already, as they are now. */
  readonly unchanged: readonly number[];
  /** Files were left for another look, because they may still be being written. */
  readonly unsettled: boolean;
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
  readonly #ocr: OcrLoop;
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
    this.#ocr = new OcrLoop({
      ...options,
      mayStart: () => this.#textIsDone() && this.#store.counts().toEmbed < EMBED_BATCH,
      textIsDone: () => this.#textIsDone(),
      finished: (outcome) => {
        this.#tally.recognised(outcome);
        this.#rouse();
      },
    });
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
    const scans = this.#store.scans.waiting();
    return this.#tally.snapshot({ filesQueued: queued, passages, toEmbed, scans });
  }

  /**
   * Records files and starts the work; resolves when all are recorded, or looking was ended, not when
   * they are read. What a person has removed comes back only when a person adds it.
   */
  async add(
    paths: readonly string[],
    collection: string,
    caller: AbortSignal,
    by: 'person' | 'watcher' = 'person',
  ): Promise<Recorded> {
    const signal = AbortSignal.any([caller, this.#abandoned.signal]);
    if (this.#running === undefined) this.#countAnew();
    const ids: number[] = [];
    const unchanged: number[] = [];
    let unsettled = false;
    this.#scanning += 1;
    try {
      this.#store.queueOutdated(this.#options.parserVersion);
      unsettled = await recordScan({
        store: this.#store,
        paths,
        collection,
        signal,
        cut: this.#cut.signal,
        except: this.#options.home,
        ignoring: this.#options.ignoring?.(),
        by,
        recorded: (batch) => {
          ids.push(...batch.ids);
          unchanged.push(...batch.unchanged);
          for (let count = batch.refused; count > 0; count -= 1) this.#tally.failed();
          for (let count = batch.unchanged.length; count > 0; count -= 1) this.#tally.unchanged();
          if (batch.waiting) this.start();
        },
      });
    } finally {
      this.#scanning -= 1;
      this.#rouse();
    }
    this.start();
    return { ids, unchanged, unsettled };
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
    this.#ocr.tryAgain();
    if (this.#tallied) this.#countAnew();
    this.#running = this.#work();
  }

  #countAnew(): void {
    this.#tally = new ProgressTally();
    this.#tallied = false;
  }

  async #work(): Promise<void> {
    this.#tally.begin();
    this.#options.atWork?.begins();
    const { pagesDone } = this.progress();
    try {
      this.#store.queueOutdated(this.#options.parserVersion);
      do {
        this.#again = false;
        await this.#run();
      } while ((this.#again || this.#ocr.hasWork()) && !this.#stop.signal.aborted && !this.paused);
      const { queued, toEmbed } = this.#store.counts();
      this.#tallied = this.#scanning === 0 && queued === 0 && toEmbed === 0 && !this.#ocr.hasWork();
    } catch (error) {
      this.#failure = { error };
    }
    this.#tally.rest();
    this.#options.atWork?.ends(this.progress().pagesDone - pagesDone);
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
    const recognition = this.#ocr
      .run(signal, () => this.paused)
      .catch((error: unknown) => {
        broken.abort();
        throw error;
      })
      .finally(() => this.#rouse());
    const reading = Promise.allSettled([...readers, recognition]).finally(() => {
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

  /** No file is looked for, waits or is being read. */
  #textIsDone(): boolean {
    return (
      this.#scanning === 0 && this.#reading.size === 0 && this.#store.nextQueued() === undefined
    );
  }

  async #readLoop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.paused) {
      // One that is queued anew while it is being read waits until its reader is done with it.
      const row = this.#store.nextQueued([...this.#reading]);
      if (row === undefined) {
        if (this.#textIsDone() && !this.#embedding && !this.#ocr.active) return;
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
