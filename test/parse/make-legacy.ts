import * as CFB from 'cfb';
import { recordType } from '../../src/parse/ppt/records.ts';

function compound(streams: Readonly<Record<string, Buffer>>): Uint8Array {
  const file = CFB.utils.cfb_new({ root: 'Root Entry' });
  for (const [name, content] of Object.entries(streams)) {
    CFB.utils.cfb_add(file, `/${name}`, content);
  }
  const written: unknown = CFB.write(file, { type: 'buffer' });
  if (!Buffer.isBuffer(written)) throw new TypeError('no bytes were written');
  return new Uint8Array(written);
}

/** Behind the block of Word 97 with its 93 places of structures ([MS-DOC] 2.5.1). */
const TEXT_AT = 0x400;
const STRUCTURES = 93;
/** Where the block says where the pieces of the text are told (FibRgFcLcb97, 33rd). */
const PIECES = 0x9a + 33 * 8;

/** A Word 97 file of plain paragraphs, as small as one can be: one piece of UTF-16, no formats. */
export function docOf(paragraphs: readonly string[]): Uint8Array {
  const text = Buffer.from(`${paragraphs.join('\r')}\r`, 'utf16le');
  const characters = text.length / 2;
  const stream = Buffer.alloc(Math.max(0x1000, TEXT_AT + text.length));
  text.copy(stream, TEXT_AT);
  stream.writeUInt16LE(0xa5_ec, 0);
  stream.writeUInt16LE(0xc1, 2);
  // The table stream is "1Table".
  stream.writeUInt16LE(0x02_00, 0x0a);
  stream.writeUInt16LE(0xbf, 0x0c);
  stream.writeUInt32LE(TEXT_AT, 0x18);
  stream.writeUInt32LE(TEXT_AT + text.length, 0x1c);
  stream.writeUInt16LE(14, 0x20);
  stream.writeUInt16LE(22, 0x3e);
  stream.writeUInt32LE(stream.length, 0x40);
  stream.writeUInt32LE(characters, 0x4c);
  stream.writeUInt16LE(STRUCTURES, 0x98);
  // Clx: no modifiers, then one piece ([MS-DOC] 2.9.38, 2.8.35).
  const clx = Buffer.alloc(5 + 8 + 8);
  clx.writeUInt8(2, 0);
  clx.writeUInt32LE(16, 1);
  clx.writeUInt32LE(characters, 9);
  clx.writeUInt32LE(TEXT_AT, 15);
  stream.writeUInt32LE(clx.length, PIECES + 4);
  const table = Buffer.alloc(0x1000);
  clx.copy(table);
  return compound({ WordDocument: stream, '1Table': table });
}

const CONTAINER = 0x0f;

/** A record of a presentation ([MS-PPT] 2.3.1). */
function record(type: number, body: Buffer, version = 0, instance = 0): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16LE((instance << 4) | version, 0);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
const container = (type: number, ...records: readonly Buffer[]): Buffer =>
  record(type, Buffer.concat(records), CONTAINER);
function longs(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32LE(number, 4 * index);
  return bytes;
}

/** What a text is for: other text, neither a title nor a list ([MS-PPT] 2.13.33). */
const OTHER = 4;
/** Records that only lead to others ([MS-PPT] 2.4.1, [MS-ODRAW] 2.2.13). */
const lead = { drawingContainer: 0xf0_02, documentAtom: 1001 } as const;
const CURRENT_USER = 4086;
const PLAIN = 0xe3_91_c0_5f;

/** A PowerPoint 97 file of one slide, each paragraph in a box of its own, one below the other. */
export function pptOf(paragraphs: readonly string[]): Uint8Array {
  const shapes = paragraphs.map((text, at) => {
    const anchor = Buffer.alloc(8);
    for (const [index, edge] of [100 + 400 * at, 100, 5000, 400 + 400 * at].entries()) {
      anchor.writeInt16LE(edge, 2 * index);
    }
    return container(
      recordType.shape,
      record(recordType.clientAnchor, anchor),
      container(
        recordType.textBox,
        record(recordType.textHeader, longs(OTHER)),
        record(recordType.textChars, Buffer.from(text, 'utf16le')),
      ),
    );
  });
  const slide = container(
    recordType.slide,
    record(recordType.slideAtom, Buffer.alloc(24), 2),
    container(
      recordType.drawing,
      container(
        lead.drawingContainer,
        container(recordType.group, container(recordType.shape), ...shapes),
      ),
    ),
  );
  const [documentNumber, slideNumber] = [1, 2];
  const document = container(
    recordType.document,
    record(lead.documentAtom, Buffer.alloc(40), 1),
    container(
      recordType.slideList,
      record(recordType.slidePersist, longs(slideNumber, 0, 0, 256, 0)),
    ),
  );
  const directoryAt = document.length + slide.length;
  const directory = record(
    recordType.persistDirectory,
    longs((2 << 20) | documentNumber, 0, document.length),
  );
  const edit = record(
    recordType.userEdit,
    longs(256, 0x03_00_00_00, 0, directoryAt, documentNumber, 3, 0),
  );
  const user = record(
    CURRENT_USER,
    Buffer.concat([longs(20, PLAIN, directoryAt + directory.length), Buffer.alloc(12)]),
  );
  return compound({
    'PowerPoint Document': Buffer.concat([document, slide, directory, edit]),
    'Current User': user,
  });
}
