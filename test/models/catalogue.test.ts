import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileName } from '../../src/contract/models.ts';
import {
  findModel,
  loadCatalogue,
  modelVariant,
  profileModels,
  profilesOf,
  writingRefusal,
} from '../../src/models/catalogue.ts';
import { testFolder } from './folder.ts';

const catalogue = loadCatalogue();

describe('the catalogue', () => {
  it('names each model, and each variant of a model, once', () => {
    const ids = catalogue.models.map((model) => model.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { variants } of catalogue.models) {
      expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
    }
  });

  it('fills every profile with models of the right role', () => {
    for (const name of profileName.options) {
      for (const [role, id] of Object.entries(catalogue.profiles[name])) {
        if (id !== null) expect(findModel(catalogue, id)?.role).toBe(role);
      }
    }
    expect(profileModels(catalogue, 'tiny').map(({ role }) => role)).toEqual(['embed', 'answer']);
    expect(profilesOf(catalogue, 'multilingual-e5-small', 'embed')).toContain('tiny');
  });

  it('holds every family it should, with the reasoning ones marked', () => {
    const ids = catalogue.models.map((model) => model.id).join(' ');
    for (const family of [
      'ministral-3-3b',
      'ministral-3-8b',
      'mistral-small-3.2',
      'deepseek-r1-distill-qwen-1.5b',
      'deepseek-r1-distill-qwen-7b',
      'qwen3-8b',
      'smollm2',
      'smollm3',
      'eurollm',
      'granite-4.1',
      'gemma-4',
    ]) {
      expect(ids).toContain(family);
    }
    const distilled = catalogue.models.filter(({ id }) => id.startsWith('deepseek-r1'));
    expect(distilled.every(({ reasoning }) => reasoning)).toBe(true);
  });

  it('gives embedders their dimensions and answerers their written mode, and no one else', () => {
    for (const model of catalogue.models) {
      expect(model.dimensions !== null).toBe(model.role === 'embed');
      expect(model.writtenMode !== null).toBe(model.role === 'answer');
      const written = model.writtenMode?.languages ?? [];
      expect(written.filter((language) => !model.languages.includes(language))).toEqual([]);
    }
  });

  it('can bring the tiny profile by https and by pip, and does not trust its writer', () => {
    for (const { variants } of profileModels(catalogue, 'tiny')) {
      const kinds = variants.flatMap(({ sources }) => sources.map(({ kind }) => kind));
      expect(kinds).toEqual(['https', 'pip']);
    }
    const writer = findModel(catalogue, catalogue.profiles.tiny.answer);
    expect(writer?.writtenMode?.trusted).toBe(false);
  });

  it('refuses a source without a checksum, an address that is not https, a path as a name', () => {
    const good = {
      id: 'q4_0',
      file: 'a.gguf',
      bytes: 1,
      sha256: 'a'.repeat(64),
      sources: [{ kind: 'https', url: 'https://example.org/a.gguf' }],
    };
    expect(modelVariant.safeParse(good).success).toBe(true);
    expect(modelVariant.safeParse({ ...good, sha256: null }).success).toBe(false);
    expect(modelVariant.safeParse({ ...good, sha256: null, sources: [] }).success).toBe(true);
    expect(modelVariant.safeParse({ ...good, file: '../a.gguf' }).success).toBe(false);
    expect(modelVariant.safeParse({ ...good, id: '../x' }).success).toBe(false);
    const plain = [{ kind: 'https', url: 'http://example.org/a.gguf' }];
    expect(modelVariant.safeParse({ ...good, sources: plain }).success).toBe(false);
  });

  it('says that the installation is broken where the file is', async () => {
    const file = join(await testFolder(), 'models.json');
    await writeFile(file, '{"models": []');
    expect(() => loadCatalogue(file)).toThrow(/install Carrel again/);
  });
});

describe('writingRefusal', () => {
  it('allows catalogued languages and refuses others and unrecognised ones, with the reason', () => {
    expect(writingRefusal('SmolLM2', ['en'], 'en')).toBeNull();
    const refusal = writingRefusal('SmolLM2', ['en'], 'fr');
    expect(refusal?.code).toBe('language-unsupported');
    expect(refusal?.message).toContain('SmolLM2');
    expect(writingRefusal('SmolLM2', ['en'], null)).not.toBeNull();
    expect(writingRefusal('Mine', [], 'en')?.message).toContain('no language');
  });
});
