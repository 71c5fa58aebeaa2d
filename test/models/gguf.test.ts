import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { readGguf } from '../../src/models/gguf.ts';
import { installedIn } from '../../src/models/installed.ts';
import { readModelFacts } from '../../src/models/model-facts.ts';
import { testFolder } from './folder.ts';
import { filledTensor, writeTinyModel } from './tiny-gguf.ts';

const bundled = fileURLToPath(new URL('../../resources/models', import.meta.url));

/** A header of 24 bytes and whatever follows. */
function header(tensors: bigint, pairs: bigint, rest: Buffer = Buffer.alloc(0), version = 3) {
  const start = Buffer.alloc(24);
  start.write('GGUF');
  start.writeUInt32LE(version, 4);
  start.writeBigUInt64LE(tensors, 8);
  start.writeBigUInt64LE(pairs, 16);
  return Buffer.concat([start, rest]);
}

function text(value: string, length = BigInt(value.length)): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(length);
  return Buffer.concat([size, Buffer.from(value)]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof CarrelFailure) return cause.code;
    throw cause;
  }
  return 'none';
}

describe('readGguf', () => {
  it('reads what the writer wrote', async () => {
    const file = join(await testFolder(), 'tiny.gguf');
    await writeTinyModel(file, {
      tensors: [filledTensor('token_embd.weight', [64, 8]), filledTensor('norm', [3], 7)],
    });
    const { metadata, tensors, version } = await readGguf(file);
    expect(version).toBe(3);
    expect(metadata.string('general.name')).toBe('Tiny test model');
    expect(metadata.arrayLength('tokenizer.ggml.tokens')).toBe(8);
    expect(metadata.strings('tokenizer.ggml.tokens')?.[7]).toBe('piece7');
    const norm = tensors.get('norm');
    expect(norm).toMatchObject({ dimensions: [3], type: 0, bytes: 12 });
    const bytes = await readFile(file);
    const offset = norm?.offset ?? 0;
    expect([...bytes.subarray(offset, offset + 12)]).toEqual(Array.from({ length: 12 }, () => 7));
  });

  it('reads the limits of the bundled models', async () => {
    const installed = await installedIn(bundled, true);
    const facts = await Promise.all(installed.map(({ file }) => readModelFacts(file)));
    expect(facts).toContainEqual(
      expect.objectContaining({
        role: 'embed',
        architecture: 'bert',
        context: 512,
        embedding: 384,
        layers: 12,
        pooling: 'mean',
      }),
    );
    expect(facts).toContainEqual(
      expect.objectContaining({
        role: 'answer',
        architecture: 'llama',
        context: 8192,
        keyValueHeads: Array.from({ length: 30 }, () => 3),
        keyLength: 64,
        reasoning: false,
      }),
    );
  });

  it('reports every cut of a file as damaged', async () => {
    const folder = await testFolder();
    const file = join(folder, 'tiny.gguf');
    await writeTinyModel(file);
    const whole = (await readFile(file)).length;
    for (let size = whole - 1; size >= 0; size -= 37) {
      await truncate(file, size);
      expect(await codeOf(readGguf(file))).toBe('model-damaged');
    }
  });

  const giant = 0x7fff_ffff_ffff_ffffn;
  const hostile: [string, Buffer, string][] = [
    ['another format', Buffer.alloc(4096, 'PK'), 'model-damaged'],
    ['an old version', header(0n, 0n, undefined, 1), 'model-unsupported'],
    ['a big-endian file', header(0n, 0n, undefined, 0x0300_0000), 'model-unsupported'],
    ['endless tensors', header(giant, 0n), 'model-damaged'],
    ['endless pairs', header(0n, giant), 'model-damaged'],
    ['an endless key', header(0n, 1n, text('k', giant)), 'model-damaged'],
    ['a key of 60,000 bytes', header(0n, 1n, text('k', 60_000n)), 'model-damaged'],
    [
      'an endless string',
      header(0n, 1n, Buffer.concat([text('k'), u32(8), text('v', 1n << 52n)])),
      'model-damaged',
    ],
    [
      'an endless list of numbers',
      header(0n, 1n, Buffer.concat([text('k'), u32(9), u32(6), u64(1n << 50n)])),
      'model-damaged',
    ],
    [
      'an endless list of strings',
      header(0n, 1n, Buffer.concat([text('k'), u32(9), u32(8), u64(1n << 50n), text('a')])),
      'model-damaged',
    ],
    [
      'a list of lists',
      header(0n, 1n, Buffer.concat([text('k'), u32(9), u32(9), u64(1n), u32(9)])),
      'model-damaged',
    ],
    [
      'an unknown value type',
      header(0n, 1n, Buffer.concat([text('k'), u32(13), u64(1n)])),
      'model-damaged',
    ],
    [
      'a key twice',
      header(0n, 2n, Buffer.concat([text('k'), u32(4), u32(1), text('k'), u32(4), u32(1)])),
      'model-damaged',
    ],
    [
      'an absurd alignment',
      header(0n, 1n, Buffer.concat([text('general.alignment'), u32(4), u32(3)])),
      'model-damaged',
    ],
    [
      'a split file',
      header(0n, 1n, Buffer.concat([text('split.count'), u32(2), Buffer.from([5, 0])])),
      'model-unsupported',
    ],
    [
      'a tensor of more elements than there are numbers',
      header(
        1n,
        0n,
        Buffer.concat([text('t'), u32(2), u64(1n << 40n), u64(1n << 40n), u32(0), u64(0n)]),
      ),
      'model-damaged',
    ],
    [
      'a tensor outside the file',
      header(1n, 0n, Buffer.concat([text('t'), u32(1), u64(8n), u32(0), u64(1n << 40n)])),
      'model-damaged',
    ],
    [
      'a tensor of an unknown type',
      header(1n, 0n, Buffer.concat([text('t'), u32(1), u64(8n), u32(99), u64(0n)])),
      'model-unsupported',
    ],
    [
      'a tensor of many dimensions',
      header(1n, 0n, Buffer.concat([text('t'), u32(0xffff_ffff), u64(8n)])),
      'model-damaged',
    ],
  ];
  it.each(hostile)('refuses %s', async (_name, bytes, code) => {
    const file = join(await testFolder(), 'hostile.gguf');
    await writeFile(file, bytes);
    expect(await codeOf(readGguf(file))).toBe(code);
  });

  it('answers random damage with a failure or a result, never with a crash', async () => {
    const folder = await testFolder();
    const file = join(folder, 'fuzz.gguf');
    await writeTinyModel(file);
    const original = await readFile(file);
    const edit = fc.tuple(fc.nat(original.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
        const bytes = Buffer.from(original);
        for (const [at, value] of edits) bytes[at] = value;
        await writeFile(file, bytes);
        const code = await codeOf(readModelFacts(file));
        expect(['none', 'model-damaged', 'model-unsupported']).toContain(code);
      }),
      { numRuns: 400 },
    );
  });

  it('says which path is missing and that a folder is no model', async () => {
    const folder = await testFolder();
    expect(await codeOf(readGguf(join(folder, 'none.gguf')))).toBe('path-missing');
    expect(await codeOf(readGguf(folder))).not.toBe('none');
  });

  it('keeps keys such as __proto__ harmless', async () => {
    const file = join(await testFolder(), 'proto.gguf');
    await writeTinyModel(file, {
      metadata: new Map([['__proto__', { type: 'string', value: 'polluted' }]]),
    });
    const { metadata } = await readGguf(file);
    expect(metadata.string('__proto__')).toBe('polluted');
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});

describe('modelFacts', () => {
  it('knows a reranker by its head, an embedder by its pooling, an encoder by its kind', async () => {
    const folder = await testFolder();
    const roles: string[] = [];
    const pooling = new Map([['llama.pooling_type', { type: 'u32', value: 3 } as const]]);
    const variants = [
      { architecture: 'bert', tensors: [filledTensor('cls.output.weight', [64])] },
      { metadata: pooling },
      { architecture: 'modern-bert' },
      {},
    ];
    for (const [index, variant] of variants.entries()) {
      const file = join(folder, `${index}.gguf`);
      await writeTinyModel(file, variant);
      roles.push((await readModelFacts(file)).role);
    }
    expect(roles).toEqual(['rerank', 'embed', 'embed', 'answer']);
  });

  it.each(['llama.block_count', 'llama.context_length', 'general.architecture'])(
    'refuses a model that does not state %s',
    async (key) => {
      const file = join(await testFolder(), 'tiny.gguf');
      await writeTinyModel(file, { without: [key] });
      expect(await codeOf(readModelFacts(file))).toMatch(/model-(damaged|unsupported)/);
    },
  );

  it('takes control characters out of names', async () => {
    const file = join(await testFolder(), 'tiny.gguf');
    const value = 'Nice\u001B[31m\nmodel\u202E';
    await writeTinyModel(file, {
      metadata: new Map([['general.name', { type: 'string', value }]]),
    });
    expect((await readModelFacts(file)).name).toBe('Nice [31m model');
  });
});
