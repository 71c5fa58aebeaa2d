import { copyFile, mkdir, open, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import type { ModelCatalogue } from '../../src/models/catalogue.ts';
import { idFromFileName } from '../../src/models/import.ts';
import { placeModel } from '../../src/models/place.ts';
import { hashFile } from '../../src/process/files.ts';
import { ModelRegistry } from '../../src/models/registry.ts';
import type { RegistryOptions } from '../../src/models/registry.ts';
import { testFolder } from './folder.ts';
import { filledTensor, writeTinyModel } from './tiny-gguf.ts';

const GIB = 2 ** 30;

async function failure(work: Promise<unknown>): Promise<CarrelFailure> {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof CarrelFailure) return cause;
    throw cause;
  }
  throw new Error('it did not fail');
}

/** Flips one byte of the last kilobyte, where the weights are. */
async function spoil(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  await handle.write(Buffer.from([99]), 0, 1, size - 8);
  await handle.close();
}

/** A registry on temporary folders, and a catalogue whose one answerer is a tiny file. */
async function setUp(options: Partial<RegistryOptions> = {}) {
  const folder = await testFolder();
  const source = join(folder, 'source.gguf');
  await writeTinyModel(source);
  const sha256 = await hashFile(source);
  const { size } = await stat(source);
  const catalogue: ModelCatalogue = {
    profiles: {
      tiny: { answer: 'small', embed: 'none', rerank: null },
      standard: { answer: 'large', embed: 'none', rerank: null },
      workstation: { answer: 'none', embed: 'none', rerank: null },
    },
    models: ['small', 'large'].map((id) => ({
      id,
      role: 'answer',
      name: id,
      maker: 'Nobody',
      country: 'EU',
      licence: 'MIT',
      languages: ['en', 'fr'],
      writtenMode: { trusted: false, languages: ['en'] },
      context: 200,
      queryPrefix: '',
      passagePrefix: '',
      pooling: null,
      normalisation: 'none',
      reasoning: false,
      dimensions: null,
      minMemoryBytes: GIB,
      variants: [
        {
          id: 'q4_1',
          file: 'source.gguf',
          bytes: size,
          sha256: id === 'small' ? sha256 : 'b'.repeat(64),
          sources: [],
        },
      ],
    })),
  };
  const bundled = join(folder, 'bundled');
  const home = join(folder, 'home');
  await mkdir(bundled);
  const place = async (id: string, where: string, content = source) => {
    await mkdir(where, { recursive: true });
    const temporary = join(where, 'temporary');
    await copyFile(content, temporary);
    return placeModel(temporary, where, {
      id,
      variant: 'q4_1',
      role: 'answer',
      sha256: await hashFile(content),
      bytes: (await stat(content)).size,
    });
  };
  const memory = () => ({ memoryBytes: 16 * GIB, gpus: [] });
  const registry = new ModelRegistry({ catalogue, bundled, home, memory, ...options });
  return { registry, folder, source, bundled, own: registry.folder, place };
}

describe('list and resolve', () => {
  it('finds nothing in empty folders and lists the catalogue as available', async () => {
    const { registry } = await setUp();
    expect(await registry.resolve('answer')).toBeUndefined();
    const states = (await registry.list()).map(({ id, state }) => `${id} ${state}`);
    expect(states).toEqual(['small available', 'large available']);
  });

  it('finds bundled models and prefers the stronger of two', async () => {
    const { registry, bundled, own, place } = await setUp();
    await place('small', bundled);
    expect(await registry.resolve('answer')).toEqual({
      id: 'small',
      variant: 'q4_1',
      role: 'answer',
      file: join(bundled, 'small--q4_1.gguf'),
      // The smaller of the catalogue's 200 and the header's 256.
      context: 200,
      queryPrefix: '',
      passagePrefix: '',
      normalisation: 'none',
      reasoning: false,
    });
    await place('large', own);
    expect((await registry.resolve('answer'))?.id).toBe('large');
    expect((await registry.resolve('answer', 'small'))?.id).toBe('small');
    expect((await registry.resolve('answer', 'small--q4_1'))?.id).toBe('small');
    expect(await registry.resolve('answer', 'small--q8_0')).toBeUndefined();
    expect(await registry.resolve('embed')).toBeUndefined();
  });

  it('says damaged for a truncated file, and takes another one that is sound', async () => {
    const { registry, bundled, own, place } = await setUp();
    await truncate(await place('large', own), 100);
    const damaged = await failure(registry.resolve('answer'));
    expect(damaged.code).toBe('model-damaged');
    expect(damaged.message).toContain('models fetch large');
    expect((await registry.list())[1]).toMatchObject({ id: 'large', state: 'damaged' });
    await place('small', bundled);
    expect((await registry.resolve('answer'))?.id).toBe('small');
  });

  it('refuses a header that was spoilt without a change of size', async () => {
    const { registry, own, place } = await setUp();
    const file = await place('small', own);
    const handle = await open(file, 'r+');
    await handle.write(Buffer.from('XXXX'), 0, 4, 0);
    await handle.close();
    expect((await failure(registry.resolve('answer'))).code).toBe('model-damaged');
  });

  it('does not pick a model that does not fit the memory', async () => {
    const { registry, bundled, place } = await setUp({
      memory: () => ({ memoryBytes: 1.01 * GIB, gpus: [] }),
    });
    await place('small', bundled);
    expect((await failure(registry.resolve('answer', 'small'))).code).toBe('model-too-large');
  });

  it('ignores manifests that claim another name, or are no manifests', async () => {
    const { registry, own, place } = await setUp();
    await place('small', own);
    await copyFile(join(own, 'small--q4_1.json'), join(own, 'other--q4_1.json'));
    await writeFile(join(own, 'x--y.json'), '{"id":"../../x"}');
    await writeFile(join(own, 'big--y.json'), ' '.repeat(100_000));
    expect((await registry.installed()).map(({ manifest }) => manifest.id)).toEqual(['small']);
  });

  it('tells what a model may write', async () => {
    const { registry } = await setUp();
    expect(await registry.writing('small')).toEqual({
      name: 'small',
      trusted: false,
      languages: ['en'],
    });
    expect(await registry.writing('nobody')).toMatchObject({ trusted: false, languages: [] });
  });
});

describe('import', () => {
  it('takes role and limits from the header and names the model after its file', async () => {
    const { registry, folder } = await setUp();
    const file = join(folder, 'Multilingual E5 Base (Q5).gguf');
    await writeTinyModel(file, { architecture: 'bert' });
    const entry = await registry.import(file);
    expect(entry).toMatchObject({
      id: 'multilingual-e5-base-q5',
      role: 'embed',
      state: 'imported',
      name: 'Tiny test model',
      licence: 'cc0-1.0',
      fits: true,
    });
    expect(await registry.resolve('embed')).toMatchObject({
      id: 'multilingual-e5-base-q5',
      context: 256,
      queryPrefix: 'query: ',
      normalisation: 'nfkc',
    });
    expect(entry.variant).toBe((await hashFile(file)).slice(0, 12));
  });

  it('recognises a catalogue model by its sum, whatever its name', async () => {
    const { registry, source, folder } = await setUp();
    const renamed = join(folder, 'anything.gguf');
    await copyFile(source, renamed);
    expect(await registry.import(renamed)).toMatchObject({ id: 'small', state: 'installed' });
  });

  it('keeps two files of one name apart and one file once', async () => {
    const { registry, folder, own } = await setUp();
    const [first, second] = [join(folder, 'a', 'm.gguf'), join(folder, 'b', 'm.gguf')];
    await mkdir(join(folder, 'a'));
    await mkdir(join(folder, 'b'));
    await writeTinyModel(first, { tensors: [filledTensor('token_embd.weight', [64, 8], 2)] });
    await writeTinyModel(second, { tensors: [filledTensor('token_embd.weight', [64, 8], 3)] });
    expect((await registry.import(first)).id).toBe('m');
    expect((await registry.import(second)).id).toBe('m-2');
    expect((await registry.import(first)).id).toBe('m');
    expect(await readdir(own)).toHaveLength(4);
  });

  it('refuses a damaged file and leaves nothing behind', async () => {
    const { registry, folder, own } = await setUp();
    const file = join(folder, 'cut.gguf');
    await writeTinyModel(file);
    await truncate(file, (await stat(file)).size - 1);
    expect((await failure(registry.import(file))).code).toBe('model-damaged');
    expect(await readdir(own).catch(() => [])).toEqual([]);
    expect((await failure(registry.import(join(folder, 'no.gguf')))).code).toBe('path-missing');
  });

  it('refuses what does not fit the memory, before copying', async () => {
    const { registry, folder, own } = await setUp();
    const file = join(folder, 'huge.gguf');
    await writeTinyModel(file, {
      metadata: new Map([
        ['llama.context_length', { type: 'u32', value: 8192 }],
        ['llama.embedding_length', { type: 'u32', value: 1 << 20 }],
        ['llama.block_count', { type: 'u32', value: 400 }],
      ]),
    });
    const refused = await failure(registry.import(file));
    expect(refused.code).toBe('model-too-large');
    expect(refused.message).toMatch(/GiB/);
    expect(await readdir(own).catch(() => [])).toEqual([]);
  });

  it('refuses a role that the header does not support, and a full disk', async () => {
    const full = await setUp({ freeBytes: () => Promise.resolve(1000) });
    expect((await failure(full.registry.import(full.source))).code).toBe('disk-full');
    const { registry, source } = await setUp();
    expect((await failure(registry.import(source, 'rerank'))).code).toBe('model-unsupported');
    expect((await registry.import(source, 'answer')).role).toBe('answer');
  });

  it('turns any file name into a plain id', () => {
    const names = ['../../etc/passwd.gguf', 'Müller – Größe v1.2.gguf', '   .gguf', '模型.gguf'];
    expect(names.map(idFromFileName)).toEqual(['passwd', 'muller-gro-e-v1.2', 'model', 'model']);
    expect(idFromFileName(`${'x'.repeat(300)}.gguf`)).toHaveLength(80);
  });
});

describe('remove', () => {
  it('deletes the files of the user and nothing else', async () => {
    const { registry, bundled, own, place } = await setUp();
    await place('small', bundled);
    await place('large', own);
    await registry.remove('large');
    expect(await readdir(own)).toEqual([]);
    expect((await failure(registry.remove('large'))).code).toBe('model-unknown');
    expect((await failure(registry.remove('small'))).code).toBe('invalid-input');
    expect(await readdir(bundled)).toHaveLength(2);
  });

  it('refuses while the model is in use', async () => {
    const { registry, own, place } = await setUp({
      inUse: (id, variant) => id === 'small' && variant === 'q4_1',
    });
    await place('small', own);
    expect((await failure(registry.remove('small'))).code).toBe('model-in-use');
    expect(await readdir(own)).toHaveLength(2);
    expect((await registry.list())[0]?.inUse).toBe(true);
  });
});

describe('verify', () => {
  it('finds one changed byte and names both sums', async () => {
    const { registry, bundled, own, place } = await setUp();
    await place('small', bundled);
    const file = await place('large', own);
    expect((await registry.verify()).map(({ ok }) => ok)).toEqual([true, true]);
    const before = await hashFile(file);
    await spoil(file);
    const [sound, changed] = await registry.verify();
    expect(sound).toMatchObject({ id: 'small', ok: true, error: null });
    expect(changed).toMatchObject({ id: 'large', ok: false });
    expect(changed?.error?.code).toBe('model-checksum');
    expect(changed?.error?.message).toContain(before);
    expect(changed?.error?.message).toContain(await hashFile(file));
  });
});
