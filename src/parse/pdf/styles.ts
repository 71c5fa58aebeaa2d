import type { Segment } from './lines.ts';

/** Body and heading styles of a document, from the text seen so far. */
export class Styles {
  /** Characters by size (half points) and weight. */
  readonly #counts = new Map<string, { size: number; bold: boolean; letters: number }>();
  #letters = 0;

  add(segments: readonly Segment[]): void {
    for (const segment of segments) {
      const size = Math.round(segment.size * 2) / 2;
      const key = `${size} ${segment.bold}`;
      const entry = this.#counts.get(key) ?? { size, bold: segment.bold, letters: 0 };
      entry.letters += segment.text.length;
      this.#letters += segment.text.length;
      this.#counts.set(key, entry);
    }
  }

  /** The style most of the text is set in. */
  body(): { readonly size: number; readonly bold: boolean } {
    let best = { size: 10, bold: false, letters: 0 };
    for (const entry of this.#counts.values()) if (entry.letters > best.letters) best = entry;
    return best;
  }

  /**
   * Level of a heading in this style, 1 to 6 by rank of size, bold body size last; null where the
   * style is no heading's. Larger means a tenth above the body; a style that sets a fifth of the
   * text is no heading.
   */
  headingLevel(size: number, bold: boolean): number | null {
    const body = this.body();
    const larger = (value: number): boolean => value >= body.size * 1.1 && value > body.size + 0.4;
    const rounded = Math.round(size * 2) / 2;
    const sizes = new Set<number>();
    for (const entry of this.#counts.values()) {
      const rare = entry.letters < 0.2 * this.#letters || this.#letters < 2000;
      if (larger(entry.size) && rare) sizes.add(entry.size);
    }
    const ranked = [...sizes].sort((a, b) => b - a);
    const rank = ranked.indexOf(rounded);
    if (rank >= 0) return Math.min(6, rank + 1);
    if (bold && !body.bold && size > 0.9 * body.size) return Math.min(6, ranked.length + 1);
    return null;
  }
}
