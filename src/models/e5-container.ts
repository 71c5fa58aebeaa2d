import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { damaged, HeaderCursor } from './header-cursor.ts';

/** Every real file's header is under 5 MB: the vocabulary's 250,002 pieces. */
const MAX_HEADER_BYTES = 64 << 20;
const MAX_PIECES = 1 << 20;

export interface E5Tensor {
  readonly kind: 'f32' | 'q4_0';
  readonly elements: number;
  readonly offset: number;
  readonly bytes: number;
}

/** The header of an E5S1 container: a multilingual-e5 encoder in 4 bits with its vocabulary. */
export interface E5Container {
  readonly hidden: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly positions: number;
  readonly tokenTypes: number;
  readonly epsilon: number;
  readonly bos: number;
  readonly eos: number;
  readonly pad: number;
  readonly unk: number;
  /** UTF-8 pieces in the order of their ids. */
  readonly pieces: readonly Uint8Array[];
  readonly scores: readonly number[];
  readonly tensors: ReadonlyMap<string, E5Tensor>;
}

function bounded(value: number, least: number, most: number): number {
  if (value < least || value > most) throw damaged('a size in it is absurd');
  return value;
}

/** Reads `count` little-endian values of 4 bytes that may span several blocks. */
async function quads<T>(
  cursor: HeaderCursor,
  count: number,
  read: (bytes: Buffer, at: number) => T,
): Promise<T[]> {
  await cursor.need(count * 4);
  const bytes = cursor.take(count * 4);
  return Array.from({ length: count }, (_, index) => read(bytes, index * 4));
}

async function readPieces(cursor: HeaderCursor, count: number, blobBytes: number) {
  const offsets = await quads(cursor, count + 1, (bytes, at) => bytes.readUInt32LE(at));
  const scores = await quads(cursor, count, (bytes, at) => bytes.readFloatLE(at));
  await cursor.need(blobBytes);
  // A copy, because the cursor's block is larger and would be kept alive by it.
  const blob = Uint8Array.from(cursor.take(blobBytes));
  const pieces = Array.from({ length: count }, (_, index) => {
    const start = offsets[index] ?? 0;
    const end = offsets[index + 1] ?? 0;
    if (start > end || end > blob.length) throw damaged('its vocabulary is inconsistent');
    return blob.subarray(start, end);
  });
  return { pieces, scores };
}

async function readTensors(cursor: HeaderCursor, fileBytes: number) {
  await cursor.need(4);
  const count = bounded(cursor.u32(), 1, 65_536);
  const tensors = new Map<string, E5Tensor>();
  for (let index = 0; index < count; index++) {
    await cursor.need(2);
    const length = cursor.take(2).readUInt16LE();
    await cursor.need(length + 21);
    const name = cursor.take(length).toString('utf8');
    const type = bounded(cursor.take(1).readUInt8(), 0, 1);
    const elements = cursor.u32();
    const offset = cursor.u64();
    const bytes = cursor.u64();
    if (offset + bytes > fileBytes) throw damaged('it is shorter than its own list of contents');
    tensors.set(name, { kind: type === 0 ? 'f32' : 'q4_0', elements, offset, bytes });
  }
  return tensors;
}

/**
 * Reads the header of an open E5S1 container, with every size checked against bounds and the file.
 * @throws CarrelFailure `model-damaged`.
 */
async function readE5Container(file: FileHandle): Promise<E5Container> {
  const { size } = await file.stat();
  const cursor = new HeaderCursor(file, Math.min(size, MAX_HEADER_BYTES));
  await cursor.need(72);
  if (cursor.take(4).toString('latin1') !== 'E5S1') throw damaged('it is no E5S1 container');
  if (cursor.u32() !== 1) throw damaged('its container is of an unknown version');
  const hidden = bounded(cursor.u32(), 32, 8192);
  const layers = bounded(cursor.u32(), 1, 256);
  const heads = bounded(cursor.u32(), 1, 256);
  const feedForward = bounded(cursor.u32(), 32, 65_536);
  const vocabulary = bounded(cursor.u32(), 8, MAX_PIECES);
  const positions = bounded(cursor.u32(), 8, 65_536);
  const tokenTypes = bounded(cursor.u32(), 1, 16);
  const epsilon = cursor.take(4).readFloatLE();
  if (cursor.u32() !== 32) throw damaged('its weights are not in blocks of 32');
  const pieceCount = bounded(cursor.u32(), 8, vocabulary);
  const bos = bounded(cursor.u32(), 0, pieceCount - 1);
  const eos = bounded(cursor.u32(), 0, pieceCount - 1);
  const pad = bounded(cursor.u32(), 0, pieceCount - 1);
  const unk = bounded(cursor.u32(), 0, pieceCount - 1);
  const blobBytes = bounded(cursor.u64(), 0, MAX_HEADER_BYTES);
  const { pieces, scores } = await readPieces(cursor, pieceCount, blobBytes);
  await cursor.need(8);
  cursor.u32();
  // The container's own normalisation map: Carrel normalises to NFKC before tokenising instead.
  cursor.skip(cursor.u32());
  const tensors = await readTensors(cursor, size);
  return {
    hidden,
    layers,
    heads,
    feedForward,
    vocabulary,
    positions,
    tokenTypes,
    epsilon,
    bos,
    eos,
    pad,
    unk,
    pieces,
    scores,
    tensors,
  };
}

/** Opens a container, hands it to `use`, and closes it. */
export async function withE5Container<T>(
  path: string,
  use: (container: E5Container, file: FileHandle) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await use(await readE5Container(file), file);
  } finally {
    await file.close();
  }
}
