import { open } from 'node:fs/promises';
import { writeGguf } from '../../src/models/gguf-writer.ts';
import type { GgufTensorSource, GgufValue } from '../../src/models/gguf-writer.ts';

/** A tensor filled with one byte value. */
export function filledTensor(name: string, dimensions: number[], fill = 1): GgufTensorSource {
  const bytes = dimensions.reduce((product, size) => product * size, 4);
  async function* chunks() {
    yield Buffer.alloc(bytes, fill);
  }
  return { name, dimensions, type: 0, chunks };
}

export interface TinyModel {
  readonly architecture?: string;
  readonly metadata?: ReadonlyMap<string, GgufValue>;
  readonly tensors?: readonly GgufTensorSource[];
  /** Keys to leave out. */
  readonly without?: readonly string[];
}

/** Writes a small, valid GGUF file with a header like a real model's. */
export async function writeTinyModel(path: string, options: TinyModel = {}): Promise<void> {
  const { architecture = 'llama', tensors = [filledTensor('token_embd.weight', [64, 8])] } =
    options;
  const pieces = Array.from({ length: 8 }, (_, id) => Buffer.from(`piece${id}`));
  const metadata = new Map<string, GgufValue>([
    ['general.architecture', { type: 'string', value: architecture }],
    ['general.name', { type: 'string', value: 'Tiny test model' }],
    ['general.license', { type: 'string', value: 'cc0-1.0' }],
    [`${architecture}.block_count`, { type: 'u32', value: 2 }],
    [`${architecture}.context_length`, { type: 'u32', value: 256 }],
    [`${architecture}.embedding_length`, { type: 'u32', value: 64 }],
    [`${architecture}.attention.head_count`, { type: 'u32', value: 4 }],
    [`${architecture}.attention.head_count_kv`, { type: 'u32', value: 2 }],
    ['tokenizer.ggml.model', { type: 'string', value: 'gpt2' }],
    ['tokenizer.ggml.tokens', { type: 'strings', value: pieces }],
    ...(options.metadata ?? []),
  ]);
  for (const key of options.without ?? []) metadata.delete(key);
  const file = await open(path, 'w');
  try {
    await writeGguf(file, metadata, tensors);
  } finally {
    await file.close();
  }
}
