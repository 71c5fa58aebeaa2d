/** A process is not started again once it has died this many times within this time. */
const maxExits = 3;
const withinMs = 60_000;

/** Keeps a process that dies at every start from being started for ever. */
export class RestartLimit {
  #times: number[] = [];

  /** Counts an exit at `now` (milliseconds); true where the process may be started again. */
  allowsRestart(now: number): boolean {
    this.#times = [...this.#times.filter((time) => now - time < withinMs), now];
    return this.#times.length < maxExits;
  }
}
