import { CarrelFailure } from '../contract/errors.ts';
import type { DocumentRow } from '../store/types/documents.ts';
import { ByteBudget } from './byte-budget.ts';
import { runWorkers } from './run-workers.ts';
import { readDocument, type TextOutcome, type TextStage, type InFlight } from './text-stage.ts';
import type { ConditionVariable } from './condition-variable.ts';

/** Bytes of files that all readers hold at the same time; one larger file is read by itself. */
const MAX_BYTES_IN_HAND = 256 * 1024 * 1024;
/** Longest wait between two looks at the queue, in milliseconds; a change wakes it earlier. */
const IDLE_MS = 200;

export interface ReadLoopOptions extends TextStage {
  /** Documents read at the same time. */
  readonly readers: number;
  /** Notified whenever a document is done with, and by whoever may have queued one. */
  readonly workChanged: ConditionVariable;
  /** No more files can come, and nobody is at work who is to be waited for. */
  readonly mayEnd: () => boolean;
  /** Called with the name of each document before it is read. */
  readonly begun: (document: string) => void;
  /** Called with the outcome of each document. */
  readonly finished: (outcome: TextOutcome) => void;
}

/** Takes queued documents to searchable words, several at the same time. */
export class ReadLoop {
  readonly #options: ReadLoopOptions;
  /** Documents that a reader has in hand. */
  readonly #reading = new Set<number>();
  readonly #inFlight: InFlight = new Map();
  readonly #bytes = new ByteBudget(MAX_BYTES_IN_HAND);

  constructor(options: ReadLoopOptions) {
    this.#options = options;
  }

  /** No file waits or is being read. */
  get isDone(): boolean {
    return this.#reading.size === 0 && this.#options.store.nextQueued() === undefined;
  }

  /**
   * Reads until `mayEnd`, with so many readers; resolves when the last of them has ended. What one of
   * them throws (the store's failures) ends the others.
   */
  async run(signal: AbortSignal, paused: () => boolean): Promise<void> {
    await runWorkers(this.#options.readers, signal, (either) => this.#work(either, paused));
  }

  async #work(signal: AbortSignal, paused: () => boolean): Promise<void> {
    const { store, workChanged, mayEnd, begun } = this.#options;
    while (!signal.aborted && !paused()) {
      // One that is queued anew while it is being read waits until its reader is done with it.
      const row = store.nextQueued([...this.#reading]);
      if (row === undefined) {
        if (this.isDone && mayEnd()) return;
        await workChanged.wait(IDLE_MS);
        continue;
      }
      store.markParsing(row.id);
      begun(row.document);
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
        workChanged.notifyAll();
      }
    }
  }

  async #read(row: DocumentRow, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new CarrelFailure('cancelled', 'Reading was stopped.');
    this.#options.finished(await readDocument(this.#options, row, this.#inFlight, signal));
  }

  /** A document that was not read to its end waits again. */
  #putBack(id: number): void {
    try {
      this.#options.store.markQueued(id);
    } catch {
      // Where nothing can be written, it is put back when the store is opened next.
    }
  }
}
