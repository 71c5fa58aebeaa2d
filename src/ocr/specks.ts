import { type Grey, threshold } from './grey.ts';

/** Largest speck, in pixels at 300 an inch; the full stop of a print of 6 points has 6. */
const LARGEST = 5;
const REFERENCE_DPI = 300;
/** A picture is dirty when it has this many specks for each larger piece of ink; dots of fine print are fewer. */
const DIRTY = 0.1;
const PAPER = 255;

/**
 * A picture without the dirt of its paper or scanner: where there are many pieces of ink smaller than
 * any full stop, they are made white. Recognition takes them for parts of letters, and boxes grow by them.
 */
export function withoutSpecks(picture: Grey, dpi: number): Grey {
  const limit = Math.max(1, Math.round(LARGEST * (dpi / REFERENCE_DPI) ** 2));
  const { specks, others } = piecesOf(picture, limit);
  if (specks.length === 0 || specks.length < DIRTY * others) return picture;
  const data = Uint8Array.from(picture.data);
  for (const pixels of specks) {
    for (const at of pixels) {
      data[at] = PAPER;
      // Their soft edges are ink to a finer eye; no other piece is as near as this.
      for (const step of around(picture.width)) data[at + step] = PAPER;
    }
  }
  return { ...picture, data };
}

/** Steps to the eight neighbours of a pixel. */
function around(width: number): readonly number[] {
  return [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1];
}

/** The pixels of each piece of ink of at most `limit`, and how many larger ones there are. */
function piecesOf(picture: Grey, limit: number): { specks: number[][]; others: number } {
  const { width, data } = picture;
  const dark = threshold(picture);
  const seen = new Uint8Array(data.length);
  const steps = around(width);
  const specks: number[][] = [];
  let others = 0;
  const waiting: number[] = [];
  for (let first = 0; first < data.length; first += 1) {
    if (seen[first] === 1 || (data[first] ?? PAPER) > dark) continue;
    seen[first] = 1;
    waiting.push(first);
    const pixels: number[] = [];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (pixels.length <= limit) pixels.push(at);
      for (const step of steps) {
        const next = at + step;
        // Beyond the edges nothing is dark; that rows meet at their ends joins a few specks at most.
        if (seen[next] !== 0 || (data[next] ?? PAPER) > dark) continue;
        seen[next] = 1;
        waiting.push(next);
      }
    }
    if (pixels.length <= limit) specks.push(pixels);
    else others += 1;
  }
  return { specks, others };
}
