import { CarrelFailure } from '../contract/errors.ts';

export interface WorkerTurnsOptions<W> {
  /** Workers at the same time, 1 or more; started when first needed. */
  readonly size: number;
  readonly start: () => W;
}

/** How a task is scheduled. */
export interface Turn<W> {
  readonly signal?: AbortSignal | undefined;
  /** Among idle workers this one is taken. */
  readonly prefer?: (worker: W) => boolean;
  /** Goes before those that wait. */
  readonly first?: boolean;
}

/** Tasks that may wait for a worker. */
const MAX_WAITING = 1000;

/** Schedules tasks on a few workers, one task each at a time, first come, first served. */
export class WorkerTurns<W> {
  readonly #options: WorkerTurnsOptions<W>;
  readonly #workers: W[] = [];
  readonly #idle: W[] = [];
  readonly #waiting: ((worker: W) => void)[] = [];
  readonly #stopping = new AbortController();

  constructor(options: WorkerTurnsOptions<W>) {
    this.#options = options;
  }

  /** Those started so far. */
  get workers(): readonly W[] {
    return this.#workers;
  }

  /** Aborts when `stop` is called. */
  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  /**
   * Does a task with a worker of its own.
   *
   * @throws CarrelFailure `cancelled` where it had to wait and was stopped, `busy`, and what `task` throws
   */
  async run<T>(
    task: (worker: W, signal: AbortSignal) => Promise<T>,
    { signal, prefer, first = false }: Turn<W> = {},
  ): Promise<T> {
    const either = signal === undefined ? this.stopping : AbortSignal.any([signal, this.stopping]);
    if (either.aborted) throw stopped();
    const worker = this.#free(prefer) ?? (await this.#next(either, first));
    try {
      return await task(worker, either);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(worker);
      else next(worker);
    }
  }

  /** Ends all tasks; later ones fail with `cancelled`. */
  stop(): void {
    this.#stopping.abort();
  }

  #free(prefer: Turn<W>['prefer']): W | undefined {
    const preferred = prefer === undefined ? -1 : this.#idle.findIndex(prefer);
    const [idle] = this.#idle.splice(preferred, 1);
    if (idle !== undefined || this.#workers.length >= Math.max(1, this.#options.size)) return idle;
    const worker = this.#options.start();
    this.#workers.push(worker);
    return worker;
  }

  async #next(signal: AbortSignal, first: boolean): Promise<W> {
    if (this.#waiting.length >= MAX_WAITING) {
      throw new CarrelFailure('busy', 'Too many files wait to be read; try again shortly.');
    }
    const turn = Promise.withResolvers<W>();
    const give = (worker: W): void => {
      turn.resolve(worker);
    };
    const onAbort = (): void => {
      const at = this.#waiting.indexOf(give);
      if (at < 0) return;
      this.#waiting.splice(at, 1);
      turn.reject(stopped());
    };
    if (first) this.#waiting.unshift(give);
    else this.#waiting.push(give);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await turn.promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}

function stopped(): CarrelFailure {
  return new CarrelFailure('cancelled', 'Reading was stopped.');
}
