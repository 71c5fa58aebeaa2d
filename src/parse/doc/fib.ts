import { damagedCompound } from '../compound.ts';
import { encrypted } from '../detect-failures.ts';

/** A structure in the table stream: offset and length in bytes. */
export interface Extent {
  readonly at: number;
  readonly length: number;
}

/** What the file information block ([MS-DOC] 2.5) says about where things are. */
export interface FileInformation {
  readonly tableStream: '0Table' | '1Table';
  /** Lengths of the parts of the text, in characters, in the order in which they follow. */
  readonly body: number;
  readonly footnotes: number;
  readonly headers: number;
  readonly comments: number;
  readonly endnotes: number;
  readonly textBoxes: number;
  readonly extents: Readonly<Record<ExtentName, Extent>>;
}

/** Indexes into FibRgFcLcb97 ([MS-DOC] 2.5.6). */
const indexes = {
  styles: 1,
  footnoteReferences: 2,
  footnoteTexts: 3,
  characterPages: 12,
  paragraphPages: 13,
  pieces: 33,
  endnoteReferences: 46,
  endnoteTexts: 47,
  lists: 73,
  listOverrides: 74,
} as const;
type ExtentName = keyof typeof indexes;

const MAGIC_WORD_97 = 0xa5_ec;
const FIRST_EXTENT = 0x9a;
/** Versions below are Word 6 and 95, which lay the block out in another way. */
export const FIRST_WORD_97 = 0xc1;

/** The version a Word file names, or undefined for what is no Word file. */
export function versionOf(stream: DataView): number | undefined {
  if (stream.byteLength < 0x50) return undefined;
  const magic = stream.getUint16(0, true);
  // Word 6 and 95 wrote 0xa5dc, and East Asian ones 0xa697 to 0xa699.
  const known =
    magic === MAGIC_WORD_97 || magic === 0xa5_dc || (magic >= 0xa6_97 && magic <= 0xa6_99);
  return known ? stream.getUint16(2, true) : undefined;
}

/** @throws CarrelFailure `file-encrypted` */
export function refuseEncrypted(stream: DataView): void {
  if ((stream.getUint16(0x0a, true) & 0x01_00) !== 0) throw encrypted();
}

/**
 * Reads the block of a Word 97 or later file.
 *
 * @throws CarrelFailure `file-damaged`
 */
export function readFileInformation(stream: DataView): FileInformation {
  if (stream.byteLength < FIRST_EXTENT + 8 * (indexes.listOverrides + 1)) throw damagedCompound();
  const extent = (name: ExtentName): Extent => {
    const at = FIRST_EXTENT + 8 * indexes[name];
    return { at: stream.getUint32(at, true), length: stream.getUint32(at + 4, true) };
  };
  const count = (at: number): number => Math.max(0, stream.getInt32(at, true));
  return {
    tableStream: (stream.getUint16(0x0a, true) & 0x02_00) === 0 ? '0Table' : '1Table',
    body: count(0x4c),
    footnotes: count(0x50),
    headers: count(0x54),
    comments: count(0x5c),
    endnotes: count(0x60),
    textBoxes: count(0x64),
    extents: {
      styles: extent('styles'),
      footnoteReferences: extent('footnoteReferences'),
      footnoteTexts: extent('footnoteTexts'),
      characterPages: extent('characterPages'),
      paragraphPages: extent('paragraphPages'),
      pieces: extent('pieces'),
      endnoteReferences: extent('endnoteReferences'),
      endnoteTexts: extent('endnoteTexts'),
      lists: extent('lists'),
      listOverrides: extent('listOverrides'),
    },
  };
}

/** The bytes of a structure as far as the stream has them. */
export function partOf(stream: Uint8Array, { at, length }: Extent): DataView {
  const start = Math.min(at, stream.length);
  const size = Math.min(length, stream.length - start);
  return new DataView(stream.buffer, stream.byteOffset + start, size);
}
