/**
 * Makes something at the first call and gives the same to all later ones. What failed is forgotten: the next
 * call tries again.
 */
export class MemoizedPromise<T> {
  readonly #make: () => Promise<T>;
  #made: Promise<T> | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  async get(): Promise<T> {
    const made = (this.#made ??= this.#make());
    try {
      return await made;
    } catch (error) {
      if (this.#made === made) this.#made = undefined;
      throw error;
    }
  }

  /** Forgets what was made; that, or undefined where there is nothing. Never throws. */
  async release(): Promise<T | undefined> {
    const made = this.#made;
    this.#made = undefined;
    return await made?.catch(() => undefined);
  }
}
