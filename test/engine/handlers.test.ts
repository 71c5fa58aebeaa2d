import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../src/contract/client.ts';
import { engineRoutes, type EngineRoutes } from '../../src/contract/engine-routes.ts';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { memoryPair } from '../contract/memory-pair.ts';
import type { Client } from '../../src/contract/route.ts';
import { serve } from '../../src/contract/server.ts';
import { serverMessage } from '../../src/contract/wire.ts';
import { embedTexts } from '../../src/engine/embedding.ts';
import { engineHandlers } from '../../src/engine/handlers/index.ts';
import type { Services } from '../../src/engine/services.ts';
import { engineSetting, installTiny, staying } from './fixtures/setting.ts';

// The engine's services and handlers in this process, over the contract's in-memory pair.
const setting = engineSetting();
const home = setting.environment.CARREL_HOME;
const none = mkdtempSync(join(tmpdir(), 'carrel-no-models-'));
let services: Services;
let client: Client<EngineRoutes>;
const internal: unknown[] = [];

/** One call as it would come from a door of another version, or from no door at all. */
let raw: (route: string, input: unknown) => Promise<{ code: string; path: unknown }>;

beforeAll(async () => {
  // Read once, when the registry's module is loaded.
  process.env['CARREL_MODELS'] = none;
  const { openServices } = await import('../../src/engine/services.ts');
  await installTiny(home, 'tiny', 'embed');
  const opening = openServices(setting.environment);
  services = await opening;
  const connect = () => {
    const [near, far] = memoryPair();
    serve(engineRoutes, engineHandlers(opening, staying), far, {
      onInternalError: (_reference, error) => internal.push(error),
    });
    return near;
  };
  client = createClient(engineRoutes, connect());
  const transport = connect();
  let id = 0;
  raw = async (route, input) => {
    id += 1;
    const mine = id;
    const answer = Promise.withResolvers<{ code: string; path: unknown }>();
    transport.onMessage((message) => {
      const read = serverMessage.parse(message);
      if (read.id !== mine) return;
      answer.resolve(
        read.type === 'error'
          ? { code: read.error.code, path: read.error.details?.['path'] }
          : { code: read.type, path: undefined },
      );
    });
    transport.send({ type: 'call', id: mine, route, input });
    return await answer.promise;
  };
});
afterAll(async () => {
  await services.dispose();
  setting.remove();
  rmSync(none, { recursive: true, force: true });
});

test.each(Object.keys(engineRoutes))('%s refuses input that it does not know', async (route) => {
  for (const input of [undefined, null, 7, 'text', [], { 'no such field': true }]) {
    expect((await raw(route, input)).code).toBe('invalid-input');
  }
});

test.each([
  ['addDocuments', { paths: [] }, 'paths'],
  ['addDocuments', { paths: [7] }, 'paths.0'],
  ['readPage', { documentId: '1', page: 0 }, 'page'],
  ['locate', { documentId: '1', spans: [{ page: 1, start: 'x', end: 2 }] }, 'spans.0.start'],
  ['search', { words: '' }, 'words'],
  ['search', { words: 'x'.repeat(5000) }, 'words'],
  ['search', { words: 'x', limit: 1e9 }, 'limit'],
  ['search', { words: 'x', mode: 'magic' }, 'mode'],
  ['ask', { question: 'x', scope: { documents: [1] } }, 'scope.documents.0'],
  ['importModel', { file: '/x', role: 'cook' }, 'role'],
])('%s names a wrong field (%#)', async (route, input, path) => {
  expect(await raw(route, input)).toEqual({ code: 'invalid-input', path });
});

test('what is asked for and is not there has a code of its own', async () => {
  const codes = await Promise.all([
    client.call('readPage', { documentId: '999', page: 1 }),
    client.call('readPage', { documentId: 'no number', page: 1 }),
    client.call('removeModel', { id: 'nobody' }),
    client.call('importModel', { file: join(home, 'nowhere.gguf') }),
    client.stream('addDocuments', { paths: [join(home, 'nowhere')] }, () => undefined),
    client.call('search', { words: 'x', scope: { withoutPassages: ['no id'] } }),
  ]);
  expect(codes.map((each) => (each.ok ? 'ok' : each.error.code))).toEqual([
    'not-found',
    'not-found',
    'model-unknown',
    'path-missing',
    'path-missing',
    'invalid-input',
  ]);
  expect(await client.call('locate', { documentId: '999', spans: [] })).toMatchObject({
    value: { boxes: [] },
  });
  expect(await client.call('removeDocuments', { target: '/nowhere' })).toMatchObject({
    value: { removed: 0 },
  });
  expect(internal).toEqual([]);
});

test('where the services cannot be opened every call says why', async () => {
  const damaged = new CarrelFailure('store-damaged', 'The stored data is damaged. Verify it.');
  const [near, far] = memoryPair();
  serve(engineRoutes, engineHandlers(Promise.reject(damaged), staying), far);
  const other = createClient(engineRoutes, near);
  expect(await other.call('status', {})).toMatchObject({ error: { code: 'store-damaged' } });
  const asked = await other.stream('ask', { question: 'x' }, () => undefined);
  expect(asked).toMatchObject({ error: { code: 'store-damaged' } });
});

test('2,000 documents are listed in batches, each once, and counted by status', async () => {
  for (let index = 0; index < 2000; index += 1) {
    const name = `${index}.txt`;
    const { row } = services.store.recordFile({
      root: '/far',
      document: name,
      path: `/far/${name}`,
      collection: 'many',
      type: 'txt',
      bytes: index,
      modifiedMs: 0,
    });
    services.store.markFailed(row.id, 'missing', {
      code: 'path-missing',
      message: 'Gone. Add it.',
    });
  }
  const sizes: number[] = [];
  const ids = new Set<string>();
  const listed = await client.stream('listDocuments', { collection: 'many' }, async (chunk) => {
    sizes.push(chunk.documents.length);
    for (const { id } of chunk.documents) ids.add(id);
    // A slow reader gets them all as well.
    await delay(1);
  });
  expect(listed).toEqual({ ok: true, value: { total: 2000 } });
  expect(ids.size).toBe(2000);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(200);
  const status = await client.call('status', {});
  expect(status).toMatchObject({ value: { documents: 2000, byStatus: { missing: 2000 } } });
  expect(await client.call('removeDocuments', { target: '/far' })).toMatchObject({
    value: { removed: 2000 },
  });
});

test("the person's question goes before the passages that wait to be embedded", async () => {
  const folder = join(home, '..', `${Date.now()}-documents`);
  mkdirSync(folder);
  try {
    writeFileSync(join(folder, 'one.txt'), 'The anchor lies in the cellar of the house.\n');
    const added = await client.stream('addDocuments', { paths: [folder] }, () => undefined);
    expect(added).toMatchObject({ value: { progress: { passagesDone: 1 } } });
    const model = await services.models.embedder();
    if (model === undefined) throw new Error('no embedder is installed');
    const text = 'The ferry leaves the northern harbour at noon. '.repeat(30);
    let embedded = 0;
    const queued = Array.from({ length: 60 }, async () => {
      await embedTexts(services.inference.client, model, {
        texts: [text],
        kind: 'passage',
        priority: 'background',
      });
      embedded += 1;
    });
    const found = await client.call('search', { words: 'anchor', mode: 'vector' });
    expect(found).toMatchObject({ ok: true, value: { fallback: null } });
    expect(embedded).toBeLessThan(30);
    await Promise.all(queued);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
