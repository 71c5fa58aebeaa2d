import type { Block, PageUnit, ParsedPage } from './document.ts';
import { normalise } from './normalise.ts';

/** A range of the normalised text, UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A box in unrotated points from the crop box's top left. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What `PageBuilder.build` cannot know from the text. Defaults: no label, no layout. */
export interface PageFacts {
  readonly number: number;
  readonly unit: PageUnit;
  readonly label?: string;
  readonly width?: number;
  readonly height?: number;
  readonly rotation?: ParsedPage['rotation'];
}

/**
 * Writes one page's `text`, `raw`, `map`, `words`, `cells` and `blocks` together, so that they cannot
 * disagree. Append in reading order; a range that `append` and `appendNormalised` return is what a
 * block or a word needs.
 */
export class PageBuilder {
  #text = '';
  #raw = '';
  #same = true;
  readonly #map: number[] = [0, 0];
  readonly #words: number[] = [];
  readonly #cells: number[] = [];
  readonly #blocks: Block[] = [];
  /** Raw white space seen by `appendNormalised` and not yet written; null where there is none. */
  #space: string | null = null;

  /** Length of the text so far, in UTF-16 units; white space that still waits is not counted. */
  get offset(): number {
    return this.#text.length;
  }

  /** Appends text as it is (code, separators); `raw` is what it was in the file. */
  append(text: string, raw: string = text): TextRange {
    this.#writeSpace();
    return this.#write(text, raw);
  }

  /** Appends raw text that leaves nothing in the normalised text, such as a line-end hyphen. */
  skip(raw: string): void {
    if (this.#space === null) this.#write('', raw);
    else this.#space += raw;
  }

  /**
   * Appends text normalised, white space collapsed with what stands before: none at the start of a
   * block or cell, none before `breakBlock`. The range leaves out white space at its ends.
   */
  appendNormalised(raw: string): TextRange {
    let start = -1;
    for (const piece of normalise(raw)) {
      const body = piece.text.trimStart();
      const leading = piece.text.length - body.length;
      const core = body.trimEnd();
      const trailing = body.length - core.length;
      // Pieces that hold white space at an end are either only white space or the same as raw.
      if (core === '') {
        if (piece.text === '') this.skip(piece.raw);
        else this.#space = (this.#space ?? '') + piece.raw;
        continue;
      }
      if (leading > 0) this.#space = (this.#space ?? '') + piece.raw.slice(0, leading);
      this.#writeSpace();
      if (start < 0) start = this.#text.length;
      this.#write(core, piece.raw.slice(leading, piece.raw.length - trailing));
      if (trailing > 0) this.#space = piece.raw.slice(piece.raw.length - trailing);
    }
    return { start: start < 0 ? this.#text.length : start, end: this.#text.length };
  }

  /** Ends a block: one line feed, unless the text is empty or already ends with one. */
  breakBlock(): void {
    if (this.#space !== null) this.#write('', this.#space);
    this.#space = null;
    if (this.#text !== '' && !this.#text.endsWith('\n')) this.#write('\n', '\n');
  }

  /** Ends a table cell (tab) within a row. */
  breakCell(): void {
    if (this.#space !== null) this.#write('', this.#space);
    this.#space = null;
    this.#write('\t', '\t');
  }

  /** Adds a word's range and its box. */
  addWord(range: TextRange, box: Box): void {
    this.#words.push(range.start, range.end, box.left, box.top, box.width, box.height);
  }

  /** Adds the place in its sheet (row and column from 0) of the cell whose text is a range. */
  addCell(range: TextRange, row: number, column: number): void {
    if (range.end > range.start) this.#cells.push(range.start, row, column);
  }

  /** Adds a block; blocks come in the order of the text. */
  addBlock(block: Block): void {
    this.#blocks.push(block);
  }

  /** The page. A line feed at the very end is dropped. The builder must not be used afterwards. */
  build(facts: PageFacts): ParsedPage {
    const { text, raw } = this.#withoutLastBreak();
    if (!this.#same) this.#pair(text.length, raw.length);
    return {
      number: facts.number,
      unit: facts.unit,
      label: facts.label ?? '',
      text,
      raw,
      map: this.#same ? new Uint32Array(0) : Uint32Array.from(this.#map),
      width: facts.width ?? 0,
      height: facts.height ?? 0,
      rotation: facts.rotation ?? 0,
      words: Float32Array.from(this.#words),
      ...(this.#cells.length === 0 ? {} : { cells: Uint32Array.from(this.#cells) }),
      blocks: this.#blocks,
    };
  }

  #withoutLastBreak(): { readonly text: string; readonly raw: string } {
    if (!this.#text.endsWith('\n')) return { text: this.#text, raw: this.#raw };
    const text = this.#text.slice(0, -1);
    const cut = rawOffset(Uint32Array.from(this.#map), text.length, 'after');
    while ((this.#map.at(-2) ?? 0) > text.length) this.#map.length -= 2;
    // Raw text that left nothing may follow the break; the page's end then stands for all of it.
    if (cut === this.#raw.length - 1) return { text, raw: this.#raw.slice(0, -1) };
    this.#pair(text.length, cut);
    return { text, raw: this.#raw };
  }

  #writeSpace(): void {
    const raw = this.#space;
    if (raw === null) return;
    this.#space = null;
    const atStart = this.#text === '' || /[\n\t ]$/.test(this.#text);
    this.#write(atStart ? '' : ' ', raw);
  }

  #write(text: string, raw: string): TextRange {
    const start = this.#text.length;
    // A piece that differs is fenced by a pair on each side; equal runs need none between them.
    if (text !== raw) {
      this.#same = false;
      this.#pair(start, this.#raw.length);
    }
    this.#text += text;
    this.#raw += raw;
    if (text !== raw) this.#pair(this.#text.length, this.#raw.length);
    return { start, end: this.#text.length };
  }

  #pair(text: number, raw: number): void {
    if (this.#map.at(-2) === text && this.#map.at(-1) === raw) return;
    this.#map.push(text, raw);
  }
}

/**
 * The raw offset of an offset of the normalised text, by `ParsedPage.map`. Where raw text was
 * dropped at this very offset, `side` says on which side of it to land: `before` for the end of a
 * range, `after` for its start.
 */
export function rawOffset(map: Uint32Array, offset: number, side: 'before' | 'after'): number {
  const pairs = map.length / 2;
  const at = (index: number): number => map[index] ?? 0;
  let low = 0;
  let high = pairs;
  // First pair past the offset (after), or at or past it (before).
  while (low < high) {
    const middle = (low + high) >> 1;
    const past = side === 'after' ? at(middle * 2) > offset : at(middle * 2) >= offset;
    if (past) high = middle;
    else low = middle + 1;
  }
  if (low < pairs && at(low * 2) === offset) return at(low * 2 + 1);
  if (low === 0) return offset;
  const text = at(low * 2 - 2);
  const raw = at(low * 2 - 1);
  if (low === pairs) return raw + (offset - text);
  const scale = (at(low * 2 + 1) - raw) / (at(low * 2) - text);
  return raw + Math.floor((offset - text) * scale);
}
