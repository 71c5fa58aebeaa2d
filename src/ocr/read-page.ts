import { CarrelFailure } from '../contract/errors.ts';
import type { OcrLanguage } from '../contract/ocr.ts';
import { identity, type Matrix, multiply } from '../parse/pdf/matrix.ts';
import type { DrawnPage } from './draw.ts';
import { type Grey, type QuarterTurns, rotated, turned } from './grey.ts';
import { layOut, type PageShape, type RecognisedPage } from './layout.ts';
import type { RecognisedLine, RecognisedWord, Recogniser } from './recogniser.ts';
import { estimateSkew } from './skew.ts';
import { withoutSpecks } from './specks.ts';

/** Skews below this (radians) cost nothing in recognition; straightening blurs a little. */
const MIN_SKEW = (0.25 * Math.PI) / 180;
/** Mean confidence (percent) of all words below which a page may stand on its head. */
const DOUBTED = 65;
/** Mean confidence below which what was recognised is no text that anyone could read. */
const LEGIBLE = 40;
/** Words with less are marks and dirt rather than words. */
const WORD_CONFIDENCE = 25;
/** Long enough to be no dirt where it stands in a line that reads well. */
const LONG_WORD = /[\p{L}\p{N}]{4}/u;
/** Fewer letters than this are no reason to call a page illegible: it is a picture. */
const FEW_LETTERS = 40;
/** Fewer than this that are doubtful too are what the strokes of a drawing are taken for. */
const STROKES = 16;

interface Reading {
  readonly lines: readonly RecognisedLine[];
  readonly quarters: QuarterTurns;
  /** Radians by which it was turned back, clockwise. */
  readonly straightened: number;
  readonly picture: Grey;
  readonly confidence: number;
  readonly letters: number;
  /** Mean confidence with what is left out as marks: on a page on its head most words are. */
  readonly unsifted: number;
  /** Its words run across, as those of an upright page do. */
  readonly across: boolean;
}

/**
 * Recognises one page: set upright, straightened, read, laid out, its boxes carried back to the page
 * as it is. Without words where there is no text on it.
 *
 * @throws CarrelFailure `scan-illegible` where there is text that cannot be made out
 */
export function readPage(
  recogniser: Recogniser,
  drawn: DrawnPage,
  shape: PageShape,
  languages: readonly OcrLanguage[],
): RecognisedPage {
  const best = bestReading(recogniser, drawn, languages);
  if (best.confidence < LEGIBLE && best.letters >= FEW_LETTERS) {
    throw new CarrelFailure(
      'scan-illegible',
      'The text on this page could not be made out. Scan it again, sharper or at a higher resolution.',
    );
  }
  const least = best.letters < STROKES ? DOUBTED : LEGIBLE;
  const lines = best.confidence < least ? [] : best.lines;
  const scale = drawn.dpi / 72;
  return layOut(lines, { scale, toPage: backToPage(best, drawn, shape), shape });
}

/** Text on its side is told by its lines, text on its head by how badly it reads. */
function bestReading(
  recogniser: Recogniser,
  drawn: DrawnPage,
  languages: readonly OcrLanguage[],
): Reading {
  const clean = withoutSpecks(drawn, drawn.dpi);
  const { sideways, skew } = estimateSkew(clean);
  const read = (quarters: QuarterTurns, lean: number): Reading => {
    // The same lines fall the same way whichever of the two ways round they are.
    const upright = turned(clean, quarters);
    const straightened = Math.abs(lean) < MIN_SKEW ? 0 : -lean;
    const picture = straightened === 0 ? upright : rotated(upright, straightened);
    const found = recogniser.read(picture, drawn.dpi, languages);
    const lines = found
      .map((line) => ({ ...line, words: wordsOf(line) }))
      .filter(({ words }) => words.length > 0);
    return {
      lines,
      quarters,
      straightened,
      picture,
      unsifted: confidenceOf(found.flatMap(({ words }) => words)).confidence,
      across: runAcross(lines),
      ...confidenceOf(lines.flatMap(({ words }) => words)),
    };
  };
  const isRight = ({ across, unsifted }: Reading): boolean => across && unsifted >= DOUBTED;
  const better = (one: Reading, other: Reading): Reading =>
    weight(other) > weight(one) ? other : one;
  const pair = ([first, other]: readonly [QuarterTurns, QuarterTurns], lean: number): Reading => {
    const reading = read(first, lean);
    return isRight(reading) ? reading : better(reading, read(other, lean));
  };
  if (!sideways) return pair([0, 2], skew);
  const onSide = pair([1, 3], skew);
  // A few words may look as if they lay on their side.
  const isSure = isRight(onSide) || (onSide.across && onSide.letters >= FEW_LETTERS);
  return isSure ? onSide : better(onSide, pair([0, 2], 0));
}

/** Part of a line's height that a letter takes at least, one beside the other. */
const NARROWEST = 0.2;

/** Whether the letters of most words stand beside each other, not one below the other. */
function runAcross(lines: readonly RecognisedLine[]): boolean {
  let [across, all] = [0, 0];
  for (const { words, height } of lines) {
    for (const { text, left, right } of words) {
      if (text.length < 3) continue;
      all += text.length;
      if (right - left > NARROWEST * height * text.length) across += text.length;
    }
  }
  return across >= all / 2;
}

/** The words of a line without what rules and specks are read as: strokes, dots, odd letters. */
function wordsOf({ words }: RecognisedLine): RecognisedWord[] {
  const amidWords = confidenceOf(words).confidence >= DOUBTED;
  return words.filter(({ text, confidence }) => {
    if (text === '') return false;
    // A doubtful word is shown as such; a sentence without it would say something else.
    if (amidWords && LONG_WORD.test(text)) return true;
    return confidence >= (/[\p{L}\p{N}]/u.test(text) ? WORD_CONFIDENCE : 60);
  });
}

function confidenceOf(words: readonly RecognisedWord[]): { confidence: number; letters: number } {
  let letters = 0;
  let sum = 0;
  for (const { text, confidence } of words) {
    letters += text.length;
    sum += confidence * text.length;
  }
  return { letters, confidence: letters === 0 ? 0 : sum / letters };
}

function weight({ confidence, letters, across }: Reading): number {
  return across ? Math.max(0, confidence - LEGIBLE / 2) * letters : 0;
}

/** From pixels of the picture that was read to unrotated points of the page. */
function backToPage(reading: Reading, drawn: DrawnPage, shape: PageShape): Matrix {
  const upright = straightBack(reading);
  const seen = quartersBack(reading.quarters, drawn);
  const points: Matrix = [
    drawn.pointsWide / drawn.width,
    0,
    0,
    drawn.pointsHigh / drawn.height,
    0,
    0,
  ];
  const page = rotationBack(shape);
  return [upright, seen, points, page].reduce((inner, outer) => multiply(outer, inner), identity);
}

function straightBack({ straightened, picture }: Reading): Matrix {
  const [cos, sin] = [Math.cos(straightened), Math.sin(straightened)];
  const [cx, cy] = [(picture.width - 1) / 2, (picture.height - 1) / 2];
  // The inverse of a turn by `straightened`, as `rotated` looks its pixels up.
  return [cos, -sin, sin, cos, cx - cos * cx - sin * cy, cy + sin * cx - cos * cy];
}

/** From the turned picture to the picture as drawn. */
function quartersBack(quarters: QuarterTurns, { width, height }: Grey): Matrix {
  switch (quarters) {
    case 1:
      return [0, -1, 1, 0, 0, height];
    case 2:
      return [-1, 0, 0, -1, width, height];
    case 3:
      return [0, 1, -1, 0, width, 0];
    default:
      return identity;
  }
}

/** From points as the page is seen to those of the page before its own rotation. */
function rotationBack({ width, height, rotation }: PageShape): Matrix {
  switch (rotation) {
    case 90:
      return [0, -1, 1, 0, 0, height];
    case 180:
      return [-1, 0, 0, -1, width, height];
    case 270:
      return [0, 1, -1, 0, width, 0];
    default:
      return identity;
  }
}
