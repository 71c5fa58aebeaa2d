import type { Llama, LlamaOptions } from 'node-llama-cpp';
import { CarrelFailure } from '../contract/errors.ts';
import { gpuPossible, physicalCores } from './hardware.ts';
import { SpareCores } from './spare-cores.ts';
import type { Acceleration } from './routes.ts';

/**
 * On Linux through Vulkan: CUDA does not start in a process that may open no socket (ADR 0230), and
 * trying costs a second.
 */
const graphics: NonNullable<LlamaOptions['gpu']> =
  process.platform === 'linux' ? { type: 'auto', exclude: ['cuda'] } : 'auto';

/**
 * Holds the model library, imported at first need so that the process itself is ready in
 * milliseconds. Never builds and never downloads.
 */
export class Runtime {
  #acceleration: Acceleration = { gpu: 'auto', threads: 0 };
  #llama: Promise<Llama> | null = null;
  #started: { readonly llama: Llama; readonly ceiling: number } | null = null;
  #lastComplaint = '';
  readonly #spare = new SpareCores();
  #cores: Promise<number> | null = null;

  get acceleration(): Acceleration {
    return this.#acceleration;
  }

  /** What llama.cpp last logged as an error, to tell causes apart; not for people's eyes. */
  get lastComplaint(): string {
    return this.#lastComplaint;
  }

  /** The most threads that one evaluation may use. */
  async threads(): Promise<number> {
    this.#cores ??= physicalCores();
    return this.#acceleration.threads || (await this.#cores);
  }

  /** Whether `llama` would look for a graphics processor at all. */
  get wantsGpu(): boolean {
    return this.#acceleration.gpu === 'auto' && gpuPossible();
  }

  /** The library, loaded once. Throws `inference-failed` where it cannot run. */
  llama(): Promise<Llama> {
    this.#llama ??= this.#start().catch((error: unknown) => {
      this.#llama = null;
      throw new CarrelFailure(
        'inference-failed',
        'The library that runs the models could not be started on this machine.',
        { reason: error instanceof Error ? error.name : 'unknown' },
        { cause: error },
      );
    });
    return this.#llama;
  }

  /**
   * Fits the number of threads to how busy the machine is. Only to be called while nothing is
   * being evaluated: the library's thread splitter miscounts if its limit sinks below what runs.
   */
  tune(): void {
    if (this.#started === null) return;
    const { llama, ceiling } = this.#started;
    llama.maxThreads = this.#spare.threads(ceiling);
  }

  /**
   * Takes new settings; models loaded under the old ones must have been disposed of before. The
   * library's instance is let go, not disposed of: after a load that failed (a damaged file) its
   * `dispose` waits for ever, and it holds next to nothing without models.
   */
  reconfigure(acceleration: Acceleration): void {
    this.#llama = null;
    this.#started = null;
    this.#acceleration = acceleration;
  }

  /** Forgets the last complaint, so that the next one belongs to what follows. */
  clearComplaint(): void {
    this.#lastComplaint = '';
  }

  async #start(): Promise<Llama> {
    const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
    const ceiling = await this.threads();
    const llama = await getLlama({
      build: 'never',
      skipDownload: true,
      gpu: this.wantsGpu ? graphics : false,
      maxThreads: ceiling,
      progressLogs: false,
      logLevel: LlamaLogLevel.error,
      // Kept, not printed: a log line may quote a grammar, hence document text.
      logger: (_level, message) => {
        const line = message.trim().slice(0, 500);
        if (line !== '') this.#lastComplaint = line;
      },
    });
    if (llama.gpu === false) await estimateByFormula();
    this.#started = { llama, ceiling };
    return llama;
  }
}

/**
 * Has the library estimate a model's memory by its formula instead of by loading the model a second
 * time without its weights: that one's vocabulary stays in memory as long as the model itself (150
 * MB and 2 s for one of 250,000 tokens), and what it tells, how much fits a graphics processor, is
 * not asked where there is none. Our own estimate (`models/memory.ts`) comes before in any case.
 * The method is not part of the library's interface; where a version lacks it, nothing changes.
 */
async function estimateByFormula(): Promise<void> {
  const { GgufInsights } = await import('node-llama-cpp');
  const name = '_resolveSimulatorSource';
  if (!(name in GgufInsights.prototype)) return;
  Object.defineProperty(GgufInsights.prototype, name, {
    value: () => Promise.resolve(null),
    configurable: true,
  });
}
