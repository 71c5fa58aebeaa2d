import type { Llama } from 'node-llama-cpp';
import { CarrelFailure } from '../contract/errors.ts';
import { gpuPossible, physicalCores } from './hardware.ts';

export interface Acceleration {
  readonly gpu: 'auto' | 'off';
  /** 0 means the number of physical cores. */
  readonly threads: number;
}

/**
 * Holds the model library, imported at first need so that the process itself is ready in
 * milliseconds. Never builds and never downloads.
 */
export class Runtime {
  #acceleration: Acceleration = { gpu: 'auto', threads: 0 };
  #llama: Promise<Llama> | null = null;
  #lastComplaint = '';

  get acceleration(): Acceleration {
    return this.#acceleration;
  }

  /** What llama.cpp last logged as an error, to tell causes apart; not for people's eyes. */
  get lastComplaint(): string {
    return this.#lastComplaint;
  }

  /** Threads for one evaluation. */
  async threads(): Promise<number> {
    return this.#acceleration.threads || physicalCores();
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

  /** Takes new settings; models loaded under the old ones must have been disposed of before. */
  async reconfigure(acceleration: Acceleration): Promise<void> {
    await this.dispose();
    this.#acceleration = acceleration;
  }

  async dispose(): Promise<void> {
    const llama = this.#llama;
    this.#llama = null;
    // One that never started has nothing to dispose of.
    const started = await llama?.catch(() => null);
    await started?.dispose();
  }

  /** Forgets the last complaint, so that the next one belongs to what follows. */
  clearComplaint(): void {
    this.#lastComplaint = '';
  }

  async #start(): Promise<Llama> {
    const { getLlama, LlamaLogLevel } = await import('node-llama-cpp');
    return getLlama({
      build: 'never',
      skipDownload: true,
      gpu: this.wantsGpu ? 'auto' : false,
      maxThreads: await this.threads(),
      progressLogs: false,
      logLevel: LlamaLogLevel.error,
      // Kept, not printed: a log line may quote a grammar, hence document text.
      logger: (_level, message) => {
        const line = message.trim().slice(0, 500);
        if (line !== '') this.#lastComplaint = line;
      },
    });
  }
}
