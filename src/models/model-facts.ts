import { CarrelFailure } from '../contract/errors.ts';
import type { ModelRole } from '../contract/models.ts';
import { readGguf } from './gguf.ts';
import type { GgufHeader } from './gguf.ts';

/** Architectures of llama.cpp that only encode: they answer nothing, they make vectors. */
const encoders: ReadonlySet<string> = new Set([
  'bert',
  'eurobert',
  'gemma-embedding',
  'jina-bert-v2',
  'jina-bert-v3',
  'modern-bert',
  'neo-bert',
  'nomic-bert',
  'nomic-bert-moe',
  't5encoder',
]);

const poolings: ReadonlyMap<number, ModelFacts['pooling']> = new Map([
  [1, 'mean'],
  [2, 'cls'],
  [3, 'last'],
  [4, 'rank'],
]);

/** What a model file says about itself, in checked numbers. */
export interface ModelFacts {
  readonly role: ModelRole;
  readonly architecture: string;
  readonly name: string;
  readonly licence: string;
  /** ISO 639-1 codes the header names; most files name none. */
  readonly languages: readonly string[];
  /** Tokens. */
  readonly context: number;
  /** Width of the model, and of an embedder's vectors. */
  readonly embedding: number;
  readonly layers: number;
  readonly heads: number;
  /** Key and value heads of each layer. */
  readonly keyValueHeads: readonly number[];
  readonly keyLength: number;
  readonly valueLength: number;
  readonly pooling: 'mean' | 'cls' | 'last' | 'rank' | null;
  readonly vocabulary: number;
  readonly tokenizer: string;
  readonly chatTemplate: string | null;
  readonly reasoning: boolean;
  readonly fileType: number | null;
  readonly fileBytes: number;
}

function unsupported(what: string): CarrelFailure {
  return new CarrelFailure('model-unsupported', what);
}

/** A size from the header that the model cannot do without, within believable bounds. */
function size(header: GgufHeader, key: string, most: number): number {
  const value = header.metadata.number(key);
  if (value === undefined || !Number.isInteger(value) || value < 1 || value > most) {
    throw new CarrelFailure(
      'model-damaged',
      `The model file does not state ${key}, or absurdly; it is damaged or not a language model.`,
      { key },
    );
  }
  return value;
}

function roleOf(header: GgufHeader, architecture: string, pooling: ModelFacts['pooling']) {
  // The two heads node-llama-cpp looks for before it ranks with a model.
  const ranks = header.tensors.has('cls.weight') || header.tensors.has('cls.output.weight');
  if (ranks || pooling === 'rank') return 'rerank';
  return pooling !== null || encoders.has(architecture) ? 'embed' : 'answer';
}

/** Short display text out of a file: no control characters, bounded. */
function plain(text: string | undefined, fallback: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  const cleaned = text?.replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/gu, ' ');
  const trimmed = cleaned?.trim().slice(0, 120) ?? '';
  return trimmed === '' ? fallback : trimmed;
}

/**
 * Draws role and limits from a checked header: a classification head or rank pooling makes a
 * reranker, another pooling or an encoder's architecture an embedder, everything else answers.
 * @throws CarrelFailure `model-damaged` or `model-unsupported`.
 */
export function modelFacts(header: GgufHeader): ModelFacts {
  const { metadata } = header;
  const architecture = metadata.string('general.architecture');
  if (architecture === undefined || !/^[a-z0-9][a-z0-9._-]{0,63}$/.test(architecture)) {
    throw unsupported('The model file does not say what kind of model it holds.');
  }
  const layers = size(header, `${architecture}.block_count`, 4096);
  const embedding = size(header, `${architecture}.embedding_length`, 1 << 20);
  const heads = Math.max(...(metadata.numbers(`${architecture}.attention.head_count`) ?? [0]));
  const perLayer = metadata.numbers(`${architecture}.attention.head_count_kv`) ?? [heads];
  if ([heads, ...perLayer].some((count) => !(count >= 0 && count <= 65_536))) {
    throw unsupported('The model file states an absurd number of attention heads.');
  }
  const headLength = heads > 0 ? embedding / heads : 0;
  const pooling = poolings.get(metadata.number(`${architecture}.pooling_type`) ?? 0) ?? null;
  const vocabulary =
    metadata.number(`${architecture}.vocab_size`) ??
    metadata.arrayLength('tokenizer.ggml.tokens') ??
    0;
  if (vocabulary < 1 || header.tensors.size === 0) {
    throw unsupported('The file holds no complete language model (no vocabulary or no weights).');
  }
  const chatTemplate = metadata.string('tokenizer.chat_template') ?? null;
  return {
    role: roleOf(header, architecture, pooling),
    architecture,
    name: plain(metadata.string('general.name'), architecture),
    licence: plain(metadata.string('general.license'), 'unknown'),
    languages: (metadata.strings('general.languages') ?? []).filter((code) =>
      /^[a-z]{2}$/.test(code),
    ),
    context: size(header, `${architecture}.context_length`, 1 << 27),
    embedding,
    layers,
    heads,
    keyValueHeads: Array.from(
      { length: layers },
      (_, layer) => perLayer[layer] ?? perLayer[0] ?? 0,
    ),
    keyLength: metadata.number(`${architecture}.attention.key_length`) ?? headLength,
    valueLength: metadata.number(`${architecture}.attention.value_length`) ?? headLength,
    pooling,
    vocabulary,
    tokenizer: metadata.string('tokenizer.ggml.model') ?? 'unknown',
    chatTemplate,
    reasoning: chatTemplate?.includes('<think>') ?? false,
    fileType: metadata.number('general.file_type') ?? null,
    fileBytes: header.fileBytes,
  };
}

/** Reads a file's header and what it says; see `readGguf` and `modelFacts` for the errors. */
export async function readModelFacts(path: string): Promise<ModelFacts> {
  return modelFacts(await readGguf(path));
}
