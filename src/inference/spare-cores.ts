import os from 'node:os';

/** Processor time used up to a moment, in milliseconds, summed over all logical processors. */
export interface CpuReading {
  readonly atMs: number;
  /** Work of all processes; waiting for a disk or for the machine's host is none. */
  readonly busyMs: number;
  /** What this process used of it. */
  readonly ownMs: number;
}

/**
 * Threads that an evaluation should use: as many as `ceiling`, fewer where other processes keep
 * cores busy. llama.cpp's threads wait for one another after every step, so one that has to share
 * its core holds up all the others: beside one busy process on 2 cores, 2 threads were measured at
 * 72 to 142 tokens a second and a single one at 303 to 387.
 */
export function spareThreads(
  before: CpuReading,
  now: CpuReading,
  processors: number,
  ceiling: number,
): number {
  const elapsed = now.atMs - before.atMs;
  if (elapsed <= 0) return ceiling;
  const others = Math.max(0, now.busyMs - before.busyMs - (now.ownMs - before.ownMs)) / elapsed;
  return Math.max(1, Math.min(ceiling, Math.round(processors - others)));
}

/** Readings closer together than this say little: the system counts in steps of 10 ms. */
const shortestMs = 200;
/** Time between readings while nothing asks. */
const intervalMs = 1000;

/** Watches how busy the machine is, to choose the number of threads. */
export class SpareCores {
  readonly #processors = os.cpus().length;
  #before: CpuReading = read();
  #now: CpuReading = this.#before;

  constructor() {
    // A question after a pause should be met with a recent reading.
    setInterval(() => this.#refresh(), intervalMs).unref();
  }

  /** How many of `ceiling` threads to use at this moment. */
  threads(ceiling: number): number {
    this.#refresh();
    return spareThreads(this.#before, this.#now, this.#processors, ceiling);
  }

  #refresh(): void {
    if (performance.now() - this.#now.atMs < shortestMs) return;
    this.#before = this.#now;
    this.#now = read();
  }
}

function read(): CpuReading {
  const { user, system } = process.cpuUsage();
  return {
    atMs: performance.now(),
    busyMs: os
      .cpus()
      .reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0),
    ownMs: (user + system) / 1000,
  };
}
