import { modifiers, sprm, type Modifier } from './sprms.ts';

/** Properties of the characters or the paragraph between two places of the document stream. */
export interface Run<T> {
  readonly from: number;
  readonly to: number;
  readonly properties: T;
}

/** What is looked at of characters. */
export interface CharacterProperties {
  readonly gone: boolean;
  readonly bold: boolean;
}

const PAGE = 512;
/** Bytes of an entry of a page of paragraphs (BxPap). */
const PARAGRAPH_ENTRY = 13;

/** Runs of characters ([MS-DOC] 2.9.33, ChpxFkp), in the order of the stream. */
export function characterRuns(plc: DataView, stream: Uint8Array): Run<CharacterProperties>[] {
  return readPages(plc, stream, 1, (page, at) => {
    const length = page.getUint8(at);
    const bytes = within(page, at + 1, length);
    let gone = false;
    let bold = false;
    for (const { code, value } of modifiers(bytes)) {
      if (code === sprm.deleted || code === sprm.hidden) gone ||= value === 1;
      else if (code === sprm.bold) bold = value === 1;
    }
    return { gone, bold };
  });
}

/** What is looked at of a paragraph. */
export interface ParagraphProperties {
  /** Index of its style. */
  readonly style: number;
  readonly modifiers: readonly Modifier[];
}

/** Runs of paragraphs ([MS-DOC] 2.9.175, PapxFkp), in the order of the stream. */
export function paragraphRuns(plc: DataView, stream: Uint8Array): Run<ParagraphProperties>[] {
  return readPages(plc, stream, PARAGRAPH_ENTRY, (page, at) => {
    const words = page.getUint8(at);
    const bytes =
      words === 0 && at + 1 < PAGE
        ? within(page, at + 2, 2 * page.getUint8(at + 1))
        : within(page, at + 1, 2 * words - 1);
    if (bytes.byteLength < 2) return { style: 0, modifiers: [] };
    return { style: bytes.getUint16(0, true), modifiers: [...modifiers(within(bytes, 2, PAGE))] };
  });
}

function within(view: DataView, at: number, length: number): DataView {
  const start = Math.min(at, view.byteLength);
  const size = Math.max(0, Math.min(length, view.byteLength - start));
  return new DataView(view.buffer, view.byteOffset + start, size);
}

/** Each page is read once, however often it is named. */
function readPages<T>(
  plc: DataView,
  stream: Uint8Array,
  entry: number,
  read: (page: DataView, at: number) => T,
): Run<T>[] {
  const count = Math.floor((plc.byteLength - 4) / 8);
  const numbers = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    numbers.add(plc.getUint32(4 * (count + 1) + 4 * index, true) & 0x3f_ff_ff);
  }
  const runs: Run<T>[] = [];
  for (const number of numbers) {
    const start = number * PAGE;
    if (start + PAGE > stream.length) continue;
    const page = new DataView(stream.buffer, stream.byteOffset + start, PAGE);
    const entries = page.getUint8(PAGE - 1);
    for (let index = 0; index < entries; index += 1) {
      const place = 4 * (entries + 1) + entry * index;
      if (place >= PAGE - 1) break;
      const at = 2 * page.getUint8(place);
      const from = page.getUint32(4 * index, true);
      const to = page.getUint32(4 * index + 4, true);
      // A run without an offset has the properties of its style alone.
      const none = new DataView(new ArrayBuffer(PAGE));
      if (from < to) runs.push({ from, to, properties: read(at === 0 ? none : page, at) });
    }
  }
  return runs.toSorted((one, other) => one.from - other.from);
}

/** The run that holds a place, or undefined. */
export function runAt<T>(runs: readonly Run<T>[], place: number): Run<T> | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.from ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  const run = runs[low - 1];
  return run !== undefined && place < run.to ? run : undefined;
}
