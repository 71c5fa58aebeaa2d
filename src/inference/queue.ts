import { CarrelFailure } from '../contract/errors.ts';
import type { Priority } from './routes.ts';

/**
 * How a piece of native work shares the machine:
 * - `alone`: nothing else runs (loading, embedding passages, ranking);
 * - `generation`: runs alone too, but lets `beside` work in;
 * - `beside`: short work of the person's (one query's vector) that need not wait for a generation.
 */
export type Sharing = 'alone' | 'generation' | 'beside';

/** Waiting items of each priority; a caller that exceeds it is told `busy`. */
const queueLimit = 256;

interface Item {
  readonly sharing: Sharing;
  readonly start: () => void;
}

/**
 * The one queue for native work. The person's items run before background ones; within a priority
 * the order is that of arrival. One item runs at a time, with one exception: a `beside` item may
 * run next to a generation, which is safe because contexts are independent and the library's
 * thread splitter shares the cores between them (ADR 0041).
 */
export class WorkQueue {
  readonly #waiting: Record<Priority, Item[]> = { person: [], background: [] };
  readonly #limit: number;
  #generating = false;
  #running = 0;

  constructor(limit: number = queueLimit) {
    this.#limit = limit;
  }

  /** Items waiting, not counting what runs. */
  get waiting(): number {
    return this.#waiting.person.length + this.#waiting.background.length;
  }

  /** Items running: one, or two while something runs beside a generation. */
  get running(): number {
    return this.#running;
  }

  /**
   * Runs `work` when its turn comes. An abort before that removes it and rejects with `cancelled`;
   * afterwards the work itself must watch its signal. Rejects with `busy` when the queue is full.
   */
  run<T>(
    priority: Priority,
    sharing: Sharing,
    work: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const line = this.#waiting[priority];
    if (signal?.aborted === true) return Promise.reject(cancelled());
    if (line.length >= this.#limit) {
      return Promise.reject(
        new CarrelFailure('busy', 'Too many requests are waiting for the model; try again later.', {
          waiting: line.length,
        }),
      );
    }
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        const place = line.indexOf(item);
        if (place >= 0) line.splice(place, 1);
        reject(cancelled());
      };
      const item: Item = {
        sharing,
        start: () => {
          signal?.removeEventListener('abort', leave);
          this.#enter(sharing);
          // A rejection is the caller's to handle; the queue goes on with the next item.
          void (async () => work())()
            .then(resolve, reject)
            .finally(() => this.#exit(sharing));
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      line.push(item);
      this.#next();
    });
  }

  #enter(sharing: Sharing): void {
    this.#running += 1;
    if (sharing === 'generation') this.#generating = true;
  }

  #exit(sharing: Sharing): void {
    this.#running -= 1;
    if (sharing === 'generation') this.#generating = false;
    this.#next();
  }

  #next(): void {
    for (let item = this.#take(); item !== undefined; item = this.#take()) item.start();
  }

  #take(): Item | undefined {
    const { person, background } = this.#waiting;
    if (this.#running === 0) return person.shift() ?? background.shift();
    if (!this.#generating || this.#running > 1) return undefined;
    const place = person.findIndex((item) => item.sharing === 'beside');
    return place < 0 ? undefined : person.splice(place, 1)[0];
  }
}

/** The failure of a call that its caller gave up. */
function cancelled(): CarrelFailure {
  return new CarrelFailure('cancelled', 'The request was cancelled.');
}
