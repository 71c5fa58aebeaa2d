interface Job {
  readonly page: number;
  readonly run: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Draws one page at a time, the one nearest to where the reader is first. */
export class RenderQueue {
  readonly #near: () => number;
  #jobs: Job[] = [];
  #running = false;

  /** `near` gives the page the reader looks at. */
  constructor(near: () => number) {
    this.#near = near;
  }

  /** Adds a page; it is left out once `signal` aborts. `run` must not throw. */
  add(page: number, run: () => Promise<void>, signal: AbortSignal): void {
    this.#jobs.push({ page, run, signal });
    if (!this.#running) void this.#work();
  }

  async #work(): Promise<void> {
    this.#running = true;
    // What is added in the same task is sorted together.
    await Promise.resolve();
    for (let job = this.#next(); job !== undefined; job = this.#next()) await job.run();
    this.#running = false;
  }

  #next(): Job | undefined {
    this.#jobs = this.#jobs.filter(({ signal }) => !signal.aborted);
    const near = this.#near();
    const distance = ({ page }: Job): number => Math.abs(page - near);
    const job = this.#jobs.toSorted((one, other) => distance(one) - distance(other))[0];
    if (job !== undefined) this.#jobs.splice(this.#jobs.indexOf(job), 1);
    return job;
  }
}
