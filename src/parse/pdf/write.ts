import type { Box, PageBuilder, TextRange } from '../page-builder.ts';
import type { LaidBlock } from './blocks.ts';
import { type CropBox, type Direction, toPage, type UprightBox } from './frame.ts';
import type { Segment, Token } from './lines.ts';
import type { Table } from './tables.ts';
import { unspaced, type Word } from './words.ts';

/** Compounds the document writes with a hyphen inside a line, lower case. */
export type Compounds = ReadonlySet<string>;

/** Writes laid out blocks into a page builder. */
export class BlockWriter {
  readonly #builder: PageBuilder;
  readonly #crop: CropBox;
  readonly #compounds: Compounds;
  #direction: Direction = 0;

  constructor(builder: PageBuilder, crop: CropBox, compounds: Compounds) {
    this.#builder = builder;
    this.#crop = crop;
    this.#compounds = compounds;
  }

  /** One block of text running in `direction`. */
  write(block: LaidBlock, direction: Direction): void {
    this.#direction = direction;
    if (block.kind === 'table') this.#table(block.table, block.continued);
    else {
      const range = this.#lines(block.lines.map((line) => line.segments.flatMap((s) => s.tokens)));
      if (range.end === range.start) return;
      if (block.kind === 'heading') {
        this.#builder.addBlock({ kind: 'heading', level: block.level, ...range });
      } else if (block.kind === 'list-item') {
        this.#builder.addBlock({ kind: 'list-item', depth: block.depth, ...range });
      } else this.#builder.addBlock({ kind: 'paragraph', ...range });
    }
  }

  /** One running header or footer. */
  furniture(segments: readonly Segment[], direction: Direction): void {
    this.#direction = direction;
    const range = this.#lines([segments.flatMap((segment) => segment.tokens)]);
    if (range.end > range.start) this.#builder.addBlock({ kind: 'furniture', ...range });
  }

  #lines(lines: readonly (readonly Token[])[]): TextRange {
    this.#builder.breakBlock();
    const start = this.#builder.offset;
    lines.forEach((line, index) => {
      const next = lines[index + 1]?.[0];
      line.forEach((token, place) => {
        const last = place === line.length - 1;
        if (last && next !== undefined) this.#lineEnd(token, next);
        else {
          this.#token(token, 0);
          if (!last) this.#builder.appendNormalised(' ');
        }
      });
    });
    const end = this.#builder.offset;
    this.#builder.breakBlock();
    return { start, end };
  }

  /** The last token of a line, with the break after it: a space, or a hyphen taken out. */
  #lineEnd(token: Token, next: Token): void {
    const hyphen = /[-\u2010\u00AD]$/u.test(token.text);
    const solid = unspaced.test(token.text.slice(-1)) && unspaced.test(next.text.slice(0, 1));
    if (hyphen && this.#isBroken(token.text, next.text)) {
      this.#token(token, 1);
      this.#builder.skip(`${token.text.slice(-1)}\n`);
    } else {
      this.#token(token, 0);
      const kept =
        hyphen && /[\p{L}\d][-\u2010]$/u.test(token.text) && /^[\p{L}\d]/u.test(next.text);
      if (kept || solid) this.#builder.skip('\n');
      else this.#builder.appendNormalised('\n');
    }
  }

  /** Whether a word was hyphenated at the line's end, rather than being written with a hyphen. */
  #isBroken(before: string, after: string): boolean {
    if (before.endsWith('\u00AD')) return true;
    if (!/^[\p{P}]*\p{L}{2,}[-\u2010]$/u.test(before) || !/^\p{Ll}{2,}/u.test(after)) return false;
    const rest = /^\p{L}+/u.exec(after)?.[0] ?? '';
    const whole = `${before.replace(/^\p{P}+/u, '').slice(0, -1)}-${rest}`;
    return !this.#compounds.has(whole.toLowerCase());
  }

  /** A token's words with their boxes; `cut` characters at its end are left to the caller. */
  #token(token: Token, cut: number): void {
    let open: { range: TextRange; box: UprightBox } | null = null;
    const flush = (): void => {
      if (open !== null && open.range.end > open.range.start) {
        this.#builder.addWord(open.range, this.#box(open.box));
      }
      open = null;
    };
    token.words.forEach((word, index) => {
      const last = index === token.words.length - 1;
      const text = last ? word.text.slice(0, word.text.length - cut) : word.text;
      const range = this.#builder.appendNormalised(text);
      if (open !== null && unspaced.test(word.text)) flush();
      open = {
        range: { start: open?.range.start ?? range.start, end: range.end },
        box: union(open?.box, word),
      };
      if (unspaced.test(word.text)) flush();
    });
    flush();
  }

  #box(box: UprightBox): Box {
    return toPage(this.#crop, this.#direction, box);
  }

  #table(table: Table, continued?: true): void {
    this.#builder.breakBlock();
    const start = this.#builder.offset;
    const rows = table.rows.map((row) => {
      this.#builder.breakBlock();
      const from = this.#builder.offset;
      const used = row.cells.findLastIndex((cell) => cell.length > 0) + 1;
      const cells = row.cells.slice(0, used).map((cell, index) => {
        if (index > 0) this.#builder.breakCell();
        const cellStart = this.#builder.offset;
        this.#cell(cell);
        return { start: cellStart, end: this.#builder.offset };
      });
      return { start: from, end: this.#builder.offset, header: row.header, cells };
    });
    const end = this.#builder.offset;
    this.#builder.breakBlock();
    const range = { start, end, rows };
    this.#builder.addBlock({ kind: 'table', ...range, ...(continued === true && { continued }) });
  }

  /** The lines of one cell, run on. */
  #cell(lines: readonly Segment[]): void {
    lines.forEach(({ tokens }, index) => {
      const next = lines[index + 1]?.tokens[0];
      tokens.forEach((token, place) => {
        if (place > 0 && !tight(tokens[place - 1], token)) this.#builder.appendNormalised(' ');
        if (next !== undefined && place === tokens.length - 1) this.#lineEnd(token, next);
        else this.#token(token, 0);
      });
    });
  }
}

/** `$ 12`, `( 3`, `4 )` and `5 %` are written apart in tables for alignment only. */
function tight(before: Token | undefined, token: Token): boolean {
  return /^[$€£¥(]+$/u.test(before?.text ?? '') || /^[)%]+$/u.test(token.text);
}

function union(box: UprightBox | undefined, word: Word): UprightBox {
  if (box === undefined) {
    return { left: word.left, right: word.right, top: word.top, bottom: word.bottom };
  }
  return {
    left: Math.min(box.left, word.left),
    right: Math.max(box.right, word.right),
    top: Math.min(box.top, word.top),
    bottom: Math.max(box.bottom, word.bottom),
  };
}
