import type { ScanReason } from '../document.ts';
import type { Segment } from './lines.ts';

/** What is looked at of a page. */
export interface PageLook {
  readonly parts: readonly { readonly segments: readonly Segment[] }[];
  /** Nothing at all is drawn on the page. */
  readonly blank: boolean;
  /** Part of the page that pictures cover, 0 to 1. */
  readonly covered: number;
  /** Characters drawn, and those among them that stand for nothing. */
  readonly glyphs: { readonly all: number; readonly strange: number };
}

/** Part of the page that pictures cover on a scan. */
const COVERED = 0.5;
/** Characters of text of its own that a scan has at most: a page number, a stamp, a reference. */
const HARDLY_ANY = 120;
/** Share of characters that stand for nothing from which on a text layer is broken, and of how many. */
const STRANGE_SHARE = 0.3;
const MIN_GLYPHS = 20;
/**
 * The letters that are most of any text in a European language (55% in Polish, 64% in English): a
 * text of Latin letters where they are less than this share has letters put in for others. Of 26
 * letters in no order they are 31%.
 */
const usual = /[aeinorst]/u;
const USUAL_SHARE = 0.42;
const MIN_LETTERS = 250;

const strange = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]/u;

/** Whether a glyph's text stands for no character: fonts without a usable map give such. */
export function isStrange(text: string): boolean {
  return text === '' || strange.test(text);
}

/**
 * Why a page's text is to be recognised from its picture rather than taken from the file, or null:
 * it shows something and has no text; pictures cover it and it has hardly any text; or its text
 * layer is broken. The limits are in docs/adr/0196.
 */
export function scanReasonOf(page: PageLook): ScanReason | null {
  if (page.parts.length === 0) return page.blank ? null : 'no-text';
  const texts = page.parts.flatMap(({ segments }) => segments.map(({ text }) => text));
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (page.covered >= COVERED && characters < HARDLY_ANY) return 'picture';
  const { all, strange: odd } = page.glyphs;
  if (all >= MIN_GLYPHS && odd >= STRANGE_SHARE * all) return 'broken-text';
  return isImprobable(texts) ? 'broken-text' : null;
}

/** Letters put in for others, as by a font whose characters are numbered by their place in it. */
function isImprobable(texts: readonly string[]): boolean {
  const letters =
    texts
      .join('')
      .normalize('NFD')
      .toLowerCase()
      .match(/\p{Script=Latin}/gu) ?? [];
  if (letters.length < MIN_LETTERS) return false;
  return letters.filter((letter) => usual.test(letter)).length < USUAL_SHARE * letters.length;
}
