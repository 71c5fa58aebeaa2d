import type { Candidate } from './candidates.ts';
import { compared, type Embed, type Selected } from './select.ts';
import { dot } from './vector.ts';

/**
 * How far below the best sentence found a written one may lie in likeness to the question. Of sentences
 * that hold an accepted answer 98% lie within .08; what injected orders wanted said, .10 or more below
 * (docs/adr/0212).
 */
const BELOW_BEST = 0.09;

/**
 * Whether a sentence is about the question. A model that obeys an order in a document writes what the
 * document says word for word, and every other check lets it through.
 */
export class Relevance {
  readonly #question: string;
  readonly #least: number | undefined;
  readonly #embed: Embed;
  #asked: Float32Array | undefined;

  /** @param ranked the sentences found for the question; without their vectors all is let through */
  constructor(question: string, ranked: readonly Selected[], embed: Embed) {
    const cosines = ranked.flatMap(({ cosine }) => cosine ?? []);
    this.#question = question;
    this.#least = cosines.length === 0 ? undefined : Math.max(...cosines) - BELOW_BEST;
    this.#embed = embed;
  }

  /**
   * @param support the sentence it rests on, whose headings say what both are about
   * @throws CarrelFailure `cancelled`
   */
  async holds(sentence: string, support: Candidate, signal: AbortSignal): Promise<boolean> {
    if (this.#least === undefined) return true;
    this.#asked ??= (await this.#embed([this.#question], 'query', signal))?.[0];
    const own = (
      await this.#embed([compared({ ...support, text: sentence })], 'passage', signal)
    )?.[0];
    return this.#asked === undefined || own === undefined || dot(this.#asked, own) >= this.#least;
  }
}
