import { totalmem } from 'node:os';
import type { ModelRole } from '../contract/models.ts';
import type { Hardware } from '../contract/system.ts';
import type { ModelFacts } from './model-facts.ts';

/** The part of the hardware report that decides whether a model fits. */
export type MemoryReport = Pick<Hardware, 'memoryBytes' | 'gpus'>;

const MIB = 1 << 20;
const GIB = 1 << 30;

/**
 * Tokens of context Carrel works with, whatever a model could take: a query or passage and its
 * window; a pair; instructions, passages and answer. Longer contexts cost memory and no more fits
 * in a passage anyway.
 */
const workingContext: Readonly<Record<ModelRole, number>> = {
  embed: 1024,
  rerank: 2048,
  answer: 8192,
};

/** The context a model is loaded with: the smaller of its own and the role's. */
export function contextFor(role: ModelRole, own: number): number {
  return Math.min(own, workingContext[role]);
}

/**
 * Bytes of memory needed to load and run a model, rather too many than too few:
 * - weights: the file's size;
 * - keys and values: context x sum over layers of key-value heads x (key + value length) x 2
 *   bytes (f16), as llama.cpp allocates them in llama-kv-cache.cpp; encoders keep none;
 * - compute buffer: for a batch of b tokens (512; the whole context for encoders, see the trap of
 *   the batch size) the logits b x vocabulary x 4 bytes where text is generated, attention scores
 *   heads x b x context x 4 bytes and some 16 activations b x width x 4 bytes;
 * - 1 KiB for each entry of the vocabulary, whose tables live beside the weights (measured:
 *   250,037 entries took some 300 MB);
 * - 64 MiB for the runtime itself.
 */
export function estimateMemory(facts: ModelFacts, role: ModelRole = facts.role): number {
  const context = contextFor(role, facts.context);
  const answering = role === 'answer';
  const batch = answering ? Math.min(512, context) : context;
  const perToken = facts.keyValueHeads.reduce(
    (sum, heads) => sum + heads * (facts.keyLength + facts.valueLength) * 2,
    0,
  );
  const logits = answering ? batch * facts.vocabulary * 4 : 0;
  const scores = facts.heads * batch * context * 4;
  const activations = 16 * batch * facts.embedding * 4;
  const cache = context * perToken;
  const tables = facts.vocabulary * 1024;
  return Math.ceil(facts.fileBytes + cache + logits + scores + activations + tables + 64 * MIB);
}

/** Memory of this machine, or of the container it runs in where that is less. */
export function localMemory(): MemoryReport {
  const limit = process.constrainedMemory();
  const memoryBytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return { memoryBytes, gpus: [] };
}

/** Memory a model may take: the system, the engine and its parsers need some as well. */
function usableMemory(memory: MemoryReport): number {
  const reserve = Math.max(GIB, memory.memoryBytes * 0.15);
  const main = Math.max(0, memory.memoryBytes - reserve);
  return Math.max(main, ...memory.gpus.map((gpu) => gpu.memoryBytes * 0.9));
}

/** Bytes as a person reads them, in binary units with one decimal. */
export function readableBytes(bytes: number): string {
  return bytes >= GIB ? `${(bytes / GIB).toFixed(1)} GiB` : `${Math.round(bytes / MIB)} MiB`;
}

/** Null where the model fits this machine, else the reason in words. */
export function fits(neededBytes: number, memory: MemoryReport): string | null {
  const usable = usableMemory(memory);
  if (neededBytes <= usable) return null;
  return (
    `It needs about ${readableBytes(neededBytes)} of memory; ` +
    `${readableBytes(usable)} of this machine's ${readableBytes(memory.memoryBytes)} can be given to a model.`
  );
}

/**
 * Null where this machine has the memory a catalogue entry asks for (a whole machine's, unlike
 * the need given to `fits`), else the reason in words.
 */
export function lacksMemory(minMemoryBytes: number, memory: MemoryReport): string | null {
  const most = Math.max(memory.memoryBytes, ...memory.gpus.map((gpu) => gpu.memoryBytes));
  if (minMemoryBytes <= most) return null;
  return `It asks for a machine with ${readableBytes(minMemoryBytes)} of memory; this one has ${readableBytes(memory.memoryBytes)}.`;
}
