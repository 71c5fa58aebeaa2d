import type { PlacedGlyph } from './content.ts';
import { type CropBox, type Direction, directionOf, toUpright, type UprightBox } from './frame.ts';

/** Characters drawn next to each other without a space, in the upright frame of their direction. */
export interface Word extends UprightBox {
  text: string;
  left: number;
  right: number;
  readonly top: number;
  readonly bottom: number;
  readonly baseline: number;
  readonly size: number;
  readonly bold: boolean;
  readonly tracking: number;
  /** A space is drawn right before it, even where the next letter steps back over it. */
  readonly spaced: boolean;
}

// A gap wider than this part of the em is a space: between kerning (under .08) and the narrowest
// space of justified text (about .15); pdf.js and Poppler both use a tenth.
const SPACE = 0.1;
/** A glyph may step back over the one before by kerning, not by more than this part of the em. */
const OVERLAP = 0.4;
const SAME_BASELINE = 0.08;

/** Bullets of the common symbol fonts, which sit in the private use area. */
const symbolBullets = /[\uF0A7\uF0A8\uF0B7\uF0D8\uF0FC\uF076\uF06E\uF071]/g;
const privateUse = /[\uE000-\uF8FF]|[\u{F0000}-\u{10FFFD}]/gu;
const spaceOnly = /^[\s\u00A0\u200B]*$/u;
/** Scripts written without spaces: each character is a word of its own for boxes. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFF65]/u;

/** Scripts whose lines are read from the right. */
export const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Most glyphs a page may hold: dense real pages have 20,000. */
const MAX_GLYPHS = 400_000;

/** Gathers glyphs in the order they are drawn into words, per direction. */
export class WordGatherer {
  readonly words = new Map<Direction, Word[]>();
  readonly #crop: CropBox;
  #word: Word | null = null;
  #direction: Direction = 0;
  #glyphs = 0;
  #space: PlacedGlyph | null = null;

  constructor(crop: CropBox) {
    this.#crop = crop;
  }

  add(glyph: PlacedGlyph): void {
    this.#glyphs += 1;
    if (this.#glyphs > MAX_GLYPHS) return;
    const text = glyph.text.replace(symbolBullets, '\u2022').replace(privateUse, '');
    if (spaceOnly.test(text)) {
      // A zero-width or dropped character does not end the word.
      if (/[ \u00A0\u3000]/.test(text)) {
        this.#word = null;
        this.#space = glyph;
      }
      return;
    }
    const direction =
      glyph.x === glyph.endX && glyph.y === glyph.endY ? this.#direction : directionOf(glyph);
    const [from, baseline] = toUpright(this.#crop, direction, glyph.x, glyph.y);
    const [to] = toUpright(this.#crop, direction, glyph.endX, glyph.endY);
    const left = Math.min(from, to);
    const right = Math.max(from, to);
    const word = this.#word;
    if (word !== null && direction === this.#direction && joins(word, glyph, left, baseline)) {
      if (!(unspaced.test(text) || unspaced.test(word.text))) {
        word.text = appended(word.text, text);
        word.right = Math.max(word.right, right);
        return;
      }
    }
    this.#start(glyph, text, direction, { left, right, baseline });
  }

  #start(
    glyph: PlacedGlyph,
    text: string,
    direction: Direction,
    place: { left: number; right: number; baseline: number },
  ): void {
    const { font, size } = glyph;
    const word: Word = {
      text,
      left: place.left,
      right: place.right,
      baseline: place.baseline,
      top: place.baseline - (font.vertical ? 0.5 : font.ascent) * size,
      bottom: place.baseline - (font.vertical ? -0.5 : font.descent) * size,
      size,
      bold: font.bold,
      tracking: glyph.tracking,
      spaced: this.#space !== null && follows(this.#space, glyph),
    };
    this.#space = null;
    this.#word = word;
    this.#direction = direction;
    if (!this.#inside(word, direction)) return;
    const list = this.words.get(direction);
    if (list === undefined) this.words.set(direction, [word]);
    else list.push(word);
  }

  /** Text outside the crop box is never seen and would be a quote without a place. */
  #inside(word: Word, direction: Direction): boolean {
    const upright = direction === 0 || direction === 180;
    const along = upright ? this.#crop.width : this.#crop.height;
    const across = upright ? this.#crop.height : this.#crop.width;
    return (
      word.right > 0 && word.left < along && word.baseline > 0 && word.top < across && word.size > 1
    );
  }
}

/** Whether a glyph is drawn where a space ends. */
function follows(space: PlacedGlyph, glyph: PlacedGlyph): boolean {
  return Math.hypot(glyph.x - space.endX, glyph.y - space.endY) < 0.5 * glyph.size;
}

function joins(word: Word, glyph: PlacedGlyph, left: number, baseline: number): boolean {
  if (Math.abs(word.baseline - baseline) > SAME_BASELINE * word.size) return false;
  if (Math.abs(word.size - glyph.size) > 0.08 * word.size) return false;
  if (word.bold !== glyph.font.bold) return false;
  const gap = left - word.right;
  return gap < SPACE * word.size + glyph.tracking && gap > -OVERLAP * word.size;
}

/**
 * Glyphs that follow each other left to right: in a right-to-left script the later one comes first
 * in the text; a mark stays behind the letter it is drawn over.
 */
function appended(text: string, glyph: string): string {
  if (!rightToLeft.test(glyph)) return text + glyph;
  if (!/^\p{M}/u.test(glyph)) return glyph + text;
  const [first = ''] = text;
  return first + glyph + text.slice(first.length);
}

/** The second drawing follows the first within a line or so; this bounds hostile repetition. */
const RECENT = 64;

/**
 * Drops words drawn twice at nearly the same place, the common way to fake bold or a shadow.
 */
export function withoutOverprint(words: readonly Word[]): Word[] {
  const seen = new Map<string, Word[]>();
  return words.filter((word) => {
    const twins = seen.get(word.text);
    if (twins === undefined) {
      seen.set(word.text, [word]);
      return true;
    }
    if (twins.slice(-RECENT).some((twin) => overprints(twin, word))) return false;
    twins.push(word);
    return true;
  });
}

function overprints(first: Word, second: Word): boolean {
  const near = 0.2 * first.size;
  return (
    Math.abs(first.left - second.left) < near &&
    Math.abs(first.right - second.right) < near &&
    Math.abs(first.baseline - second.baseline) < near
  );
}
