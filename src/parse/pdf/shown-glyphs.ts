import type { FontFacts } from './fonts.ts';

/** A glyph as pdf.js gives it: width in thousandths of an em, and vertical metrics where the font has them. */
export interface ShownGlyph {
  readonly unicode: string;
  readonly width: number;
  readonly isSpace: boolean;
  readonly vmetric: readonly number[] | null;
}

/** A glyph, or a shift before the next one in thousandths of an em. */
export type Shown = ShownGlyph | number;

/** What a text operator shows; anything of another shape is passed over. */
export function shownItems(items: readonly unknown[]): Shown[] {
  const shown: Shown[] = [];
  for (const item of items) {
    if (typeof item === 'number') shown.push(item);
    else if (typeof item === 'object' && item !== null) shown.push(shownGlyph(item));
  }
  return shown;
}

/** Mean width of letters, in heights of their font's box, that is beyond belief. */
const MAX_WIDTH = 4;

function shownGlyph(value: object): ShownGlyph {
  const unicode: unknown = Reflect.get(value, 'unicode');
  const width: unknown = Reflect.get(value, 'width');
  const vmetric: unknown = Reflect.get(value, 'vmetric');
  return {
    unicode: typeof unicode === 'string' ? unicode : '',
    width: typeof width === 'number' && Number.isFinite(width) ? width : 0,
    isSpace: Reflect.get(value, 'isSpace') === true,
    vmetric: Array.isArray(vmetric) ? vmetric.map(Number) : null,
  };
}

/**
 * The factor from font size to size as seen. A Type 3 font whose box is no box of its letters (a
 * point, a pixel) has letters many times as wide as high by it: their widths tell instead, since a
 * letter is about half as wide as its font is high.
 */
export function seenScale({ sizeScale, widthScale }: FontFacts, items: readonly Shown[]): number {
  let sum = 0;
  let count = 0;
  for (const item of items) {
    if (typeof item === 'number' || item.width <= 0) continue;
    sum += item.width * widthScale;
    count += 1;
  }
  const mean = sum / Math.max(1, count);
  return mean > MAX_WIDTH * sizeScale ? 2 * mean : sizeScale;
}
