import type { FileHandle } from 'node:fs/promises';
import { CarrelFailure } from '../contract/errors.ts';
import { tensorBytes } from './ggml-types.ts';
import { valueType } from './gguf-metadata.ts';

const ALIGNMENT = 32;

/** One metadata value with the type it is stored as. */
export type GgufValue =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'u32' | 'f32'; readonly value: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'strings'; readonly value: readonly Uint8Array[] }
  | { readonly type: 'f32s' | 'i32s'; readonly value: readonly number[] };

/** A tensor to write; `chunks` yields exactly its bytes. */
export interface GgufTensorSource {
  readonly name: string;
  /** Row length first. */
  readonly dimensions: readonly number[];
  readonly type: number;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

function numbers(values: readonly number[], type: 'f32' | 'i32'): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) =>
    type === 'f32' ? bytes.writeFloatLE(value, index * 4) : bytes.writeInt32LE(value, index * 4),
  );
  return bytes;
}

function list(itemType: number, count: number, items: Buffer): Buffer {
  return Buffer.concat([u32(valueType.array), u32(itemType), u64(count), items]);
}

function encode(entry: GgufValue): Buffer {
  switch (entry.type) {
    case 'string':
      return Buffer.concat([u32(valueType.string), text(entry.value)]);
    case 'u32':
      return Buffer.concat([u32(valueType.u32), u32(entry.value)]);
    case 'f32':
      return Buffer.concat([u32(valueType.f32), numbers([entry.value], 'f32')]);
    case 'bool':
      return Buffer.concat([u32(valueType.bool), Buffer.from([entry.value ? 1 : 0])]);
    case 'strings':
      return list(valueType.string, entry.value.length, Buffer.concat(entry.value.map(text)));
    case 'f32s':
      return list(valueType.f32, entry.value.length, numbers(entry.value, 'f32'));
    default:
      return list(valueType.i32, entry.value.length, numbers(entry.value, 'i32'));
  }
}

function padding(length: number): number {
  return (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT;
}

function sizeOf(tensor: GgufTensorSource): number {
  const bytes = tensorBytes(tensor.type, tensor.dimensions);
  if (bytes === undefined) throw new RangeError(`tensor ${tensor.name} has no storable shape`);
  return bytes;
}

function head(
  metadata: ReadonlyMap<string, GgufValue>,
  tensors: readonly GgufTensorSource[],
): Buffer {
  const parts = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(metadata.size)];
  for (const [key, value] of metadata) parts.push(text(key), encode(value));
  let offset = 0;
  for (const tensor of tensors) {
    const bytes = sizeOf(tensor);
    parts.push(text(tensor.name), u32(tensor.dimensions.length));
    parts.push(...tensor.dimensions.map(u64), u32(tensor.type), u64(offset));
    offset += bytes + padding(bytes);
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([...parts, Buffer.alloc(padding(length))]);
}

/**
 * Writes a GGUF version 3 file to an open, empty file: metadata and tensors in the order given,
 * every tensor aligned to 32 bytes. Memory use is the metadata's and one chunk's.
 * @throws CarrelFailure `model-damaged` when a tensor's chunks are not of its size.
 */
export async function writeGguf(
  file: FileHandle,
  metadata: ReadonlyMap<string, GgufValue>,
  tensors: readonly GgufTensorSource[],
  onBytes: (written: number) => void = () => undefined,
): Promise<void> {
  const header = head(metadata, tensors);
  await file.writeFile(header);
  let total = header.length;
  for (const tensor of tensors) {
    let written = 0;
    for await (const chunk of tensor.chunks()) {
      await file.writeFile(chunk);
      written += chunk.length;
    }
    const expected = sizeOf(tensor);
    if (written !== expected) {
      throw new CarrelFailure(
        'model-damaged',
        'The model to convert is damaged: a part of it is shorter than stated.',
      );
    }
    await file.writeFile(Buffer.alloc(padding(expected)));
    total += expected + padding(expected);
    onBytes(total);
  }
}
