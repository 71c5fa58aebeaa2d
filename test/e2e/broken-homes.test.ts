import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openStore } from '../../src/store/open.ts';
import { carrel, carrelJson, repository, samples, temporaryFolder } from './carrel.ts';
import { mountAt } from './mounted.ts';
import { addedShape, answerShape, failureShape, listShape, statusShape } from './shapes.ts';
import { smallModels } from './small-models.ts';

const own = temporaryFolder('homes');
const documents = join(own, 'documents');
const none = temporaryFolder('no-models');
let small = '';

beforeAll(async () => {
  small = await smallModels();
  mkdirSync(documents);
  writeFileSync(join(documents, 'one.txt'), 'The harbour crane was painted yellow in spring.\n');
});

/** A data folder on a file system of its own; undefined where this account may not mount one. */
function mount(name: string, options: string): string | undefined {
  const place = join(own, name);
  return mountAt(place, options) ? place : undefined;
}

test('without a model: words are searched, and it is said how to get one', async () => {
  const options = { home: join(own, 'no-model'), env: { CARREL_MODELS: none } };
  const added = await carrel(['add', documents], options);
  expect(added.code).toBe(0);
  expect(added.stderr).toContain('carrel models fetch tiny');
  const answer = await carrelJson(answerShape, ['ask', 'crane painted?'], options);
  expect(answer).toMatchObject({
    model: 'words only',
    coverage: { searchable: 1, withVectors: 0 },
  });
  const { code, stderr } = await carrel(['search', 'crane'], options);
  expect(code).toBe(0);
  expect(stderr).toContain('No embedding model is installed');
  const status = await carrelJson(statusShape, ['status'], options);
  expect(status.embedder).toBeNull();
  // With a model there at last, the next add makes the vectors that are missing.
  const later = { home: options.home, env: { CARREL_MODELS: small } };
  await carrelJson(addedShape, ['add', documents], later);
  expect(await carrelJson(statusShape, ['status'], later)).toMatchObject({ vectors: 1 });
});

const verified = z.object({
  models: z.array(z.object({ id: z.string(), ok: z.boolean(), error: z.unknown() })),
});

test('a damaged model: nothing else stops working, and it is said which and what to do', async () => {
  const home = join(own, 'damaged');
  const models = join(home, 'models');
  mkdirSync(models, { recursive: true, mode: 0o700 });
  mkdirSync(join(home, 'run'), { mode: 0o700 });
  const gguf = readFileSync(join(small, 'tiny--f32.gguf'));
  gguf.fill(0xff, 8, 4000);
  writeFileSync(join(models, 'tiny--f32.gguf'), gguf);
  writeFileSync(join(models, 'tiny--f32.json'), readFileSync(join(small, 'tiny--f32.json')));
  const options = { home, env: { CARREL_MODELS: none } };

  const added = await carrel(['add', documents], options);
  expect(added.stderr).toContain('[model-damaged]');
  expect(added.code).toBe(1);
  expect((await carrel(['search', 'crane', '--mode', 'text'], options)).code).toBe(0);
  const asked = await carrel(['ask', 'crane painted?'], options);
  expect(asked.stdout).toContain('one.txt');
  const { models: checked } = await carrelJson(verified, ['models', 'verify'], {
    ...options,
    code: 1,
  });
  expect(checked).toMatchObject([{ id: 'tiny', ok: false }]);
  expect((await carrel(['models', 'remove', 'tiny'], options)).code).toBe(0);
  expect(existsSync(join(models, 'tiny--f32.gguf'))).toBe(false);
});

test('a home that another program holds is in use', async () => {
  const home = join(own, 'held');
  const store = await openStore(home);
  try {
    const { error } = await carrelJson(failureShape, ['status'], {
      home,
      env: { CARREL_MODELS: none },
      code: 1,
    });
    expect(error.code).toBe('home-in-use');
    expect(error.message).toMatch(/\.\s\p{Lu}/u);
  } finally {
    await store.close();
  }
}, 90_000);

test('a damaged store is named', async () => {
  const home = join(own, 'damaged-store');
  mkdirSync(join(home, 'run'), { recursive: true, mode: 0o700 });
  writeFileSync(join(home, 'catalogue.sqlite'), 'this is no database'.repeat(1000));
  const { error } = await carrelJson(failureShape, ['list'], {
    home,
    env: { CARREL_MODELS: none },
    code: 1,
  });
  expect(error.code).toBe('store-damaged');
});

test('a damaged catalogue is mended from the documents', async () => {
  const options = { home: join(own, 'mended'), env: { CARREL_MODELS: none } };
  await carrelJson(addedShape, ['add', documents], options);
  const file = join(options.home, 'catalogue.sqlite');
  const bytes = readFileSync(file);
  bytes.write('yelloW', bytes.indexOf('yellow in spring'));
  writeFileSync(file, bytes);
  const found = await carrel(['verify'], options);
  expect(found.code).toBe(1);
  expect(found.stdout).toContain('damaged: one.txt (text)');
  const repaired = await carrel(['verify', '--repair'], options);
  expect(repaired.stdout).toContain('1 document read again');
  expect(repaired.code).toBe(0);
  expect((await carrel(['search', 'crane'], options)).stdout).toContain('yellow in spring');
}, 90_000);

test('a backup takes the place of a store that cannot be opened', async () => {
  const options = { home: join(own, 'backed-up'), env: { CARREL_MODELS: none } };
  const file = join(own, 'carrel.backup');
  await carrelJson(addedShape, ['add', documents], options);
  expect((await carrel(['backup', join(options.home, 'own')], options)).code).toBe(2);
  expect((await carrel(['backup', file], options)).stdout).toContain('1 document in');
  expect((await carrel(['restore', file], options)).code).toBe(2);
  writeFileSync(join(options.home, 'catalogue.sqlite'), 'this is no database'.repeat(1000));
  const restored = await carrel(['restore', file, '--replace'], options);
  expect(restored.stderr).not.toContain('unexpectedly');
  expect(restored.stdout).toContain('1 document restored');
  expect((await carrel(['search', 'crane'], options)).stdout).toContain('yellow in spring');
}, 120_000);

test('a home that cannot be written is refused', async (context) => {
  const home = mount('read-only', 'ro');
  if (home === undefined) return context.skip('this account may not mount a file system');
  const { error } = await carrelJson(failureShape, ['status'], { home, code: 1 });
  expect(error.code).toBe('home-read-only');
});

test('a full disk: what is there stays, and the import goes on once there is room', async (context) => {
  const home = mount('full', 'size=8m');
  if (home === undefined) return context.skip('this account may not mount a file system');
  const options = { home, env: { CARREL_MODELS: small } };
  await carrelJson(addedShape, ['add', documents], options);
  const ballast = join(home, 'ballast');
  const free = 8_000_000 - Number(spawnSync('du', ['-sb', home]).stdout.toString().split('\t')[0]);
  writeFileSync(ballast, new Uint8Array(Math.max(0, free - 400_000)));
  const full = await carrel(['add', samples], options);
  expect(full.stderr).toContain('[disk-full]');
  expect(full.code).toBe(1);
  rmSync(ballast);
  const { documents: kept } = await carrelJson(listShape, ['list'], options);
  expect(kept[0]).toMatchObject({ document: 'one.txt', status: 'indexed' });
  await carrelJson(addedShape, ['add', samples], options);
  const status = await carrelJson(statusShape, ['status'], options);
  expect(status.byStatus).toEqual({ indexed: 14 });
  expect((await carrel(['verify'], options)).code).toBe(0);
}, 240_000);

test('through npm, as people run it: usage errors end with 2', () => {
  const npm = spawnSync('npm', ['run', '--silent', 'carrel', '--', 'search'], { cwd: repository });
  expect(npm.status).toBe(2);
  expect(npm.stderr.toString()).toContain("missing required argument 'words'");
});
