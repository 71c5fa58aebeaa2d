import type { PassagePredicate, ScoredPassage } from './types/search.ts';

/** Keeps the best few of many scores, and the best few of those that a predicate selects. */
export class BestPassages {
  readonly #all: TopPassages;
  readonly #apart: TopPassages;
  readonly #isApart: PassagePredicate;

  constructor(limit: number, apart?: PassagePredicate) {
    this.#all = new TopPassages(limit);
    this.#apart = new TopPassages(apart === undefined ? 0 : limit);
    this.#isApart = apart ?? (() => false);
  }

  offer(passage: number, score: number): void {
    this.#all.offer(passage, score);
    if (score > this.#apart.threshold && this.#isApart(passage)) this.#apart.offer(passage, score);
  }

  /** Best first, each passage once; equal scores in the order of their ids. */
  sorted(): ScoredPassage[] {
    const all = this.#all.sorted();
    const known = new Set(all.map(({ passage }) => passage));
    const more = this.#apart.sorted().filter(({ passage }) => !known.has(passage));
    // What is not among the best of all comes after them.
    return [...all, ...more];
  }
}

/** Keeps the best few of many scores: a heap with the worst kept on top. */
export class TopPassages {
  readonly #limit: number;
  readonly #passages: number[] = [];
  readonly #scores: number[] = [];
  /** What a score must exceed to be kept. */
  threshold = Number.NEGATIVE_INFINITY;

  constructor(limit: number) {
    this.#limit = limit;
    if (limit === 0) this.threshold = Number.POSITIVE_INFINITY;
  }

  offer(passage: number, score: number): void {
    if (!(score > this.threshold)) return;
    if (this.#scores.length < this.#limit) {
      this.#scores.push(score);
      this.#passages.push(passage);
      this.#rise(this.#scores.length - 1);
    } else {
      this.#scores[0] = score;
      this.#passages[0] = passage;
      this.#sink(0);
    }
    if (this.#scores.length === this.#limit) this.threshold = this.#score(0);
  }

  /** Best first; equal scores in the order of their ids. */
  sorted(): ScoredPassage[] {
    return this.#passages
      .map((passage, index) => ({ passage, score: this.#score(index) }))
      .sort((a, b) => b.score - a.score || a.passage - b.passage);
  }

  #score(index: number): number {
    return this.#scores[index] ?? Number.POSITIVE_INFINITY;
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#score(parent) <= this.#score(at)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    let at = from;
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (this.#score(left) < this.#score(least)) least = left;
      if (this.#score(right) < this.#score(least)) least = right;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    const score = this.#score(a);
    this.#scores[a] = this.#score(b);
    this.#scores[b] = score;
    const passage = this.#passages[a] ?? 0;
    this.#passages[a] = this.#passages[b] ?? 0;
    this.#passages[b] = passage;
  }
}
