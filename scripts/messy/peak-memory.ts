import { readFileSync, writeFileSync } from 'node:fs';
import { descendants } from '../bench/process-memory.ts';

const SAMPLE_MS = 100;

/** Highest resident memory while something ran, in MB. Linux only; 0 elsewhere. */
export interface PeakMemory {
  /** Of one parser process. */
  readonly parserMb: number;
  /** Of all processes below this one at a time, added up. */
  readonly allMb: number;
}

/**
 * Watches the processes below this one. A parser's peak is the kernel's own high-water mark, set
 * back when the watch starts; the sum is sampled every SAMPLE_MS.
 */
export class MemoryWatch {
  #parser = 0;
  #all = 0;
  readonly #timer: NodeJS.Timeout;

  constructor() {
    if (process.platform === 'linux') for (const pid of descendants(process.pid)) resetPeak(pid);
    this.#timer = setInterval(() => {
      this.#sample();
    }, SAMPLE_MS);
  }

  end(): PeakMemory {
    clearInterval(this.#timer);
    this.#sample();
    return { parserMb: this.#parser, allMb: this.#all };
  }

  #sample(): void {
    if (process.platform !== 'linux') return;
    let all = 0;
    for (const pid of descendants(process.pid)) {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        all += megabytes(status, 'VmRSS');
        if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('src/parse/main.ts')) {
          this.#parser = Math.max(this.#parser, megabytes(status, 'VmHWM'));
        }
      } catch {
        // It ended meanwhile.
      }
    }
    this.#all = Math.max(this.#all, all);
  }
}

function megabytes(status: string, name: string): number {
  return (1024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, 'mu').exec(status)?.[1] ?? 0)) / 1e6;
}

/** See proc(5), `clear_refs`. Where it may not be done, the mark is that of the files before too. */
function resetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // Not ours to set back.
  }
}
