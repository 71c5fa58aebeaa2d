import type { NumberStyle } from '../list-number.ts';
import { Numbering, type NumberedLevel, type NumberedList } from '../numbering.ts';
import type { Extent } from './fib.ts';

/** Number formats ([MS-OSHARED] 2.2.1.3, MSONFC); others are bullets or shown in digits. */
const formats: ReadonlyMap<number, NumberStyle> = new Map([
  [0, 'decimal'],
  [1, 'upper-roman'],
  [2, 'lower-roman'],
  [3, 'upper-letter'],
  [4, 'lower-letter'],
  [5, 'decimal'],
  [22, 'decimal-zero'],
]);

const LIST = 28;
const OVERRIDE = 16;
const LEVEL_HEAD = 28;
const LEVELS = 9;

type Levels = Pick<NumberedList, 'levels' | 'counters'>;

/** A place in a stream that moves on as it is read; past the end it reads zeros. */
class Cursor {
  readonly #view: DataView;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get ended(): boolean {
    return this.at >= this.#view.byteLength;
  }

  byte(offset: number): number {
    const at = this.at + offset;
    return at < this.#view.byteLength ? this.#view.getUint8(at) : 0;
  }

  short(offset: number): number {
    return this.byte(offset) | (this.byte(offset + 1) << 8);
  }

  long(offset: number): number {
    return (this.short(offset) | (this.short(offset + 2) << 16)) >>> 0;
  }
}

/** The lists of a document, named by the 1-based index that paragraphs have ([MS-DOC] 2.4.6.3). */
export function readLists(table: Uint8Array, lists: Extent, overrides: Extent): Numbering {
  const found = new Map<string, NumberedList>();
  if (lists.length < 2 || overrides.length < 4) return new Numbering(found);
  const definitions = readDefinitions(table, lists);
  const head = new Cursor(table, overrides.at);
  const count = Math.min(head.long(0), Math.floor((overrides.length - 4) / OVERRIDE));
  const data = new Cursor(table, overrides.at + 4 + OVERRIDE * count);
  for (let index = 0; index < count && !data.ended; index += 1) {
    head.at = overrides.at + 4 + OVERRIDE * index;
    const definition = definitions.get(head.long(0));
    const own = readOverride(data, head.byte(12));
    if (definition === undefined) continue;
    const { levels, counters } = definition;
    found.set(String(index + 1), {
      levels: new Map([...levels, ...own.levels]),
      overrides: own.starts,
      counters,
      restarted: new Set(),
    });
  }
  return new Numbering(found);
}

function readDefinitions(table: Uint8Array, { at, length }: Extent): Map<number, Levels> {
  const head = new Cursor(table, at);
  const count = Math.min(head.short(0), Math.floor((length - 2) / LIST));
  // The levels follow the list, outside of its extent.
  const data = new Cursor(table, at + 2 + LIST * count);
  const found = new Map<number, Levels>();
  for (let index = 0; index < count && !data.ended; index += 1) {
    head.at = at + 2 + LIST * index;
    const simple = (head.byte(26) & 1) === 1;
    const levels = new Map<number, NumberedLevel>();
    for (let level = 0; level < (simple ? 1 : LEVELS); level += 1)
      levels.set(level, readLevel(data));
    found.set(head.long(0), { levels, counters: [] });
  }
  return found;
}

function readOverride(
  data: Cursor,
  count: number,
): { starts: Map<number, number>; levels: Map<number, NumberedLevel> } {
  const starts = new Map<number, number>();
  const levels = new Map<number, NumberedLevel>();
  data.at += 4;
  for (let index = 0; index < Math.min(count, LEVELS); index += 1) {
    const start = data.long(0);
    const flags = data.byte(4);
    data.at += 8;
    const level = flags & 0xf;
    if ((flags & 0x20) !== 0) levels.set(level, readLevel(data));
    if ((flags & 0x10) !== 0) starts.set(level, start);
  }
  return { starts, levels };
}

/** A level ([MS-DOC] 2.9.150, LVL); in its text, a character below 9 stands for a level's number. */
function readLevel(data: Cursor): NumberedLevel {
  const start = data.long(0);
  const format = data.byte(4);
  const legal = (data.byte(5) & 0b100) !== 0;
  data.at += LEVEL_HEAD + data.byte(24) + data.byte(25);
  const length = data.short(0);
  let text = '';
  for (let index = 0; index < Math.min(length, 255); index += 1) {
    const code = data.short(2 + 2 * index);
    text += code < LEVELS ? `%${code + 1}` : String.fromCharCode(code);
  }
  data.at += 2 + 2 * length;
  return { start, style: formats.get(format), text, legal };
}
