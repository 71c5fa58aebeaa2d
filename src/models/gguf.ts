import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { CarrelFailure } from '../contract/errors.ts';
import { systemCodeOf } from '../process/system-error.ts';
import { knownTensorType, tensorBytes } from './ggml-types.ts';
import { readMetadata } from './gguf-metadata.ts';
import type { GgufMetadata } from './gguf-metadata.ts';
import { damaged, HeaderCursor } from './header-cursor.ts';

/** A model's real header is at most some 30 MB (the largest vocabularies). */
const MAX_HEADER_BYTES = 256 << 20;
const MAX_PAIRS = 4096;
const MAX_TENSORS = 65_536;
const MAX_NAME_BYTES = 256;
/** GGML_MAX_DIMS of llama.cpp. */
const MAX_DIMENSIONS = 4;

export interface GgufTensor {
  readonly name: string;
  /** Row length first. */
  readonly dimensions: readonly number[];
  readonly type: number;
  /** From the beginning of the file. */
  readonly offset: number;
  readonly bytes: number;
}

export interface GgufHeader {
  readonly version: number;
  readonly fileBytes: number;
  readonly metadata: GgufMetadata;
  readonly tensors: ReadonlyMap<string, GgufTensor>;
}

async function readTensor(cursor: HeaderCursor, alignment: number): Promise<GgufTensor> {
  await cursor.need(8);
  const length = cursor.u64();
  if (length === 0 || length > MAX_NAME_BYTES) throw damaged('a tensor name in it is absurd');
  await cursor.need(length + 4);
  const name = cursor.take(length).toString('utf8');
  const rank = cursor.u32();
  if (rank === 0 || rank > MAX_DIMENSIONS) throw damaged('a tensor in it has an absurd shape');
  await cursor.need(rank * 8 + 12);
  const dimensions = Array.from({ length: rank }, () => cursor.u64());
  const type = cursor.u32();
  const offset = cursor.u64();
  if (!knownTensorType(type)) {
    throw new CarrelFailure(
      'model-unsupported',
      `The model is stored in a way this version of Carrel does not know (tensor type ${type}); use another quantisation, Q4_K_M for example.`,
      { tensorType: type },
    );
  }
  const bytes = tensorBytes(type, dimensions);
  if (bytes === undefined) throw damaged('a tensor in it has an absurd shape');
  if (offset % alignment !== 0) throw damaged('a tensor in it is misplaced');
  return { name, dimensions, type, offset, bytes };
}

async function readTensors(
  cursor: HeaderCursor,
  count: number,
  alignment: number,
  fileBytes: number,
): Promise<Map<string, GgufTensor>> {
  const listed: GgufTensor[] = [];
  for (let index = 0; index < count; index++) listed.push(await readTensor(cursor, alignment));
  const dataStart = Math.ceil(cursor.offset / alignment) * alignment;
  const tensors = new Map<string, GgufTensor>();
  for (const tensor of listed) {
    const offset = dataStart + tensor.offset;
    if (offset + tensor.bytes > fileBytes) {
      throw damaged('it is shorter than its own list of contents says');
    }
    if (tensors.has(tensor.name)) throw damaged('a tensor in it occurs twice');
    tensors.set(tensor.name, { ...tensor, offset });
  }
  return tensors;
}

async function readHeader(file: FileHandle, fileBytes: number): Promise<GgufHeader> {
  const cursor = new HeaderCursor(file, Math.min(fileBytes, MAX_HEADER_BYTES));
  if (fileBytes < 24) throw damaged('it is too short for a model');
  await cursor.need(24);
  if (cursor.take(4).toString('latin1') !== 'GGUF') throw damaged('it does not begin as GGUF does');
  const version = cursor.u32();
  if (version !== 2 && version !== 3) {
    throw new CarrelFailure(
      'model-unsupported',
      'The model file is of a GGUF version that cannot be loaded (only 2 and 3, little-endian, can).',
    );
  }
  const tensorCount = cursor.u64();
  const pairCount = cursor.u64();
  if (tensorCount > MAX_TENSORS || pairCount > MAX_PAIRS) throw damaged('a count in it is absurd');
  const metadata = await readMetadata(cursor, pairCount);
  const alignment = metadata.number('general.alignment') ?? 32;
  if (alignment < 1 || alignment > 65_536 || (alignment & (alignment - 1)) !== 0) {
    throw damaged('its alignment is absurd');
  }
  if ((metadata.number('split.count') ?? 1) > 1) {
    throw new CarrelFailure(
      'model-unsupported',
      'The model is split over several files, which Carrel does not load; use a single file.',
    );
  }
  const tensors = await readTensors(cursor, tensorCount, alignment, fileBytes);
  return { version, fileBytes, metadata, tensors };
}

/**
 * Reads and checks the header of a GGUF file without trusting anything in it: every count and
 * length is bounded, and memory use does not depend on them. The format is described in
 * docs/gguf.md of the ggml project.
 * @throws CarrelFailure `model-damaged` (no GGUF, truncated, inconsistent), `model-unsupported`
 * (version, quantisation or split this program cannot load), `path-missing`, `access-denied`.
 */
export async function readGguf(path: string): Promise<GgufHeader> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (cause) {
    if (systemCodeOf(cause) === 'ENOENT') {
      throw new CarrelFailure('path-missing', 'There is no such model file; check the path.', {
        path,
      });
    }
    throw new CarrelFailure('access-denied', 'The model file cannot be opened for reading.', {
      path,
    });
  }
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw damaged('it is not a plain file');
    return await readHeader(file, stats.size);
  } finally {
    await file.close();
  }
}
