import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { findModel, loadCatalogue } from '../../src/models/catalogue.ts';
import { convertE5 } from '../../src/models/e5-convert.ts';
import { readGguf } from '../../src/models/gguf.ts';
import { installedIn } from '../../src/models/installed.ts';
import { modelFacts } from '../../src/models/model-facts.ts';
import { hashFile } from '../../src/process/files.ts';
import { e5Vectors } from './e5-vectors.ts';
import { testFolder } from './folder.ts';
import { tinyE5 } from './tiny-e5.ts';

const bundled = fileURLToPath(new URL('../../resources/models', import.meta.url));
const reference = z
  .array(z.strictObject({ text: z.string(), vector: z.array(z.number()).length(384) }))
  .parse(
    JSON.parse(
      readFileSync(new URL('fixtures/e5-reference-vectors.json', import.meta.url), 'utf8'),
    ),
  );

describe('convertE5', () => {
  it('copies every tensor byte for byte under its GGUF name and shape', async () => {
    const folder = await testFolder();
    const { bytes, tensors } = tinyE5();
    await writeFile(join(folder, 'in.bin'), bytes);
    await convertE5(join(folder, 'in.bin'), join(folder, 'out.gguf'));
    const written = await readFile(join(folder, 'out.gguf'));
    const header = await readGguf(join(folder, 'out.gguf'));
    const expected: [string, string, number[]][] = [
      ['token_embd.weight', 'emb.word', [32, 12]],
      ['position_embd.weight', 'emb.pos', [32, 16]],
      ['token_embd_norm.bias', 'emb.ln.b', [32]],
      ['blk.0.attn_output.weight', 'l0.ao.w', [32, 32]],
      ['blk.0.ffn_up.weight', 'l0.fi.w', [32, 64]],
      ['blk.0.ffn_down.weight', 'l0.fo.w', [64, 32]],
      ['blk.0.ffn_up.bias', 'l0.fi.b', [64]],
      ['blk.0.layer_output_norm.weight', 'l0.oln.w', [32]],
    ];
    for (const [name, from, dimensions] of expected) {
      const tensor = header.tensors.get(name);
      expect(tensor?.dimensions).toEqual(dimensions);
      const start = tensor?.offset ?? 0;
      const data = written.subarray(start, start + (tensor?.bytes ?? 0));
      expect(data.equals(tensors.get(from) ?? Buffer.alloc(0))).toBe(true);
    }
    // Only the first of the two token types is taken.
    expect(header.tensors.get('token_types.weight')?.dimensions).toEqual([32, 1]);
    expect(header.tensors.size).toBe(5 + 12 + 4);
  });

  it('carries the vocabulary over, with special and unused pieces marked', async () => {
    const folder = await testFolder();
    await writeFile(join(folder, 'in.bin'), tinyE5().bytes);
    await convertE5(join(folder, 'in.bin'), join(folder, 'out.gguf'));
    const { metadata, ...header } = await readGguf(join(folder, 'out.gguf'));
    const tokens = metadata.strings('tokenizer.ggml.tokens');
    expect(tokens?.slice(4)).toEqual(['a', 'é', '▁der', 'ß', 'x', '<mask>', '[PAD10]', '[PAD11]']);
    expect(metadata.numbers('tokenizer.ggml.token_type')).toEqual([
      3, 3, 3, 2, 1, 1, 1, 1, 1, 3, 5, 5,
    ]);
    expect(metadata.numbers('tokenizer.ggml.scores')?.slice(8)).toEqual([-4, -4.5, -1000, -1000]);
    expect(metadata.number('tokenizer.ggml.eos_token_id')).toBe(2);
    const facts = modelFacts({ metadata, ...header });
    expect(facts).toMatchObject({ role: 'embed', context: 16, embedding: 32, pooling: 'mean' });
  });

  it('reports every cut and any damage of the container as damaged', async () => {
    const folder = await testFolder();
    const { bytes, wordOffset } = tinyE5();
    const input = join(folder, 'in.bin');
    let run = 0;
    const convert = async (content: Buffer) => {
      await writeFile(input, content);
      try {
        await convertE5(input, join(folder, `out-${run++}.gguf`));
      } catch (cause) {
        if (cause instanceof CarrelFailure) return cause.code;
        throw cause;
      }
      return 'none';
    };
    for (const size of [0, 3, 40, 71, 100, wordOffset - 1, wordOffset + 5, bytes.length - 1]) {
      expect(await convert(bytes.subarray(0, size))).toBe('model-damaged');
    }
    const edit = fc.tuple(fc.nat(wordOffset - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        const hostile = Buffer.from(bytes);
        for (const [at, value] of edits) hostile[at] = value;
        expect(['none', 'model-damaged']).toContain(await convert(hostile));
      }),
      { numRuns: 150 },
    );
  });
});

describe('the small embedder in place', () => {
  it('agrees with the reference vectors to a cosine of 0.9999 when converted', async () => {
    const installed = await installedIn(bundled, true);
    const embedder = installed.find(({ manifest }) => manifest.id === 'multilingual-e5-small');
    const variants = findModel(loadCatalogue(), 'multilingual-e5-small')?.variants ?? [];
    const variant = variants.find(({ id }) => id === embedder?.manifest.variant);
    expect(await hashFile(embedder?.file ?? '')).toBe(variant?.sha256);
    const vectors = await e5Vectors(
      embedder?.file ?? '',
      reference.map(({ text }) => text),
    );
    // The published 8-bit file is another quantisation of the same weights: close, not equal.
    const least = variant?.id === 'q4_0' ? 0.9999 : 0.97;
    for (const [index, { vector }] of reference.entries()) {
      const other = vectors[index] ?? [];
      const cosine = vector.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
      expect(cosine).toBeGreaterThanOrEqual(least);
    }
  });
});
