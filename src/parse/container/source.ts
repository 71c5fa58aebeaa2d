/** Bytes that are read in parts, wherever they are. */
export interface ByteSource {
  readonly size: number;
  /** The bytes of a range; fewer where the source ends before. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Bytes that are in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

const BLOCK_BYTES = 256 * 1024;
const MAX_BLOCKS = 16;

/** A source that is far away, read in blocks of which the last ones are kept. */
export function cachedSource(
  size: number,
  fetch: (offset: number, length: number) => Promise<Uint8Array>,
): ByteSource {
  const blocks = new Map<number, Uint8Array>();
  const block = async (index: number): Promise<Uint8Array> => {
    const known = blocks.get(index);
    if (known !== undefined) {
      blocks.delete(index);
      blocks.set(index, known);
      return known;
    }
    const start = index * BLOCK_BYTES;
    const bytes = await fetch(start, Math.min(BLOCK_BYTES, size - start));
    const oldest = blocks.keys().next();
    if (blocks.size >= MAX_BLOCKS && oldest.done !== true) blocks.delete(oldest.value);
    blocks.set(index, bytes);
    return bytes;
  };
  return {
    size,
    async read(offset, length) {
      const end = Math.min(size, offset + length);
      if (end <= offset) return new Uint8Array(0);
      const result = new Uint8Array(end - offset);
      for (let at = offset; at < end;) {
        const index = Math.floor(at / BLOCK_BYTES);
        const bytes = await block(index);
        const piece = bytes.subarray(at - index * BLOCK_BYTES, end - index * BLOCK_BYTES);
        if (piece.length === 0) return result.subarray(0, at - offset);
        result.set(piece, at - offset);
        at += piece.length;
      }
      return result;
    },
  };
}

/** A range of a source, piece by piece. */
export async function* piecesOf(
  source: ByteSource,
  start = 0,
  end = source.size,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end;) {
    const piece = await source.read(at, Math.min(BLOCK_BYTES, end - at));
    if (piece.length === 0) return;
    yield piece;
    at += piece.length;
  }
}
