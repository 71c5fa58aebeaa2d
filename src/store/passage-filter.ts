/** Which passages are looked at: those listed, or with `except` all but those. */
export class PassageFilter {
  readonly ids: readonly number[];
  readonly except: boolean;
  /** A byte a passage: searches ask for each passage of the store, which takes a Set ten times as long. */
  readonly #listed: Uint8Array;

  /** @param ids of passages that are stored: the largest decides what this takes of memory */
  constructor(ids: readonly number[], except: boolean) {
    this.ids = ids;
    this.except = except;
    this.#listed = new Uint8Array(1 + ids.reduce((most, id) => Math.max(most, id), 0));
    for (const id of ids) this.#listed[id] = 1;
  }

  has(passage: number): boolean {
    return (this.#listed[passage] === 1) !== this.except;
  }
}
