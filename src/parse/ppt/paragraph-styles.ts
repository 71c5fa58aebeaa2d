/** What a paragraph's style says; `bullet` where it says so at all. */
export interface PptParagraphStyle {
  readonly depth: number;
  readonly bullet: boolean | undefined;
}

interface StyleRun extends PptParagraphStyle {
  readonly end: number;
}

const BULLET_FLAGS = 0b11_11;
const TAB_STOPS = 20;
/** Bytes of the fields that a mask announces, in their order ([MS-PPT] 2.9.20, TextPFException). */
const before: readonly (readonly [mask: number, size: number])[] = [
  [1 << 7, 2],
  [1 << 4, 2],
  [1 << 6, 2],
  [1 << 5, 4],
  [1 << 11, 2],
  [1 << 12, 2],
  [1 << 13, 2],
  [1 << 14, 2],
  [1 << 8, 2],
  [1 << 10, 2],
  [1 << 15, 2],
];
const after: readonly (readonly [mask: number, size: number])[] = [
  [1 << 16, 2],
  [(1 << 17) | (1 << 18) | (1 << 19), 2],
  [1 << 21, 2],
];

/**
 * The styles of the paragraphs of a text ([MS-PPT] 2.9.44): runs of characters, each with a level
 * and the properties its mask announces. `at` takes the place of a character.
 *
 * @param characters how many characters the runs cover: those of the text and one more
 */
export function paragraphStyles(
  style: DataView | undefined,
  characters: number,
): { at(place: number): PptParagraphStyle | undefined } {
  const runs = style === undefined ? [] : readRuns(style, characters);
  return { at: (place) => runs.find(({ end }) => place < end) };
}

function readRuns(style: DataView, characters: number): StyleRun[] {
  const runs: StyleRun[] = [];
  let at = 0;
  let end = 0;
  while (end < characters && at + 10 <= style.byteLength) {
    const count = style.getUint32(at, true);
    if (count === 0) break;
    end += count;
    const depth = Math.min(4, style.getUint16(at + 4, true));
    const mask = style.getUint32(at + 6, true);
    at += 10;
    let bullet: boolean | undefined;
    if ((mask & BULLET_FLAGS) !== 0) {
      if (at + 2 > style.byteLength) break;
      if ((mask & 1) !== 0) bullet = (style.getUint16(at, true) & 1) !== 0;
      at += 2;
    }
    at += sizeOf(before, mask);
    if ((mask & (1 << TAB_STOPS)) !== 0) {
      if (at + 2 > style.byteLength) break;
      at += 2 + 4 * style.getUint16(at, true);
    }
    at += sizeOf(after, mask);
    runs.push({ end, depth, bullet });
  }
  return runs;
}

function sizeOf(fields: typeof before, mask: number): number {
  return fields.reduce((sum, [bit, size]) => ((mask & bit) === 0 ? sum : sum + size), 0);
}
