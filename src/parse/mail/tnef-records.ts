import { damagedContainer } from '../container/container.ts';

/** `winmail.dat` ([MS-OXTNEF]): its signature, as the file has it. */
const SIGNATURE = 0x22_3e_9f_78;
const HEADER = 6;
/** More attributes or properties are no mail. */
const MAX_RECORDS = 100_000;

/** One attribute of a message or of an attachment, in the order of the file. */
export interface TnefAttribute {
  /** Its number, without the type. */
  readonly id: number;
  readonly bytes: Uint8Array;
}

/** True for a mail's rich parts as Outlook packs them. */
export function isTnef(bytes: Uint8Array): boolean {
  return bytes.length > HEADER && viewOf(bytes).getUint32(0, true) === SIGNATURE;
}

/**
 * The attributes of a file; what is cut off at its end is left out.
 *
 * @throws CarrelFailure `file-damaged` where not even the first is whole
 */
export function tnefAttributes(bytes: Uint8Array): TnefAttribute[] {
  const view = viewOf(bytes);
  const found: TnefAttribute[] = [];
  // Level, number and type, length; the checksum follows the data.
  for (let at = HEADER; at + 9 <= bytes.length && found.length < MAX_RECORDS;) {
    const id = view.getUint32(at + 1, true) & 0xff_ff;
    const length = view.getUint32(at + 5, true);
    const end = at + 9 + length;
    if (end > bytes.length) break;
    found.push({ id, bytes: bytes.subarray(at + 9, end) });
    at = end + 2;
  }
  if (found.length === 0) throw damagedContainer();
  return found;
}

/** Sizes of values of one length, by their types ([MS-OXCDATA] 2.11.1), as they are padded. */
const fixedSizes: ReadonlyMap<number, number> = new Map([
  [0x02, 4],
  [0x03, 4],
  [0x04, 4],
  [0x05, 8],
  [0x06, 8],
  [0x07, 8],
  [0x0a, 4],
  [0x0b, 4],
  [0x14, 8],
  [0x40, 8],
  [0x48, 16],
]);
const variable: ReadonlySet<number> = new Set([0x0d, 0x1e, 0x1f, 0x01_02]);
const MULTIPLE = 0x10_00;
/** Numbers from here on have a name. */
const NAMED = 0x80_00;

/** A value as it stands, with its type. */
export interface TnefValue {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** The properties in an attribute (`MsgPropertyList`), by their numbers; up to the first that is not whole. */
export function tnefProperties(bytes: Uint8Array): Map<number, TnefValue> {
  const found = new Map<number, TnefValue>();
  const reader = new Reader(bytes);
  try {
    const count = Math.min(MAX_RECORDS, reader.number());
    for (let index = 0; index < count; index += 1) {
      const tag = reader.number();
      const [type, id] = [tag & 0xff_ff, tag >>> 16];
      if (id >= NAMED) reader.skipName();
      const single = type & ~MULTIPLE;
      const several = type !== single || variable.has(single);
      const values = several ? Math.min(MAX_RECORDS, reader.number()) : 1;
      for (let value = 0; value < values; value += 1) {
        const size = fixedSizes.get(single);
        if (size === undefined && !variable.has(single)) return found;
        const taken = reader.take(size ?? reader.number());
        if (value === 0 && id < NAMED) found.set(id, { type: single, bytes: taken });
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

/** Reads numbers and padded stretches; a `RangeError` beyond the end. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }

  number(): number {
    const value = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    return value;
  }

  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError('beyond the end');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at += Math.ceil(length / 4) * 4;
    return taken;
  }

  /** A set's number, then a number or a text. */
  skipName(): void {
    this.take(16);
    if (this.number() === 0) this.number();
    else this.take(this.number());
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
