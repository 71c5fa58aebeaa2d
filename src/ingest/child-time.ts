import type { Client } from '../contract/route.ts';
import type { processorTime } from '../process/processor-time.ts';

/** Sums the processor time of a child and its replacements, each of which counts from 0. */
export class ChildTime {
  #before = 0;
  #current = 0;

  /** Of what the children did up to the last count, in seconds. */
  get seconds(): number {
    return this.#before + this.#current;
  }

  /** Asks the child that runs; one that has just died leaves the sum as it was. */
  async count(
    client: Pick<Client<{ processorTime: typeof processorTime }>, 'call'>,
  ): Promise<void> {
    const time = await client.call('processorTime', {});
    if (!time.ok) return;
    if (time.value.seconds < this.#current) this.#before += this.#current;
    this.#current = time.value.seconds;
  }
}
