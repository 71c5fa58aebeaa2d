import { z } from 'zod';
import { CarrelFailure } from '../../contract/errors.ts';
import type { Energy, EnergyUse } from '../../contract/system.ts';
import type { SettingStore } from '../../store/types/settings.ts';
import type { EnergyMeter, Mark } from './meter.ts';

/** Where the sums lie among the store's settings, as JSON. */
const KEY = 'energy';
/** Pages below which a figure for a thousand would say little. */
const MIN_PAGES = 20;

const count = z.number().min(0);
const sums = z.strictObject({
  method: z.enum(['rapl', 'estimate']),
  questions: count,
  questionJoules: count,
  pages: count,
  pageJoules: count,
});
type Sums = z.infer<typeof sums>;

type Values = SettingStore;

/**
 * Counts what questions and reading cost, over all starts of the engine. A figure is worth no failed
 * question: what cannot be written down (a full disk) is counted in memory alone.
 */
export class EnergyService {
  readonly #values: Values;
  readonly #meter: EnergyMeter;
  #sums: Sums | undefined;
  #reading: Promise<Mark> | undefined;
  #counting: Promise<void> = Promise.resolve();
  /** A question was asked while documents were being read. */
  #mixed = false;

  constructor(values: Values, meter: EnergyMeter) {
    this.#values = values;
    this.#meter = meter;
    this.#sums = stored(values.setting(KEY));
  }

  /** Does work for a question and says what it cost; failed work is not counted. */
  async ofQuestion<T>(work: () => Promise<T>): Promise<{ value: T; energy: EnergyUse }> {
    const alone = this.#reading === undefined;
    if (!alone) this.#mixed = true;
    const mark = await this.#meter.mark();
    const value = await work();
    const energy = await this.#meter.since(mark);
    // Beside reading the two cannot be told apart, so that neither goes into a mean.
    if (alone && this.#reading === undefined) {
      this.#add(energy, { questions: 1, questionJoules: energy.joules });
    }
    return { value, energy };
  }

  /** Documents begin to be read. */
  readingBegins(): void {
    this.#mixed = false;
    this.#reading = this.#meter.mark();
  }

  /** Reading ends, with so many pages whose text and vectors are stored. */
  readingEnds(pages: number): void {
    const begun = this.#reading;
    this.#reading = undefined;
    if (begun === undefined || pages === 0 || this.#mixed) return;
    this.#counting = this.#countPages(begun, pages);
  }

  /** Resolves when what has ended is counted: the processes must live until then. */
  async settled(): Promise<void> {
    await this.#counting;
  }

  /** What was measured so far. */
  report(): Energy {
    if (this.#sums === undefined)
      return { method: null, perQuestion: null, perThousandPages: null };
    const { method, questions, questionJoules, pages, pageJoules } = this.#sums;
    return {
      method,
      perQuestion: questions === 0 ? null : questionJoules / questions,
      perThousandPages: pages < MIN_PAGES ? null : (1000 * pageJoules) / pages,
    };
  }

  async #countPages(begun: Promise<Mark>, pages: number): Promise<void> {
    const energy = await this.#meter.since(await begun);
    this.#add(energy, { pages, pageJoules: energy.joules });
  }

  #add({ method }: EnergyUse, more: Partial<Omit<Sums, 'method'>>): void {
    const none = { method, questions: 0, questionJoules: 0, pages: 0, pageJoules: 0 };
    // Counters and estimates are not added up.
    const base = this.#sums?.method === method ? this.#sums : none;
    this.#sums = {
      method,
      questions: base.questions + (more.questions ?? 0),
      questionJoules: base.questionJoules + (more.questionJoules ?? 0),
      pages: base.pages + (more.pages ?? 0),
      pageJoules: base.pageJoules + (more.pageJoules ?? 0),
    };
    try {
      this.#values.setSetting(KEY, JSON.stringify(this.#sums));
    } catch (error) {
      if (!(error instanceof CarrelFailure)) throw error;
    }
  }
}

function stored(text: string | undefined): Sums | undefined {
  if (text === undefined) return undefined;
  try {
    return sums.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
