import { setTimeout as delay } from 'node:timers/promises';
import type { WaitingScan } from '../store/types/scans.ts';
import { recogniseScan, type OcrOutcome, type OcrStage } from './ocr-stage.ts';
import { runWorkers } from './run-workers.ts';

/** Longest wait between two looks at the queue, in milliseconds. */
const IDLE_MS = 200;

export interface OcrLoopOptions extends Partial<Pick<OcrStage, 'recognise' | 'languages'>> {
  readonly store: OcrStage['store'];
  readonly unpack: OcrStage['unpack'];
  /** Pages at the same time; 1 where absent. */
  readonly recognisers?: number;
  /** Nothing else is to be done that would make documents searchable sooner. */
  readonly mayStart: () => boolean;
  /** No file is looked for, waits or is being read: no more pages can come. */
  readonly textIsDone: () => boolean;
  /** Called after each page is stored. */
  readonly finished: (outcome: Exclude<OcrOutcome, 'unreachable'>) => void;
}

/**
 * Takes waiting pages one by one, last of all work. What waits lives in the store; a page that was
 * in hand when everything ended waits on.
 */
export class OcrLoop {
  readonly #options: OcrLoopOptions;
  readonly #inHand = new Set<WaitingScan>();
  /** Contents whose file is not there now; tried again when work is started again. */
  readonly #unreachable = new Set<number>();
  #active = false;

  constructor(options: OcrLoopOptions) {
    this.#options = options;
  }

  /** Pages are being recognised, or wait for that in this run. */
  get active(): boolean {
    return this.#active;
  }

  /** Whether a page waits whose file can be reached. */
  hasWork(): boolean {
    return this.#options.recognise !== undefined && this.#next() !== undefined;
  }

  /** Files that could not be reached are looked for again. */
  tryAgain(): void {
    this.#unreachable.clear();
  }

  /**
   * Works until no page waits and none can come; resolves when the last worker has ended. What one of
   * them throws (the store's failures) ends the others and stops the import.
   */
  async run(signal: AbortSignal, paused: () => boolean): Promise<void> {
    const { store, unpack, recognise, languages = () => [] } = this.#options;
    if (recognise === undefined) return;
    this.#active = true;
    const stage: OcrStage = { store, unpack, recognise, languages };
    const count = Math.max(1, this.#options.recognisers ?? 1);
    try {
      await runWorkers(count, signal, (either) => this.#work(stage, either, paused));
    } finally {
      this.#active = false;
    }
  }

  async #work(stage: OcrStage, signal: AbortSignal, paused: () => boolean): Promise<void> {
    while (!signal.aborted && !paused()) {
      const scan = this.#next();
      if (scan === undefined && this.#options.textIsDone()) return;
      if (scan === undefined || !this.#options.mayStart()) {
        await delay(IDLE_MS, undefined, { ref: false });
        continue;
      }
      this.#inHand.add(scan);
      try {
        const outcome = await recogniseScan(stage, scan, signal);
        if (outcome === 'unreachable') this.#unreachable.add(scan.contentId);
        else this.#options.finished(outcome);
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      } finally {
        this.#inHand.delete(scan);
      }
    }
  }

  #next(): WaitingScan | undefined {
    return this.#options.store.scans.next({
      pages: [...this.#inHand].map(({ contentId, page }) => ({ contentId, page })),
      contents: [...this.#unreachable],
    });
  }
}
