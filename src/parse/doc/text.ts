import { damagedCompound } from '../compound.ts';

/** A stretch of the text that lies in one place of the file. */
export interface Piece {
  /** First character, and the one after the last, in the whole text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Where it lies in the document stream, in bytes, and bytes a character. */
  readonly at: number;
  readonly width: 1 | 2;
}

const western = new TextDecoder('windows-1252');
const wide = new TextDecoder('utf-16le');

/** The characters of one byte a piece, or of UTF-16; lone surrogates keep their place. */
export function decodePiece(bytes: Uint8Array, width: 1 | 2): string {
  return (width === 1 ? western : wide).decode(bytes);
}

/**
 * The pieces of the text in its order ([MS-DOC] 2.8.35, Clx and PlcPcd).
 *
 * @throws CarrelFailure `file-damaged` where there are none, or where they would make more text
 * than the file holds several times over
 */
export function readPieces(clx: DataView, stream: Uint8Array): Piece[] {
  let at = 0;
  // Groups of modifiers come first.
  while (at + 3 <= clx.byteLength && clx.getUint8(at) === 1) at += 3 + clx.getUint16(at + 1, true);
  if (at + 5 > clx.byteLength || clx.getUint8(at) !== 2) throw damagedCompound();
  at += 5;
  const count = Math.floor((clx.byteLength - at - 4) / 12);
  const pieces: Piece[] = [];
  let left = 4 * stream.length;
  for (let index = 0; index < count; index += 1) {
    const start = clx.getUint32(at + 4 * index, true);
    const end = clx.getUint32(at + 4 * index + 4, true);
    const place = clx.getUint32(at + 4 * (count + 1) + 8 * index + 2, true);
    const width = (place & 0x40_00_00_00) === 0 ? 2 : 1;
    const from = width === 2 ? place & 0x3f_ff_ff_ff : (place & 0x3f_ff_ff_ff) >>> 1;
    const size = (end - start) * width;
    left -= Math.max(0, size);
    if (size <= 0 || from >= stream.length) continue;
    if (left < 0) throw damagedCompound();
    const bytes = stream.subarray(from, Math.min(stream.length, from + size));
    pieces.push({ start, end, text: decodePiece(bytes, width), at: from, width });
  }
  if (pieces.length === 0) throw damagedCompound();
  return pieces;
}
