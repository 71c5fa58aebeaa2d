import { OPS } from './pdfjs.ts';
import { defaultFont, type FontFacts } from './fonts.ts';
import { seenScale, shownItems } from './shown-glyphs.ts';
import { identity, type Matrix, multiply, toMatrix, translate } from './matrix.ts';

/** One glyph (or several characters shown as one) on the page, in PDF user space. */
export interface PlacedGlyph {
  readonly text: string;
  /** Where its baseline starts and ends. */
  readonly x: number;
  readonly y: number;
  readonly endX: number;
  readonly endY: number;
  /** Height of an em in points, across the baseline. */
  readonly size: number;
  /** Spacing the file adds after every glyph, in points: it is no sign of a space. */
  readonly tracking: number;
  readonly font: FontFacts;
}

interface State {
  ctm: Matrix;
  font: FontFacts;
  fontSize: number;
  charSpacing: number;
  wordSpacing: number;
  scaleX: number;
  leading: number;
  rise: number;
}

/** Deeper than any real page; a file that nests without end must not fill the memory. */
const MAX_DEPTH = 512;

/**
 * Runs the text operators of a pdf.js operator list and hands every glyph on with its place. The
 * arithmetic is that of ISO 32000-2, 9.4.4: displacement = (width x size + spacing) x scale.
 */
export class ContentReader {
  #state: State = {
    ctm: identity,
    font: defaultFont,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    scaleX: 1,
    leading: 0,
    rise: 0,
  };
  readonly #stack: State[] = [];
  #line: Matrix = identity;
  #text: Matrix = identity;
  readonly #fontOf: (name: string) => FontFacts;
  readonly #emit: (glyph: PlacedGlyph) => void;

  constructor(fontOf: (name: string) => FontFacts, emit: (glyph: PlacedGlyph) => void) {
    this.#fontOf = fontOf;
    this.#emit = emit;
  }

  /** From the unit square, which pictures are drawn in, to PDF user space. */
  get transformation(): Matrix {
    return this.#state.ctm;
  }

  /** One operator. Arguments of unexpected shape are read as zero: a damaged page goes on. */
  run(operator: number, args: unknown): void {
    const list: readonly unknown[] = Array.isArray(args) ? args : [];
    const number = (index: number): number => {
      const value = list[index];
      return typeof value === 'number' && Number.isFinite(value) ? value : 0;
    };
    const state = this.#state;
    switch (operator) {
      case OPS.save:
        this.#save();
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
      case OPS.endAnnotation:
        this.#state = this.#stack.pop() ?? this.#state;
        break;
      case OPS.paintFormXObjectBegin:
        this.#save();
        this.#transform(toMatrix(list[0]));
        break;
      case OPS.beginAnnotation:
        // Filled-in fields and notes on the page: drawn from the page's own origin.
        this.#save();
        this.#state.ctm = identity;
        this.#transform(toMatrix(list[2]));
        this.#transform(toMatrix(list[3]));
        break;
      case OPS.transform:
        this.#transform(toMatrix(list));
        break;
      case OPS.beginText:
        this.#line = identity;
        this.#text = identity;
        break;
      case OPS.setCharSpacing:
        state.charSpacing = number(0);
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = number(0);
        break;
      case OPS.setHScale:
        state.scaleX = number(0) / 100;
        break;
      case OPS.setLeading:
        state.leading = -number(0);
        break;
      case OPS.setTextRise:
        state.rise = number(0);
        break;
      case OPS.setFont:
        this.#setFont(list[0], number(1));
        break;
      case OPS.setGState:
        this.#setGraphics(list[0]);
        break;
      case OPS.setLeadingMoveText:
        state.leading = number(1);
        this.#move(number(0), number(1));
        break;
      case OPS.moveText:
        this.#move(number(0), number(1));
        break;
      case OPS.nextLine:
        this.#move(0, state.leading);
        break;
      case OPS.setTextMatrix:
        this.#line = toMatrix(list[0]) ?? toMatrix(list) ?? this.#line;
        this.#text = this.#line;
        break;
      case OPS.showText:
        if (Array.isArray(list[0])) this.#show(list[0]);
        break;
      default:
        break;
    }
  }

  #save(): void {
    if (this.#stack.length < MAX_DEPTH) this.#stack.push({ ...this.#state });
  }

  #transform(matrix: Matrix | null): void {
    if (matrix !== null) this.#state.ctm = multiply(this.#state.ctm, matrix);
  }

  #setFont(name: unknown, size: number): void {
    this.#state.font = typeof name === 'string' ? this.#fontOf(name) : defaultFont;
    this.#state.fontSize = size;
  }

  #setGraphics(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    for (const entry of entries) {
      if (!Array.isArray(entry) || entry[0] !== 'Font' || !Array.isArray(entry[1])) continue;
      const size: unknown = entry[1][1];
      this.#setFont(entry[1][0], typeof size === 'number' ? size : 0);
    }
  }

  #move(x: number, y: number): void {
    this.#line = translate(this.#line, x, y);
    this.#text = this.#line;
  }

  #show(items: readonly unknown[]): void {
    const state = this.#state;
    const { font, fontSize } = state;
    const base = multiply(state.ctm, this.#text);
    const shown = shownItems(items);
    const size = Math.abs(fontSize) * Math.hypot(base[2], base[3]) * seenScale(font, shown);
    const tracking = font.vertical
      ? 0
      : Math.max(0, state.charSpacing * state.scaleX * Math.hypot(base[0], base[1]));
    const flip = fontSize < 0 ? -1 : 1;
    let x = 0;
    let y = 0;
    for (const item of shown) {
      if (typeof item === 'number') {
        const kern = (-item / 1000) * fontSize;
        if (font.vertical) y += kern;
        else x += kern * state.scaleX;
        continue;
      }
      const spacing = state.charSpacing + (item.isSpace ? state.wordSpacing : 0);
      if (font.vertical) {
        // Vertical writing: the glyph's box hangs from its origin, centred on it.
        const advance = (item.vmetric?.[0] ?? -1000) * font.widthScale * fontSize;
        this.#place(item.unicode, base, [x, y, x, y + advance], size, tracking);
        y += advance - spacing;
      } else {
        const advance = item.width * font.widthScale * fontSize * state.scaleX;
        const level = state.rise * flip;
        this.#place(item.unicode, base, [x, level, x + advance, level], size, tracking);
        x += advance + spacing * state.scaleX;
      }
    }
    this.#text = translate(this.#text, x, y);
  }

  #place(
    text: string,
    base: Matrix,
    [x, y, endX, endY]: readonly [number, number, number, number],
    size: number,
    tracking: number,
  ): void {
    const glyph: PlacedGlyph = {
      text,
      x: base[0] * x + base[2] * y + base[4],
      y: base[1] * x + base[3] * y + base[5],
      endX: base[0] * endX + base[2] * endY + base[4],
      endY: base[1] * endX + base[3] * endY + base[5],
      size,
      tracking,
      font: this.#state.font,
    };
    if (size > 0 && Number.isFinite(glyph.endX + glyph.endY)) this.#emit(glyph);
  }
}
