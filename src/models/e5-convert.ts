import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { withE5Container } from './e5-container.ts';
import type { E5Container } from './e5-container.ts';
import { tensorBytes, tensorType } from './ggml-types.ts';
import { writeGguf } from './gguf-writer.ts';
import type { GgufTensorSource, GgufValue } from './gguf-writer.ts';
import { damaged } from './header-cursor.ts';

/** Token types of llama.cpp (llama_token_type in llama.h). */
const tokenKind = { normal: 1, unknown: 2, control: 3, unused: 5 } as const;
/** LLAMA_POOLING_TYPE_MEAN and LLAMA_FTYPE_MOSTLY_Q4_0 of llama.h. */
const MEAN_POOLING = 1;
const MOSTLY_Q4_0 = 2;
const CHUNK = 1 << 20;

function vocabulary(container: E5Container): Map<string, GgufValue> {
  const { pieces, scores, vocabulary: size, bos, eos, pad, unk } = container;
  const mask = pieces.length - 1;
  const tokens = [...pieces];
  const allScores = [...scores];
  const kinds: number[] = Array.from({ length: pieces.length }, () => tokenKind.normal);
  // The embedding matrix has more rows than there are pieces: unused ids fill the difference.
  for (let id = pieces.length; id < size; id++) {
    tokens.push(Buffer.from(`[PAD${id}]`));
    allScores.push(-1000);
    kinds.push(tokenKind.unused);
  }
  for (const id of [bos, pad, eos, mask]) kinds[id] = tokenKind.control;
  kinds[unk] = tokenKind.unknown;
  return new Map<string, GgufValue>([
    ['tokenizer.ggml.model', { type: 'string', value: 't5' }],
    ['tokenizer.ggml.pre', { type: 'string', value: 'default' }],
    ['tokenizer.ggml.tokens', { type: 'strings', value: tokens }],
    ['tokenizer.ggml.scores', { type: 'f32s', value: allScores }],
    ['tokenizer.ggml.token_type', { type: 'i32s', value: kinds }],
    ['tokenizer.ggml.add_space_prefix', { type: 'bool', value: true }],
    ['tokenizer.ggml.token_type_count', { type: 'u32', value: 1 }],
    ['tokenizer.ggml.remove_extra_whitespaces', { type: 'bool', value: true }],
    ['tokenizer.ggml.bos_token_id', { type: 'u32', value: bos }],
    ['tokenizer.ggml.eos_token_id', { type: 'u32', value: eos }],
    ['tokenizer.ggml.unknown_token_id', { type: 'u32', value: unk }],
    // The misspelling is the format's own.
    ['tokenizer.ggml.seperator_token_id', { type: 'u32', value: eos }],
    ['tokenizer.ggml.padding_token_id', { type: 'u32', value: pad }],
    ['tokenizer.ggml.mask_token_id', { type: 'u32', value: mask }],
    ['tokenizer.ggml.add_bos_token', { type: 'bool', value: true }],
    ['tokenizer.ggml.add_eos_token', { type: 'bool', value: true }],
  ]);
}

function metadata(container: E5Container): Map<string, GgufValue> {
  return new Map<string, GgufValue>([
    ['general.architecture', { type: 'string', value: 'bert' }],
    ['general.name', { type: 'string', value: 'multilingual-e5-small' }],
    ['general.license', { type: 'string', value: 'mit' }],
    ['bert.block_count', { type: 'u32', value: container.layers }],
    ['bert.context_length', { type: 'u32', value: container.positions }],
    ['bert.embedding_length', { type: 'u32', value: container.hidden }],
    ['bert.feed_forward_length', { type: 'u32', value: container.feedForward }],
    ['bert.attention.head_count', { type: 'u32', value: container.heads }],
    ['bert.attention.layer_norm_epsilon', { type: 'f32', value: container.epsilon }],
    ['bert.attention.causal', { type: 'bool', value: false }],
    ['bert.pooling_type', { type: 'u32', value: MEAN_POOLING }],
    ['general.file_type', { type: 'u32', value: MOSTLY_Q4_0 }],
    ...vocabulary(container),
  ]);
}

async function* slices(file: FileHandle, start: number, end: number) {
  for (let at = start; at < end; at += CHUNK) {
    const size = Math.min(CHUNK, end - at);
    const chunk = Buffer.allocUnsafe(size);
    const { bytesRead } = await file.read(chunk, 0, size, at);
    yield chunk.subarray(0, bytesRead);
  }
}

/** The file's own block layout is GGUF's, so tensors are copied as they are. */
function tensorCopier(container: E5Container, file: FileHandle) {
  return (
    from: string,
    to: string,
    kind: 'f32' | 'q4_0',
    dimensions: number[],
  ): GgufTensorSource => {
    const tensor = container.tensors.get(from);
    const type = tensorType[kind];
    const bytes = tensorBytes(type, dimensions);
    if (tensor?.kind !== kind || bytes === undefined || tensor.bytes < bytes) {
      throw damaged(`the weights ${from} are missing or too short`);
    }
    return {
      name: to,
      dimensions,
      type,
      chunks: () => slices(file, tensor.offset, tensor.offset + bytes),
    };
  };
}

function tensors(container: E5Container, file: FileHandle): GgufTensorSource[] {
  const { hidden, feedForward, positions, layers } = container;
  const copy = tensorCopier(container, file);
  const all = [
    copy('emb.word', 'token_embd.weight', 'q4_0', [hidden, container.vocabulary]),
    copy('emb.pos', 'position_embd.weight', 'f32', [hidden, positions]),
    // Only the first token type exists in XLM-R models.
    copy('emb.type', 'token_types.weight', 'f32', [hidden, 1]),
    copy('emb.ln.w', 'token_embd_norm.weight', 'f32', [hidden]),
    copy('emb.ln.b', 'token_embd_norm.bias', 'f32', [hidden]),
  ];
  const matrices = [
    ['q', 'attn_q', hidden, hidden],
    ['k', 'attn_k', hidden, hidden],
    ['v', 'attn_v', hidden, hidden],
    ['ao', 'attn_output', hidden, hidden],
    ['fi', 'ffn_up', feedForward, hidden],
    ['fo', 'ffn_down', hidden, feedForward],
  ] as const;
  const norms = [
    ['aln', 'attn_output_norm'],
    ['oln', 'layer_output_norm'],
  ] as const;
  for (let layer = 0; layer < layers; layer++) {
    for (const [from, to, rows, columns] of matrices) {
      all.push(copy(`l${layer}.${from}.w`, `blk.${layer}.${to}.weight`, 'q4_0', [columns, rows]));
      all.push(copy(`l${layer}.${from}.b`, `blk.${layer}.${to}.bias`, 'f32', [rows]));
    }
    for (const [from, to] of norms) {
      all.push(copy(`l${layer}.${from}.w`, `blk.${layer}.${to}.weight`, 'f32', [hidden]));
      all.push(copy(`l${layer}.${from}.b`, `blk.${layer}.${to}.bias`, 'f32', [hidden]));
    }
  }
  return all;
}

/**
 * Turns an E5S1 container into a GGUF file without loss. `output` must not exist; it is left
 * unfinished when this throws, for the caller to remove.
 * @throws CarrelFailure `model-damaged`.
 */
export async function convertE5(
  container: string,
  output: string,
  onBytes?: (written: number) => void,
): Promise<void> {
  await withE5Container(container, async (header, input) => {
    const file = await open(output, 'wx');
    try {
      await writeGguf(file, metadata(header), tensors(header, input), onBytes);
      await file.sync();
    } finally {
      await file.close();
    }
  });
}
