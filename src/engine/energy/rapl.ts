import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where Linux shows the energy counters of processors (RAPL, of Intel's and AMD's alike). */
const POWERCAP = '/sys/class/powercap';
/** A processor package; what lies in it (`intel-rapl:0:0`) is counted with it. */
const PACKAGE = /^intel-rapl:\d+$/u;

interface Counter {
  readonly microjoules: number;
  /** The counter starts again from 0 beyond this. */
  readonly range: number;
}

/** The counters of every processor package, by name. */
export type RaplReading = ReadonlyMap<string, Counter>;

/**
 * Reads the counters; undefined where there are none or this account may not read them, which most
 * systems keep to the administrator since a published attack.
 */
export function readRapl(folder = POWERCAP): RaplReading | undefined {
  const reading = new Map<string, Counter>();
  try {
    for (const name of readdirSync(folder)) {
      if (!PACKAGE.test(name)) continue;
      reading.set(name, {
        microjoules: numberIn(join(folder, name, 'energy_uj')),
        range: numberIn(join(folder, name, 'max_energy_range_uj')),
      });
    }
  } catch {
    return undefined;
  }
  return reading.size === 0 ? undefined : reading;
}

function numberIn(file: string): number {
  const value = Number(readFileSync(file, 'utf8'));
  if (!Number.isFinite(value)) throw new RangeError('not a counter');
  return value;
}

/** Joules between two readings, a counter that began anew in between counted once. */
export function raplJoules(before: RaplReading, after: RaplReading): number {
  let microjoules = 0;
  for (const [name, end] of after) {
    const start = before.get(name);
    if (start === undefined) continue;
    const used = end.microjoules - start.microjoules;
    microjoules += used < 0 ? used + end.range : used;
  }
  return microjoules / 1e6;
}
