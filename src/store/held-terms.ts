const SPACE = 32;
/** Bits of a word's hash that are looked up before the word itself; a question has some tens of terms. */
const BITS = 1023;

/** Which of some search terms stand in a text of terms parted by spaces. */
export class HeldTerms {
  readonly #terms: ReadonlySet<string>;
  /** Terms of several words, which a letter that is written out becomes. */
  readonly #phrases: readonly string[];
  readonly #hashes = new Uint8Array(BITS + 1);

  constructor(terms: Iterable<string>) {
    this.#terms = new Set(terms);
    this.#phrases = [...this.#terms].filter((term) => term.includes(' '));
    for (const term of this.#terms) {
      let hash = 0;
      for (let i = 0; i < term.length; i += 1) hash = next(hash, term.charCodeAt(i));
      this.#hashes[hash & BITS] = 1;
    }
  }

  /** One pass over the text, whatever the number of terms: to cut out every word takes ten times as long. */
  in(text: string): ReadonlySet<string> {
    const held = new Set<string>();
    for (let at = 0, start = 0, hash = 0; at <= text.length; at += 1) {
      const code = at < text.length ? text.charCodeAt(at) : SPACE;
      if (code !== SPACE) {
        hash = next(hash, code);
        continue;
      }
      if (this.#hashes[hash & BITS] === 1) {
        const word = text.slice(start, at);
        if (this.#terms.has(word)) held.add(word);
      }
      start = at + 1;
      hash = 0;
    }
    for (const phrase of this.#phrases) if (` ${text} `.includes(` ${phrase} `)) held.add(phrase);
    return held;
  }
}

function next(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}
