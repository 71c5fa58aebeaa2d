import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClient } from '../../src/contract/client.ts';
import { engineRoutes, type EngineRoutes } from '../../src/contract/engine-routes.ts';
import { unwrap } from '../../src/contract/result.ts';
import { memoryPair } from '../contract/memory-pair.ts';
import type { Client, RequestNames } from '../../src/contract/route.ts';
import { serve } from '../../src/contract/server.ts';
import { engineHandlers } from '../../src/engine/handlers/index.ts';
import { openServices, type Services } from '../../src/engine/services.ts';
import { engineSetting, installTiny, staying } from './fixtures/setting.ts';

// The engine's services in this process, with real parsers and a real inference process that runs
// embedders of random weights.
let setting: ReturnType<typeof engineSetting>;
let services: Services;
let client: Client<EngineRoutes>;
let documents = '';

// The repository's own models are left out of sight; read once, when the registry is loaded.
vi.hoisted(() => {
  process.env['CARREL_MODELS'] = '/nowhere';
});

async function open(): Promise<void> {
  const opening = openServices(setting.environment);
  services = await opening;
  const [near, far] = memoryPair();
  serve(engineRoutes, engineHandlers(opening, staying), far);
  client = createClient(engineRoutes, near);
}

async function close(): Promise<void> {
  client.close();
  await services.dispose();
}

beforeEach(async () => {
  setting = engineSetting();
  documents = mkdtempSync(join(tmpdir(), 'carrel-documents-'));
  for (const word of ['anchor', 'barrel', 'candle']) {
    writeFileSync(join(documents, `${word}.txt`), `The ${word} lies in the cellar of the house.\n`);
  }
  await installTiny(setting.environment.CARREL_HOME, 'first', 'embed');
  await open();
});
afterEach(async () => {
  await close();
  setting.remove();
  rmSync(documents, { recursive: true, force: true });
});

async function ask<K extends RequestNames<EngineRoutes>>(
  name: K,
  input: Parameters<typeof client.call<K>>[1],
) {
  return unwrap(await client.call(name, input));
}

async function add(): Promise<void> {
  unwrap(await client.stream('addDocuments', { paths: [documents] }, () => undefined));
}

const work = async () => unwrap(await client.stream('followWork', {}, () => undefined));

it('keeps what is chosen over a restart, and gives the default for what is damaged', async () => {
  expect(await ask('readSettings', {})).toMatchObject({ theme: 'system', welcomed: false });
  await ask('changeSettings', { theme: 'dark', answerLength: 'short' });
  await ask('changeSettings', { welcomed: true });
  await close();
  await open();
  const kept = { theme: 'dark', answerLength: 'short', welcomed: true, language: 'system' };
  expect(await ask('readSettings', {})).toMatchObject(kept);

  services.store.setSetting('person', '{"theme": "violet", "answerLength": "long"}');
  expect(await ask('readSettings', {})).toMatchObject({ theme: 'system', answerLength: 'long' });
  services.store.setSetting('person', 'no json');
  expect(await ask('readSettings', {})).toMatchObject({ answerLength: 'medium' });
});

it('passes over in watched folders what the person wants, at once and both ways', async () => {
  writeFileSync(join(documents, '.hidden.txt'), 'The hidden key lies in the cellar.\n');
  const paths = [documents];
  unwrap(await client.stream('addDocuments', { paths, watch: true }, () => undefined));
  const names = () => services.store.listDocuments().map(({ document }) => document);
  const within = { timeout: 30_000 };
  expect(names()).toEqual(['anchor.txt', 'barrel.txt', 'candle.txt']);
  await ask('changeSettings', { ignoreHidden: false, ignorePatterns: ['barrel*', 'candle*'] });
  await expect.poll(names, within).toEqual(['anchor.txt', '.hidden.txt']);
  expect((await ask('search', { words: 'barrel', mode: 'text' })).passages).toEqual([]);

  // Within a day nothing is read again, and nobody has to say that it is wanted again.
  await ask('changeSettings', { ignoreHidden: true, ignorePatterns: ['candle*'] });
  await expect.poll(names, within).toEqual(['anchor.txt', 'barrel.txt']);
  expect(services.store.byStatus()).not.toHaveProperty('queued');
  expect((await ask('search', { words: 'barrel', mode: 'text' })).passages).toHaveLength(1);
  const wrong = await client.call('changeSettings', { ignorePatterns: ['{a,b}'] });
  expect(wrong).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
});

it('answers with as many quotes as the person wants', async () => {
  await add();
  const quotes = async (): Promise<number> => {
    const question = 'What lies in the cellar of the house?';
    const answer = unwrap(await client.stream('ask', { question }, () => undefined));
    return answer.citations.length;
  };
  await ask('changeSettings', { answerLength: 'long' });
  expect(await quotes()).toBeGreaterThan(1);
  await ask('changeSettings', { answerLength: 'short' });
  expect(await quotes()).toBe(1);
});

it('runs models on as many threads as the person wants', async () => {
  await add();
  await ask('changeSettings', { threads: 1, processor: 'cpu' });
  expect(services.settings.acceleration(services.environment)).toEqual({ gpu: 'off', threads: 1 });
  expect((await ask('search', { words: 'anchor', mode: 'vector' })).passages).toHaveLength(3);
});

it('fills the vectors of another embedder while those in use serve, then takes it', async () => {
  await add();
  await installTiny(setting.environment.CARREL_HOME, 'second', 'embed');
  await ask('setWork', { paused: true });
  await ask('chooseModel', { role: 'embed', id: 'second' });

  const before = await ask('status', {});
  expect(before).toMatchObject({ embedder: 'first', vectors: 3 });
  expect((await ask('search', { words: 'anchor', mode: 'vector' })).passages).toHaveLength(3);
  await expect(ask('removeModel', { id: 'second' })).rejects.toMatchObject({
    code: 'model-in-use',
  });

  // Over a restart, and with a document that comes in between.
  await close();
  await open();
  writeFileSync(join(documents, 'dinghy.txt'), 'The dinghy lies in the cellar of the house.\n');
  await ask('setWork', { paused: false });
  await add();
  await work();
  expect(await ask('status', {})).toMatchObject({ embedder: 'second', vectors: 4 });
  expect((await ask('search', { words: 'anchor', mode: 'vector' })).passages).toHaveLength(4);
  expect(await ask('verifyStore', {})).toMatchObject({ ok: true });
  // The first one's shards are gone from the disk, and so may its file.
  expect(readdirSync(join(setting.environment.CARREL_HOME, 'vectors'))).toHaveLength(1);
  await ask('removeModel', { id: 'first' });
});

it('gives a change of embedder up where the one in use is chosen again', async () => {
  await add();
  await installTiny(setting.environment.CARREL_HOME, 'second', 'embed');
  await ask('setWork', { paused: true });
  await ask('chooseModel', { role: 'embed', id: 'second' });
  expect(services.store.nextEmbedder()).toContain('second');
  await ask('chooseModel', { role: 'embed', id: 'first' });
  await ask('setWork', { paused: false });
  await work();
  expect(await ask('status', {})).toMatchObject({ embedder: 'first', vectors: 3 });
  expect(services.store.counts().toEmbed).toBe(0);
});

it('refuses a model that is not installed', async () => {
  const choice = ask('chooseModel', { role: 'answer', id: 'nobody' });
  await expect(choice).rejects.toMatchObject({ code: 'not-found' });
});

it('measures what is stored, and erases everything but models and settings', async () => {
  await add();
  const home = setting.environment.CARREL_HOME;
  await ask('changeSettings', { theme: 'dark' });
  const upload = crypto.randomUUID();
  const bytes = Buffer.from('The ewer lies in the cellar.').toString('base64');
  const collection = 'default';
  const part = { upload, name: 'ewer.txt', collection, offset: 0, bytes, last: true, modified: 0 };
  const { path } = await ask('keepCopy', part);
  await ask('createCollection', { name: 'cellar' });
  unwrap(await client.stream('addDocuments', { paths: [path ?? ''] }, () => undefined));
  const measured = await ask('measureStorage', {});
  const kept = measured.parts.find(({ what }) => what === 'kept-copies');
  expect(kept).toMatchObject({ bytes: 28 });
  expect(measured.parts.find(({ what }) => what === 'models')?.bytes).toBeGreaterThan(1000);

  const followed = vi.spyOn(services.watcher, 'update');
  await ask('eraseEverything', {});
  // A watched folder that was followed on would bring its documents back.
  expect(followed).toHaveBeenCalled();
  expect(await ask('status', {})).toMatchObject({ documents: 0, passages: 0, vectors: 0 });
  expect((await ask('listCollections', {})).collections).toMatchObject([{ name: 'default' }]);
  expect((await ask('listSources', {})).sources).toEqual([]);
  expect(existsSync(path ?? '')).toBe(false);
  expect(await ask('readSettings', {})).toMatchObject({ theme: 'dark' });
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || file.parentPath.endsWith('models')) continue;
    const text = readFileSync(join(file.parentPath, file.name), 'latin1');
    expect(text, file.name).not.toMatch(/cellar|anchor|ewer/u);
  }
});
