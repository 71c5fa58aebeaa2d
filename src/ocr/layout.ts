import { type ParsedPage, WORD_STRIDE } from '../parse/document.ts';
import { PageBuilder } from '../parse/page-builder.ts';
import { blocksOf } from '../parse/pdf/blocks.ts';
import { regionsOf } from '../parse/pdf/columns.ts';
import { rowsOf, segmentsOf } from '../parse/pdf/lines.ts';
import type { Matrix } from '../parse/pdf/matrix.ts';
import { Styles } from '../parse/pdf/styles.ts';
import type { Word } from '../parse/pdf/words.ts';
import { BlockWriter } from '../parse/pdf/write.ts';
import { bandsOf } from './line-band.ts';
import type { RecognisedLine } from './recogniser.ts';

/** A page's place in its document, unrotated. */
export type PageShape = Pick<ParsedPage, 'number' | 'width' | 'height' | 'rotation'>;

/** A page as recognised, with the percent of confidence of each entry of its words. */
export interface RecognisedPage {
  readonly page: ParsedPage;
  readonly confidences: Uint8Array<ArrayBuffer>;
}

/** Part of an em from the highest ascender to the lowest descender, in usual fonts. */
const EXTENT = 0.93;
/** Heights of lines of one size differ by this part when they are measured. */
const SAME_SIZE = 0.18;

/**
 * Lays recognised words out as the words of a PDF are (tables, headings, paragraphs), within the areas
 * that Tesseract has found and in its order: it sees the rules and the paper between columns.
 *
 * @param scale pixels a point of the picture the words were read on
 * @param toPage from that picture's pixels to unrotated points from the crop box's top left
 */
export function layOut(
  lines: readonly RecognisedLine[],
  { scale, toPage, shape }: { scale: number; toPage: Matrix; shape: PageShape },
): RecognisedPage {
  const sizes = commonSizes(lines.map(({ height }) => height / scale / EXTENT));
  const bands = bandsOf(lines, sizes);
  const confidenceAt = new Map<string, number>();
  const areas = new Map<number, Word[]>();
  for (const [index, line] of lines.entries()) {
    const area = areas.get(line.area) ?? [];
    areas.set(line.area, area);
    // Words are as high as their line, as in a PDF: marks of neighbours meet, and so does a choice of them.
    const [upper, lower] = bands[index] ?? [0, 0];
    const [top, bottom] = [upper / scale, lower / scale];
    for (const word of line.words) {
      const [left, right] = [word.left / scale, word.right / scale];
      confidenceAt.set(placeKey(left, top), word.confidence);
      const size = sizes[index] ?? 10;
      const baseline = line.baseline / scale;
      area.push({
        text: word.text,
        left,
        right,
        top,
        bottom,
        baseline,
        size,
        bold: false,
        tracking: 0,
        spaced: true,
      });
    }
  }
  const builder = new PageBuilder();
  const crop = { left: 0, bottom: 0, width: shape.width, height: shape.height };
  const writer = new BlockWriter(builder, crop, new Set());
  const segments = [...areas.values()].map((words) => rowsOf(words).flatMap(segmentsOf));
  const styles = new Styles();
  for (const area of segments) styles.add(area);
  for (const region of segments.flatMap((area) => regionsOf(area))) {
    for (const block of blocksOf(region, styles)) writer.write(block, 0);
  }
  const page = builder.build({ ...shape, unit: 'page' });
  const confidences = new Uint8Array(page.words.length / WORD_STRIDE);
  const placed = Float32Array.from(page.words);
  for (let word = 0; word < confidences.length; word += 1) {
    const at = word * WORD_STRIDE;
    const [left = 0, top = 0, width = 0, height = 0] = page.words.subarray(
      at + 2,
      at + WORD_STRIDE,
    );
    // A word that was put together from several has no place of its own: nothing vouches for it.
    confidences[word] = Math.round(confidenceAt.get(placeKey(left, top)) ?? 0);
    placed.set(boxOn(toPage, scale, { left, top, width, height }), at + 2);
  }
  return { page: { ...page, words: placed }, confidences };
}

function placeKey(left: number, top: number): string {
  return `${Math.fround(left)} ${Math.fround(top)}`;
}

/**
 * A box where it lay before it was turned and straightened; left, top, width, height. It keeps its size
 * about its middle: what goes around a leaning box would be higher than the words.
 */
function boxOn(
  [a, b, c, d, e, f]: Matrix,
  scale: number,
  box: { left: number; top: number; width: number; height: number },
): readonly [number, number, number, number] {
  const x = (box.left + box.width / 2) * scale;
  const y = (box.top + box.height / 2) * scale;
  const unit = Math.hypot(a, b) * scale;
  const along = Math.abs(a) > Math.abs(b);
  const [width, height] = along ? [box.width, box.height] : [box.height, box.width];
  return [
    a * x + c * y + e - (width * unit) / 2,
    b * x + d * y + f - (height * unit) / 2,
    width * unit,
    height * unit,
  ];
}

/**
 * Sizes that were measured, those close to each other taken for one: a layout tells paragraphs from
 * headings by size, and must not by how a line happens to have been measured.
 */
function commonSizes(measured: readonly number[]): number[] {
  const order = measured.map((size, index) => ({ size, index })).sort((a, b) => a.size - b.size);
  const result: number[] = [];
  let group: { size: number; index: number }[] = [];
  const flush = (): void => {
    const middle = group[group.length >> 1]?.size ?? 10;
    for (const { index } of group) result[index] = middle;
    group = [];
  };
  for (const entry of order) {
    const first = group[0];
    if (first !== undefined && entry.size > first.size * (1 + SAME_SIZE)) flush();
    group.push(entry);
  }
  flush();
  return result;
}
