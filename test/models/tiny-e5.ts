/** Little-endian bytes of a small E5S1 container of the test's own making. */
export interface TinyE5 {
  readonly bytes: Buffer;
  /** Offset of the data of the tensor `emb.word`. */
  readonly wordOffset: number;
  readonly tensors: ReadonlyMap<string, Buffer>;
}

const hidden = 32;
const feedForward = 64;
const positions = 16;
const vocabulary = 12;
const pieces = ['<s>', '<pad>', '</s>', '<unk>', 'a', 'é', '▁der', 'ß', 'x', '<mask>'];

function ints(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeInt32LE(value, index * 4));
  return bytes;
}

function floats(values: number[]): Buffer {
  return Buffer.from(Float32Array.from(values).buffer);
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function shapes(): [string, 0 | 1, number][] {
  const list: [string, 0 | 1, number][] = [
    ['emb.word', 1, vocabulary * hidden],
    ['emb.pos', 0, positions * hidden],
    ['emb.type', 0, 2 * hidden],
    ['emb.ln.w', 0, hidden],
    ['emb.ln.b', 0, hidden],
  ];
  const matrices: [string, number, number][] = [
    ['q', hidden, hidden],
    ['k', hidden, hidden],
    ['v', hidden, hidden],
    ['ao', hidden, hidden],
    ['fi', feedForward, hidden],
    ['fo', hidden, feedForward],
  ];
  for (const [name, rows, columns] of matrices) {
    list.push([`l0.${name}.w`, 1, rows * columns], [`l0.${name}.b`, 0, rows]);
  }
  for (const name of ['aln', 'oln']) {
    list.push([`l0.${name}.w`, 0, hidden], [`l0.${name}.b`, 0, hidden]);
  }
  return list;
}

/** Builds a container of one layer whose every tensor has bytes of its own. */
export function tinyE5(): TinyE5 {
  const encoded = pieces.map((piece) => Buffer.from(piece));
  const offsets = [0];
  for (const piece of encoded) offsets.push((offsets.at(-1) ?? 0) + piece.length);
  const blob = Buffer.concat(encoded);
  const map = Buffer.from([1, 2, 3]);
  const list = shapes();
  const front = Buffer.concat([
    Buffer.from('E5S1'),
    ints(1, hidden, 1, 4, feedForward, vocabulary, positions, 2),
    floats([1e-12]),
    ints(32, pieces.length, 0, 2, 1, 3),
    long(blob.length),
    ints(...offsets),
    floats(pieces.map((_, index) => -index / 2)),
    blob,
    ints(1, map.length),
    map,
    ints(list.length),
  ]);
  const entryBytes = list.reduce((sum, [name]) => sum + 2 + name.length + 1 + 4 + 8 + 8, 0);
  let offset = front.length + entryBytes;
  const entries: Buffer[] = [];
  const tensors = new Map<string, Buffer>();
  list.forEach(([name, type, elements], index) => {
    const size = type === 0 ? elements * 4 : (elements / 32) * 18;
    const data = Buffer.from(Array.from({ length: size }, (_, at) => (at * 7 + index) % 251));
    const length = Buffer.alloc(2);
    length.writeUInt16LE(name.length);
    entries.push(length, Buffer.from(name), Buffer.from([type]), ints(elements));
    entries.push(long(offset), long(size));
    tensors.set(name, data);
    offset += size;
  });
  const wordOffset = front.length + entryBytes;
  return { bytes: Buffer.concat([front, ...entries, ...tensors.values()]), wordOffset, tensors };
}
