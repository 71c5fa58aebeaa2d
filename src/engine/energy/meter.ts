import type { EnergyUse } from '../../contract/system.ts';
import { raplJoules, readRapl, type RaplReading } from './rapl.ts';

/**
 * Watts that a busy core is taken to draw where nothing can be read: the value that the Green
 * Algorithms calculator takes for a processor it does not know (Lannelongue, Grealey and Inouye,
 * Advanced Science 2021). Memory, disk and a graphics processor are not in it.
 */
export const WATTS_A_CORE = 12;

/** The sources that the meter reads. */
export interface EnergySources {
  /** Seconds for which Carrel's processes have kept cores busy so far; never falls. */
  readonly processorSeconds: () => Promise<number>;
  readonly rapl: () => RaplReading | undefined;
}

/** The readings at the moment from which energy is counted. */
export interface Mark {
  readonly seconds: number;
  readonly rapl: RaplReading | undefined;
}

/** Measures the energy that work has cost, by the processors' own counters where they can be read. */
export class EnergyMeter {
  readonly #sources: EnergySources;

  constructor({
    processorSeconds,
    rapl = () => readRapl(),
  }: Partial<EnergySources> & Pick<EnergySources, 'processorSeconds'>) {
    this.#sources = { processorSeconds, rapl };
  }

  async mark(): Promise<Mark> {
    return { seconds: await this.#sources.processorSeconds(), rapl: this.#sources.rapl() };
  }

  /** Joules since a mark. Counters hold what other programs used meanwhile, too. */
  async since(mark: Mark): Promise<EnergyUse> {
    const rapl = this.#sources.rapl();
    if (rapl !== undefined && mark.rapl !== undefined) {
      return { joules: raplJoules(mark.rapl, rapl), method: 'rapl' };
    }
    const seconds = (await this.#sources.processorSeconds()) - mark.seconds;
    return { joules: Math.max(0, seconds) * WATTS_A_CORE, method: 'estimate' };
  }
}
