import { crc32 } from 'node:zlib';

const ATTACHMENT = 2;
const MESSAGE = 1;

/** Level, number with type, length, data, checksum ([MS-OXTNEF] 2.1.3). */
function attribute(level: number, tag: number, data: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt8(level, 0);
  head.writeUInt32LE(tag, 1);
  head.writeUInt32LE(data.length, 5);
  const check = Buffer.alloc(2);
  check.writeUInt16LE(data.reduce((sum, byte) => (sum + byte) & 0xff_ff, 0));
  return Buffer.concat([head, data, check]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
}

/** A property of variable length: its tag, one value, that value's length, its bytes padded. */
function property(tag: number, value: Buffer): Buffer {
  const padding = Buffer.alloc((4 - (value.length % 4)) % 4);
  return Buffer.concat([number(tag), number(1), number(value.length), value, padding]);
}

/** A property with a name, which readers have to step over. */
function named(value: string): Buffer {
  const name = wide('Kapitel');
  const text = wide(value);
  return Buffer.concat([
    number(0x80_10_00_1f),
    Buffer.alloc(16, 7),
    number(1),
    number(name.length),
    name,
    Buffer.alloc((4 - (name.length % 4)) % 4),
    number(1),
    number(text.length),
    text,
    Buffer.alloc((4 - (text.length % 4)) % 4),
  ]);
}

function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le');
}

/** Characters that the dictionary of the packing begins with ([MS-OXRTFCP] 2.1.2.1). */
const DICTIONARY = 207;

/** Rich text in the packing of Outlook (`LZFu`): eight literals a run, then the mark of the end. */
export function packedRtf(text: string): Buffer {
  const raw = Buffer.from(text, 'latin1');
  const runs: Buffer[] = [];
  let at = 0;
  for (; at + 8 <= raw.length; at += 8) runs.push(Buffer.of(0), raw.subarray(at, at + 8));
  const end = Buffer.alloc(2);
  end.writeUInt16BE(((DICTIONARY + raw.length) % 4096) << 4);
  runs.push(Buffer.of(1 << (raw.length - at)), raw.subarray(at), end);
  const packed = Buffer.concat(runs);
  const checksum = crc32(packed, 0xff_ff_ff_ff) ^ 0xff_ff_ff_ff;
  return Buffer.concat([
    number(packed.length + 12),
    number(raw.length),
    number(0x75_46_5a_4c),
    number(checksum),
    packed,
  ]);
}

/** A `winmail.dat` with a subject, a body in rich text, and attachments by both ways of naming. */
export function tnefOf(message: {
  readonly subject: string;
  readonly rtf: string;
  readonly attachments: readonly { readonly name: string; readonly content: Buffer }[];
}): Uint8Array {
  const properties = Buffer.concat([
    number(3),
    named('nicht gelesen'),
    property(0x00_37_00_1f, wide(message.subject)),
    property(0x10_09_01_02, packedRtf(message.rtf)),
  ]);
  const attachments = message.attachments.flatMap(({ name, content }) => [
    attribute(ATTACHMENT, 0x00_06_90_02, Buffer.alloc(14)),
    attribute(ATTACHMENT, 0x00_01_80_10, Buffer.from('SHORT~1.TXT\0', 'latin1')),
    attribute(ATTACHMENT, 0x00_06_80_0f, content),
    attribute(
      ATTACHMENT,
      0x00_06_90_05,
      Buffer.concat([number(1), property(0x37_07_00_1f, wide(name))]),
    ),
  ]);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]),
      attribute(MESSAGE, 0x00_06_90_07, Buffer.from([0xe4, 4, 0, 0, 0, 0, 0, 0])),
      attribute(MESSAGE, 0x00_06_90_03, properties),
      ...attachments,
    ]),
  );
}
