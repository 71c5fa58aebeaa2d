import { CarrelFailure } from '../contract/errors.ts';
import { damaged } from './header-cursor.ts';
import type { HeaderCursor } from './header-cursor.ts';

/** Value types of the format, docs/gguf.md of the ggml project. */
export const valueType = {
  u8: 0,
  i8: 1,
  u16: 2,
  i16: 3,
  u32: 4,
  i32: 5,
  f32: 6,
  bool: 7,
  string: 8,
  array: 9,
  u64: 10,
  i64: 11,
  f64: 12,
} as const;

const scalarBytes: ReadonlyMap<number, number> = new Map([
  [valueType.u8, 1],
  [valueType.i8, 1],
  [valueType.u16, 2],
  [valueType.i16, 2],
  [valueType.u32, 4],
  [valueType.i32, 4],
  [valueType.f32, 4],
  [valueType.bool, 1],
  [valueType.u64, 8],
  [valueType.i64, 8],
  [valueType.f64, 8],
]);

const MAX_KEY_BYTES = 65_535;
/** Strings longer than this are passed over (a chat template may be some 20 KB). */
const MAX_STRING_BYTES = 1 << 18;
/** Arrays longer than this are passed over, only their length is kept. */
const MAX_KEPT_ITEMS = 512;
const MAX_KEPT_STRING = 256;
/** All strings kept from one file. */
const MAX_KEPT_BYTES = 8 << 20;

type Scalar = number | boolean | string;
interface ArrayValue {
  readonly length: number;
  /** The items of a short array; undefined where it was passed over. */
  readonly items: readonly Scalar[] | undefined;
}

/** The header's keys and values, typed on the way out. */
export class GgufMetadata {
  readonly #values: ReadonlyMap<string, Scalar | ArrayValue | undefined>;

  constructor(values: ReadonlyMap<string, Scalar | ArrayValue | undefined>) {
    this.#values = values;
  }

  string(key: string): string | undefined {
    const value = this.#values.get(key);
    return typeof value === 'string' ? value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.#values.get(key);
    return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
  }

  /** Number of items of an array of any length. */
  arrayLength(key: string): number | undefined {
    const value = this.#values.get(key);
    return typeof value === 'object' ? value.length : undefined;
  }

  /** The numbers of a short array, or of a single value. */
  numbers(key: string): readonly number[] | undefined {
    const value = this.#values.get(key);
    if (typeof value === 'number') return [value];
    if (typeof value !== 'object') return undefined;
    return value.items?.filter((item) => typeof item === 'number');
  }

  /** The strings of a short array. */
  strings(key: string): readonly string[] | undefined {
    const value = this.#values.get(key);
    if (typeof value !== 'object') return undefined;
    return value.items?.filter((item) => typeof item === 'string');
  }
}

function takeScalar(cursor: HeaderCursor, type: number, size: number): number | boolean {
  const bytes = cursor.take(size);
  switch (type) {
    case valueType.u8:
      return bytes.readUInt8();
    case valueType.i8:
      return bytes.readInt8();
    case valueType.u16:
      return bytes.readUInt16LE();
    case valueType.i16:
      return bytes.readInt16LE();
    case valueType.u32:
      return bytes.readUInt32LE();
    case valueType.i32:
      return bytes.readInt32LE();
    case valueType.f32:
      return bytes.readFloatLE();
    case valueType.bool:
      return bytes.readUInt8() !== 0;
    case valueType.u64:
      return Number(bytes.readBigUInt64LE());
    case valueType.i64:
      return Number(bytes.readBigInt64LE());
    default:
      return bytes.readDoubleLE();
  }
}

/** Reads one string, or passes over it when it is longer than `keep` bytes. */
async function readString(cursor: HeaderCursor, keep: number): Promise<string | undefined> {
  await cursor.need(8);
  const length = cursor.u64();
  if (length > keep) {
    cursor.skip(length);
    return undefined;
  }
  await cursor.need(length);
  return cursor.take(length).toString('utf8');
}

/** Passes over the strings of an array: a vocabulary may have 250,000 of them. */
async function skipStrings(cursor: HeaderCursor, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    // Awaiting only where the block ends keeps this a hundred times faster.
    if (cursor.buffered < 8) await cursor.need(8);
    cursor.skip(cursor.u64());
  }
}

async function readArray(cursor: HeaderCursor): Promise<ArrayValue> {
  await cursor.need(12);
  const type = cursor.u32();
  const length = cursor.u64();
  if (type === valueType.string) {
    if (length > MAX_KEPT_ITEMS) {
      await skipStrings(cursor, length);
      return { length, items: undefined };
    }
    const items: string[] = [];
    for (let index = 0; index < length; index++) {
      items.push((await readString(cursor, MAX_KEPT_STRING)) ?? '');
    }
    return { length, items };
  }
  const size = scalarBytes.get(type);
  // Arrays of arrays exist in the format's description but llama.cpp refuses them as well.
  if (size === undefined) throw damaged('a list in it is of an unknown type');
  if (length > MAX_KEPT_ITEMS) {
    cursor.skip(length * size);
    return { length, items: undefined };
  }
  await cursor.need(length * size);
  return { length, items: Array.from({ length }, () => takeScalar(cursor, type, size)) };
}

async function readValue(cursor: HeaderCursor): Promise<Scalar | ArrayValue | undefined> {
  await cursor.need(4);
  const type = cursor.u32();
  if (type === valueType.string) return readString(cursor, MAX_STRING_BYTES);
  if (type === valueType.array) return readArray(cursor);
  const size = scalarBytes.get(type);
  if (size === undefined) throw damaged('a value in it is of an unknown type');
  await cursor.need(size);
  return takeScalar(cursor, type, size);
}

/**
 * Reads the key-value part of a header. Scalars, strings and short arrays are kept; long arrays
 * (vocabularies, merges) are passed over and only their length is kept.
 * @throws CarrelFailure `model-damaged`, or `model-unsupported` where it holds too much text.
 */
export async function readMetadata(cursor: HeaderCursor, count: number): Promise<GgufMetadata> {
  const values = new Map<string, Scalar | ArrayValue | undefined>();
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const key = await readString(cursor, MAX_KEY_BYTES);
    if (key === undefined || key === '') throw damaged('a key in it is absurd');
    if (values.has(key)) throw damaged('a key in it occurs twice');
    const value = await readValue(cursor);
    kept += key.length + (typeof value === 'string' ? value.length : 0);
    if (kept > MAX_KEPT_BYTES) {
      throw new CarrelFailure('model-unsupported', 'The model file carries too much text to load.');
    }
    values.set(key, value);
  }
  return new GgufMetadata(values);
}
