import { describe, expect, it } from 'vitest';
import {
  contextFor,
  estimateMemory,
  fits,
  lacksMemory,
  localMemory,
} from '../../src/models/memory.ts';
import type { ModelFacts } from '../../src/models/model-facts.ts';

const GIB = 2 ** 30;
const MIB = 2 ** 20;

/** A model of 8 billion weights: 32 layers of 4096, 8 key-value heads of 128, in 5 GB. */
const facts: ModelFacts = {
  role: 'answer',
  architecture: 'llama',
  name: 'Eight',
  licence: 'mit',
  languages: [],
  context: 131_072,
  embedding: 4096,
  layers: 32,
  heads: 32,
  keyValueHeads: Array.from({ length: 32 }, () => 8),
  keyLength: 128,
  valueLength: 128,
  pooling: null,
  vocabulary: 128_256,
  tokenizer: 'gpt2',
  chatTemplate: null,
  reasoning: false,
  fileType: 15,
  fileBytes: 4_900_000_000,
};

describe('estimateMemory', () => {
  it('counts weights, a cache of 1 GiB at 8,192 tokens, buffers and tables', () => {
    // 8192 tokens x 32 layers x 8 heads x 256 x 2 bytes
    const cache = GIB;
    const buffers = 512 * 128_256 * 4 + 32 * 512 * 8192 * 4 + 16 * 512 * 4096 * 4;
    const expected = facts.fileBytes + cache + buffers + 128_256 * 1024 + 64 * MIB;
    expect(estimateMemory(facts)).toBe(expected);
  });

  it('grows with the context and with the heads that are not shared', () => {
    expect(estimateMemory({ ...facts, context: 4096 })).toBeLessThan(estimateMemory(facts));
    const unshared = { ...facts, keyValueHeads: facts.keyValueHeads.map(() => 32) };
    expect(estimateMemory(unshared) - estimateMemory(facts)).toBe(3 * GIB);
  });
});

describe('fits', () => {
  it('gives null or a reason with both figures', () => {
    expect(fits(6 * GIB, { memoryBytes: 16 * GIB, gpus: [] })).toBeNull();
    const reason = fits(6 * GIB, { memoryBytes: 4 * GIB, gpus: [] });
    expect(reason).toContain('6.0 GiB');
    expect(reason).toContain('4.0 GiB');
  });

  it('counts a graphics card that is large enough', () => {
    const gpus = [{ name: 'card', memoryBytes: 24 * GIB }];
    expect(fits(12 * GIB, { memoryBytes: 8 * GIB, gpus })).toBeNull();
    expect(lacksMemory(20 * GIB, { memoryBytes: 8 * GIB, gpus })).toBeNull();
    expect(lacksMemory(20 * GIB, { memoryBytes: 8 * GIB, gpus: [] })).toContain('20.0 GiB');
  });

  it('reads the memory of this machine', () => {
    expect(localMemory().memoryBytes).toBeGreaterThan(256 * MIB);
  });
});

describe('contextFor', () => {
  it('takes the smaller of the model and the role', () => {
    expect(contextFor('embed', 512)).toBe(512);
    expect(contextFor('embed', 32_768)).toBe(1024);
    expect(contextFor('answer', 262_144)).toBe(8192);
  });
});
