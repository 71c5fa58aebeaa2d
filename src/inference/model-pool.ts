import type { LlamaModel } from 'node-llama-cpp';
import { CarrelFailure } from '../contract/errors.ts';
import { checkModelFile, damaged } from './model-file.ts';
import type { ModelSpec } from './routes.ts';
import type { Runtime } from './runtime.ts';

/** A loaded model with the context (or chat) that its role uses. */
export interface Loaded {
  readonly model: LlamaModel;
  /** Frees the contexts, then the model. */
  dispose(): Promise<void>;
}

/** Makes a role's context for a model that was just loaded. */
export type Prepare<T extends Loaded> = (
  model: LlamaModel,
  spec: ModelSpec,
  threads: number,
) => Promise<T>;

interface Entry<T> {
  readonly id: string;
  readonly key: string;
  readonly loading: Promise<T>;
  ready: boolean;
}

/**
 * Keeps the model of one role: loaded at first use, one load shared by all who ask meanwhile,
 * disposed of when another is asked for. Callers hold the work queue while they use what it gives,
 * so nothing is disposed of while in use.
 */
export class ModelSlot<T extends Loaded> {
  readonly #runtime: Runtime;
  readonly #prepare: Prepare<T>;
  #entry: Entry<T> | null = null;

  constructor(runtime: Runtime, prepare: Prepare<T>) {
    this.#runtime = runtime;
    this.#prepare = prepare;
  }

  /** Id of the model that is loaded or loading, or null. */
  get id(): string | null {
    return this.#entry?.id ?? null;
  }

  /** True when `use` would answer without loading. */
  has(spec: ModelSpec): boolean {
    return this.#entry !== null && this.#entry.key === keyOf(spec) && this.#entry.ready;
  }

  /**
   * The model of `spec`, loaded where it is not. Throws `model-missing`, `model-damaged`,
   * `model-too-large`, `model-unsupported` or `inference-failed`; the next use tries again.
   */
  use(spec: ModelSpec): Promise<T> {
    const key = keyOf(spec);
    if (this.#entry?.key === key) return this.#entry.loading;
    const previous = this.#entry;
    const entry: Entry<T> = {
      id: spec.id,
      key,
      loading: this.#replace(previous, spec),
      ready: false,
    };
    this.#entry = entry;
    void this.#settle(entry);
    return entry.loading;
  }

  async dispose(): Promise<void> {
    const entry = this.#entry;
    this.#entry = null;
    await release(entry);
  }

  async #settle(entry: Entry<T>): Promise<void> {
    try {
      await entry.loading;
      entry.ready = true;
    } catch {
      if (this.#entry === entry) this.#entry = null;
    }
  }

  async #replace(previous: Entry<T> | null, spec: ModelSpec): Promise<T> {
    // Freed first: two models of a role might not fit into memory together.
    await release(previous);
    await checkModelFile(spec);
    const llama = await this.#runtime.llama();
    const threads = await this.#runtime.threads();
    this.#runtime.clearComplaint();
    let model: LlamaModel;
    try {
      model = await llama.loadModel({ modelPath: spec.file });
    } catch (error) {
      throw await this.#explain(error, spec);
    }
    try {
      return await this.#prepare(model, spec, threads);
    } catch (error) {
      await model.dispose();
      throw await this.#explain(error, spec);
    }
  }

  /** The library's failure in the contract's words. */
  async #explain(error: unknown, spec: ModelSpec): Promise<CarrelFailure> {
    if (error instanceof CarrelFailure) return error;
    const { InsufficientMemoryError } = await import('node-llama-cpp');
    if (error instanceof InsufficientMemoryError) {
      return new CarrelFailure(
        'model-too-large',
        `The model ${spec.id} does not fit into this machine's free memory. Choose a smaller one.`,
        { model: spec.id },
        { cause: error },
      );
    }
    if (/unknown (model architecture|pre-tokenizer)/i.test(this.#runtime.lastComplaint)) {
      return new CarrelFailure(
        'model-unsupported',
        `The model ${spec.id} is of a kind that this version cannot run. Choose another one.`,
        { model: spec.id },
        { cause: error },
      );
    }
    return damaged(spec, error);
  }
}

async function release(entry: Entry<Loaded> | null): Promise<void> {
  // A load that failed has already cleaned up after itself.
  const loaded = await entry?.loading.catch(() => null);
  await loaded?.dispose();
}

/** What makes a loaded model the one asked for: its file and how its context was made. */
function keyOf(spec: ModelSpec): string {
  return JSON.stringify([spec.id, spec.variant, spec.file, spec.context]);
}
