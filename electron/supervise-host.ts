/** How often a host may die before it is given up: this many times within this time. */
const maxDeaths = 3;
const withinMs = 60_000;

/** Decides whether a host that died is started again. `now`: milliseconds. */
export class Deaths {
  #times: number[] = [];

  /** Counts a death; true where the host should be started again. */
  allowsRestart(now: number): boolean {
    this.#times = [...this.#times.filter((time) => now - time < withinMs), now];
    return this.#times.length < maxDeaths;
  }
}
