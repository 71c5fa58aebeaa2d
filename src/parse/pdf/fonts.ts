import { z } from 'zod';

/** What placing a glyph needs to know of its font. Lengths are in text space: 1 is one em. */
export interface FontFacts {
  readonly ascent: number;
  /** Negative below the baseline. */
  readonly descent: number;
  /** Glyph widths times this are in ems. */
  readonly widthScale: number;
  /** Factor from the font size set to the size seen; Type 3 fonts may draw in any unit. */
  readonly sizeScale: number;
  readonly vertical: boolean;
  readonly bold: boolean;
}

const fontObject = z.object({
  name: z.string().catch(''),
  ascent: z.number().catch(0),
  descent: z.number().catch(0),
  bold: z.boolean().catch(false),
  black: z.boolean().catch(false),
  vertical: z.boolean().catch(false),
  isType3Font: z.boolean().catch(false),
  fontMatrix: z.array(z.number()).min(4).catch([0.001, 0, 0, 0.001]),
  bbox: z.array(z.number()).length(4).catch([0, 0, 0, 0]),
});

// Poppler's bounds and defaults for fonts that state nothing sensible; boxes then agree with it.
const MAX_ASCENT = 1.05;
const MIN_DESCENT = -0.4;
const DEFAULT_ASCENT = 0.95;
const DEFAULT_DESCENT = -0.35;

/**
 * Ascender and descender of the fonts every viewer has, from Adobe's metrics for the 14 standard
 * fonts: files name these without embedding or describing them.
 */
const standard: readonly (readonly [RegExp, number, number])[] = [
  [/^(?:Helvetica|Arial)(?:[-,]|MT|$)/u, 0.718, -0.207],
  [/^Times(?:[-,]|NewRoman|$)/u, 0.683, -0.217],
  [/^Courier(?:[-,]|New|$)/u, 0.629, -0.157],
];

export const defaultFont: FontFacts = {
  ascent: DEFAULT_ASCENT,
  descent: DEFAULT_DESCENT,
  widthScale: 0.001,
  sizeScale: 1,
  vertical: false,
  bold: false,
};

/** Reads a pdf.js font object (`commonObjs`); anything missing falls back to a plain font. */
export function fontFacts(source: unknown): FontFacts {
  const parsed = fontObject.safeParse(properties(source));
  if (!parsed.success) return defaultFont;
  const font = parsed.data;
  const scaleX = Math.abs(font.fontMatrix[0] ?? 0.001);
  const scaleY = Math.abs(font.fontMatrix[3] ?? 0.001);
  const boxHeight = ((font.bbox[3] ?? 0) - (font.bbox[1] ?? 0)) * scaleY;
  const sized = font.isType3Font && boxHeight > 0 && Number.isFinite(boxHeight);
  const [ascent, descent] = extentOf(font.name, font.ascent, font.descent);
  return {
    ascent: sized ? 0.8 : ascent,
    descent: sized ? -0.2 : descent,
    widthScale: scaleX > 0 ? scaleX : 0.001,
    sizeScale: sized ? boxHeight : 1,
    vertical: font.vertical,
    bold: font.bold || font.black || /bold|black|heavy|demi/i.test(font.name),
  };
}

function extentOf(name: string, ascent: number, descent: number): readonly [number, number] {
  const known = standard.find(([pattern]) => pattern.test(name));
  const bare = /^(?:Helvetica|Times|Courier)(?:-(?:Roman|Bold|Italic|Oblique)+)?$/u.test(name);
  if (known !== undefined && (bare || !(ascent > 0))) return [known[1], known[2]];
  return [
    clamp(ascent, DEFAULT_ASCENT, 0.2, MAX_ASCENT),
    -clamp(-descent, -DEFAULT_DESCENT, 0.02, -MIN_DESCENT),
  ];
}

function clamp(value: number, fallback: number, least: number, most: number): number {
  if (!Number.isFinite(value) || value < least) return fallback;
  return Math.min(value, most);
}

/** The getters of the font's class, which zod would not see, as a plain object. */
function properties(source: unknown): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  const names = Object.keys(fontObject.shape);
  return Object.fromEntries(names.map((name) => [name, Reflect.get(source, name)]));
}
