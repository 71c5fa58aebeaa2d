import type { IngestProgress } from '../contract/documents.ts';
import { CarrelFailure, type ContractError } from '../contract/errors.ts';
import type { Ignoring } from '../contract/ignoring.ts';
import type { Store } from '../store/types/store.ts';
import { EMBED_BATCH, EmbedLoop, type EmbedLoopOptions } from './embed-loop.ts';
import { OcrLoop } from './ocr-loop.ts';
import type { OcrStage } from './ocr-stage.ts';
import { ProgressTally } from './progress.ts';
import { ReadLoop } from './read-loop.ts';
import { recordScan } from './record-scan.ts';
import { ScansUnderWay } from './scans-under-way.ts';
import type { TextOutcome, TextStage } from './text-stage.ts';
import { ConditionVariable } from './condition-variable.ts';
import { WorkState } from './work-state.ts';

/** Milliseconds between two reports to who follows the work. */
const REPORT_MS = 200;

export interface IngestOptions
  extends
    TextStage,
    Pick<EmbedLoopOptions, 'embed' | 'caughtUp'>,
    Partial<Pick<OcrStage, 'recognise' | 'languages'>> {
  readonly store: Store;
  /** The data folder, which is never read as documents. */
  readonly home?: string;
  /** What is passed over in added folders; the defaults where absent. */
  readonly ignoring?: () => Ignoring;
  /** Documents read at the same time. */
  readonly readers: number;
  /** Pages recognised at the same time; 1 where absent. */
  readonly recognisers?: number;
  /** Called when work begins, and with the pages read in it when it ends or pauses. */
  readonly atWork?: { readonly begins: () => void; readonly ends: (pages: number) => void };
  /** Called with what stopped a run of work as a whole: often nobody follows it. */
  readonly log?: (what: string, error: unknown) => void;
}

/** The ids of the documents of one import. */
export interface Recorded {
  readonly ids: readonly number[];
  /** Those of them that were there already, as they are now. */
  readonly unchanged: readonly number[];
  /** Files were left for another look, because they may still be being written. */
  readonly unsettled: boolean;
}

/**
 * The import queue. What is to be done lives in the store (queued documents, passages without a
 * vector, pages to be recognised), so that interrupted work resumes by looking; this class only
 * drives the loops that do it. Text goes ahead of vectors: words are searchable as soon as a file is
 * read.
 */
export class Ingest {
  readonly #options: IngestOptions;
  readonly #store: Store;
  readonly #workState: WorkState;
  readonly #stop = new AbortController();
  readonly #scans = new ScansUnderWay();
  /** Notified when something may have been queued, or is done with. */
  readonly #workChanged = new ConditionVariable();
  /** Notified when a run of work is over. */
  readonly #ended = new ConditionVariable();
  readonly #reading: ReadLoop;
  readonly #embedding: EmbedLoop;
  readonly #ocr: OcrLoop;
  #running: Promise<void> | undefined;
  #tally = new ProgressTally();
  /** What the tally counts was done to its end: the next work is counted anew. */
  #tallied = false;
  /** Set by `start` while at work: somebody may have queued what this run has passed by. */
  #again = false;
  /** What stopped the last run; whoever follows the work is told. */
  #failure: { readonly error: unknown } | undefined;

  constructor(options: IngestOptions) {
    this.#options = options;
    this.#store = options.store;
    this.#workState = new WorkState(options.store);
    const workChanged = this.#workChanged;
    this.#embedding = new EmbedLoop({
      ...options,
      workChanged,
      embedded: (passages) => this.#tally.embedded(passages),
    });
    this.#ocr = new OcrLoop({
      ...options,
      mayStart: () => this.#textIsDone() && this.#store.counts().toEmbed < EMBED_BATCH,
      textIsDone: () => this.#textIsDone(),
      finished: (outcome) => {
        this.#tally.recognised(outcome);
        workChanged.notifyAll();
      },
    });
    this.#reading = new ReadLoop({
      ...options,
      workChanged,
      mayEnd: () => !this.#scans.any && !this.#embedding.active && !this.#ocr.active,
      begun: (document) => this.#tally.reading(document),
      finished: (outcome) => this.#count(outcome),
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
    if (paused) this.#workChanged.notifyAll();
    else this.start();
  }

  /** What stopped the last run of work as a whole; null once work is begun again. */
  get problem(): ContractError | null {
    if (this.#failure === undefined) return null;
    const { error } = this.#failure;
    if (error instanceof CarrelFailure) return error.toData();
    return { code: 'internal', message: 'Reading stopped for a reason that is not known.' };
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
    if (this.#running === undefined) this.#countAnew();
    const ids: number[] = [];
    const unchanged: number[] = [];
    let unsettled = false;
    try {
      unsettled = await this.#scans.run(caller, async (signal, cut) => {
        this.#store.queueOutdated(this.#options.parserVersion);
        return await recordScan({
          store: this.#store,
          paths,
          collection,
          signal,
          cut,
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
      });
    } finally {
      this.#workChanged.notifyAll();
    }
    this.start();
    return { ids, unchanged, unsettled };
  }

  /** Starts working on whatever waits; does nothing while already at work. */
  start(): void {
    if (this.#running !== undefined) {
      this.#again = true;
      this.#workChanged.notifyAll();
      return;
    }
    if (this.#stop.signal.aborted || this.paused) return;
    this.#failure = undefined;
    this.#ocr.tryAgain();
    if (this.#tallied) this.#countAnew();
    this.#running = this.#work();
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
      await this.#ended.wait(REPORT_MS);
      await report(this.progress());
    }
    if (this.#failure !== undefined) throw this.#failure.error;
    return this.progress();
  }

  /** Does `work` while nothing is added: scans under way fail as `cancelled`, later ones begin after it. */
  async withoutAdding<T>(work: () => Promise<T>): Promise<T> {
    return await this.#scans.withoutScans(work);
  }

  /** Ends the scans under way: nothing more is looked for, and what was recorded stays. */
  async endScans(): Promise<void> {
    await this.#scans.end();
  }

  /** Stops after the items in hand; what is left resumes with the next start. */
  async dispose(): Promise<void> {
    this.#stop.abort();
    this.#workChanged.notifyAll();
    await this.#running;
  }

  #countAnew(): void {
    this.#tally = new ProgressTally();
    this.#tallied = false;
  }

  #count(outcome: TextOutcome): void {
    if (outcome.kind === 'read') this.#tally.read(outcome.pages, outcome.passages);
    else if (outcome.kind === 'adopted') this.#tally.read(0, 0);
    else this.#tally.failed();
  }

  /** No file is looked for, waits or is being read. */
  #textIsDone(): boolean {
    return !this.#scans.any && this.#reading.isDone;
  }

  async #work(): Promise<void> {
    this.#tally.begin();
    this.#options.atWork?.begins();
    const before = this.#tally.pages;
    try {
      do {
        this.#again = false;
        await this.#run();
      } while ((this.#again || this.#ocr.hasWork()) && !this.#stop.signal.aborted && !this.paused);
      const { queued, toEmbed } = this.#store.counts();
      this.#tallied = !this.#scans.any && queued === 0 && toEmbed === 0 && !this.#ocr.hasWork();
    } catch (error) {
      this.#failure = { error };
      this.#options.log?.('import', error);
    }
    this.#tally.rest();
    this.#options.atWork?.ends(this.#tally.pages - before);
    // In the same turn as the last look at `again`, so that nothing queued is passed by.
    this.#running = undefined;
    this.#ended.notifyAll();
  }

  /**
   * One run of work. Where reading or recognising fails as a whole (a full disk), everything stops;
   * where vectors cannot be made, texts are still read, and the reason is thrown after that.
   */
  async #run(): Promise<void> {
    this.#store.queueOutdated(this.#options.parserVersion);
    const broken = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, broken.signal]);
    const paused = (): boolean => this.paused;
    let textIsOver = false;
    const orBreak = (work: Promise<void>): Promise<void> =>
      work.catch((error: unknown) => {
        broken.abort();
        throw error;
      });
    // Begun first: from then on readers know that vectors are being made.
    const embedding = this.#embedding.run(signal, paused, () => textIsOver);
    const reading = [
      orBreak(this.#reading.run(signal, paused)),
      orBreak(this.#ocr.run(signal, paused)).finally(() => this.#workChanged.notifyAll()),
    ];
    // All are waited for: nothing may go on working behind a run that is said to be over.
    const ends = await Promise.allSettled([
      Promise.allSettled(reading).finally(() => {
        textIsOver = true;
        this.#workChanged.notifyAll();
      }),
      embedding,
      ...reading,
    ]);
    const [, embedded, ...read] = ends;
    const failed = [...read, embedded].find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}
