import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createClient } from '../../../src/contract/client.ts';
import { engineRoutes, type EngineRoutes } from '../../../src/contract/engine-routes.ts';
import { CarrelFailure } from '../../../src/contract/errors.ts';
import type { LibraryState } from '../../../src/contract/library.ts';
import { unwrap } from '../../../src/contract/result.ts';
import { memoryPair } from '../../contract/memory-pair.ts';
import type { Client, RequestNames } from '../../../src/contract/route.ts';
import { serve } from '../../../src/contract/server.ts';
import { engineHandlers } from '../../../src/engine/handlers/index.ts';
import type { Services } from '../../../src/engine/services.ts';
import { zipOf } from '../../parse/read.ts';
import { engineSetting, staying } from '../fixtures/setting.ts';

// The engine's services in this process with real parsers, over the contract's in-memory pair.
let setting: ReturnType<typeof engineSetting>;
let services: Services;
let client: Client<EngineRoutes>;
let documents = '';
const none = mkdtempSync(join(tmpdir(), 'carrel-no-models-'));

async function open(): Promise<void> {
  process.env['CARREL_MODELS'] = none;
  const { openServices } = await import('../../../src/engine/services.ts');
  const opening = openServices(setting.environment);
  services = await opening;
  const [near, far] = memoryPair();
  serve(engineRoutes, engineHandlers(opening, staying), far);
  client = createClient(engineRoutes, near);
}

beforeEach(async () => {
  setting = engineSetting();
  documents = mkdtempSync(join(tmpdir(), 'carrel-documents-'));
  for (const word of ['anchor', 'barrel', 'candle']) {
    writeFileSync(join(documents, `${word}.txt`), `The ${word} lies in the cellar of the house.\n`);
  }
  await open();
});
afterAll(() => {
  rmSync(none, { recursive: true, force: true });
});

afterEach(async () => {
  client.close();
  await services.dispose();
  setting.remove();
  rmSync(documents, { recursive: true, force: true });
});

async function ask<K extends RequestNames<EngineRoutes>>(
  name: K,
  input: Parameters<typeof client.call<K>>[1],
) {
  return unwrap(await client.call(name, input));
}

async function add(paths: string[], collection = 'default') {
  return unwrap(await client.stream('addDocuments', { paths, collection }, () => undefined));
}

async function idOf(name: string): Promise<string> {
  const page = await ask('browseDocuments', { filter: { find: name } });
  return page.documents[0]?.id ?? '';
}

it('shows what was added, opens it, and gives the file itself only while it is as read', async () => {
  await add([documents]);
  const page = await ask('browseDocuments', {});
  expect(page).toMatchObject({ total: 3, types: ['txt'], byStatus: { indexed: 3 } });
  const documentId = await idOf('barrel');
  expect(await ask('readDocument', { documentId })).toMatchObject({
    entry: { document: 'barrel.txt', kept: false },
    pages: 1,
    unit: 'part',
    original: 'same',
  });
  const part = await ask('readOriginal', { documentId, offset: 4, length: 6 });
  expect(Buffer.from(part.bytes, 'base64').toString()).toBe('barrel');
  writeFileSync(join(documents, 'barrel.txt'), 'Something else altogether.\n');
  expect(await ask('readDocument', { documentId })).toMatchObject({ original: 'changed' });
  expect(await client.call('readOriginal', { documentId, offset: 0, length: 6 })).toMatchObject({
    error: { code: 'file-changed' },
  });
  for (const path of ['/etc/passwd', '../barrel.txt', '0']) {
    expect(
      await client.call('readOriginal', { documentId: path, offset: 0, length: 6 }),
    ).toMatchObject({ ok: false });
  }
  const found = await ask('findWords', { words: '"candle lies"' });
  expect(found.documents).toMatchObject([
    { document: 'candle.txt', hits: [{ page: 1, start: 4 }] },
  ]);
});

it('opens what lies in an archive by unpacking it, and names the file that holds it', async () => {
  writeFileSync(
    join(documents, 'a.zip'),
    zipOf({ 'deeds/dynamo.txt': 'The dynamo is sold.', 'broken.pdf': '%PDF-1.7 nothing' }),
  );
  const added = await add([documents]);
  expect(added.problems.map(({ document }) => document)).toEqual(['a.zip!/broken.pdf']);
  const documentId = await idOf('dynamo');
  expect(await ask('readDocument', { documentId })).toMatchObject({
    entry: { document: 'a.zip!/deeds/dynamo.txt', type: 'txt' },
    file: join(documents, 'a.zip'),
    original: 'same',
  });
  const part = await ask('readOriginal', { documentId, offset: 4, length: 6 });
  expect(part).toEqual({ bytes: Buffer.from('dynamo').toString('base64'), total: 19 });
  writeFileSync(join(documents, 'a.zip'), zipOf({ 'deeds/dynamo.txt': 'Another text.' }));
  expect(await ask('readDocument', { documentId })).toMatchObject({ original: 'changed' });
  rmSync(join(documents, 'a.zip'));
  expect(await ask('readDocument', { documentId })).toMatchObject({ original: 'missing' });
});

it('takes a removal back, and does not find what is removed meanwhile', async () => {
  await add([documents]);
  const targets = [await idOf('anchor')];
  expect(await ask('removalImpact', { targets })).toEqual({ documents: 1, answers: 0 });
  const { removal } = await ask('scheduleRemoval', { targets, seconds: 60 });
  const search = () => ask('search', { words: 'anchor', mode: 'text' });
  expect((await search()).passages.map(({ document }) => document)).not.toContain('anchor.txt');
  expect((await search()).coverage.inScope).toBe(2);
  expect(await client.call('readPage', { documentId: targets[0] ?? '', page: 1 })).toMatchObject({
    error: { code: 'not-found' },
  });
  expect(await ask('undoRemoval', { removal })).toEqual({ restored: 1 });
  expect((await search()).passages[0]).toMatchObject({ document: 'anchor.txt' });
});

it('pauses over a restart, answers meanwhile, and goes on', async () => {
  await add([join(documents, 'anchor.txt')]);
  await ask('setWork', { paused: true });
  await add([documents]);
  expect(await ask('browseDocuments', {})).toMatchObject({ byStatus: { indexed: 1, queued: 2 } });
  client.close();
  await services.dispose();
  await open();
  unwrap(await client.stream('followWork', {}, () => undefined));
  expect(services.ingest.working).toBe(false);
  expect((await ask('search', { words: 'anchor', mode: 'text' })).passages).toHaveLength(1);
  await ask('setWork', { paused: false });
  unwrap(await client.stream('followWork', {}, () => undefined));
  expect(await ask('browseDocuments', {})).toMatchObject({ byStatus: { indexed: 3 } });
});

it('drops what waits, and retries what is named', async () => {
  await ask('setWork', { paused: true });
  await add([documents]);
  const within = { paths: [join(documents, 'anchor.txt')], collection: 'default' };
  expect(await ask('cancelQueued', { within })).toEqual({ dropped: 1 });
  expect(await ask('cancelQueued', {})).toEqual({ dropped: 2 });
  await ask('setWork', { paused: false });
  for (const name of ['one.pdf', 'two.pdf']) writeFileSync(join(documents, name), '%PDF-1.7 no');
  await add([documents]);
  const failed = await ask('browseDocuments', { filter: { status: ['failed'] } });
  expect(failed.total).toBe(2);
  writeFileSync(join(documents, 'one.pdf'), 'Plain text after all.\n');
  const { queued } = await ask('retryDocuments', { documents: [join(documents, 'one.pdf')] });
  expect(queued).toBe(1);
  unwrap(await client.stream('followWork', {}, () => undefined));
  expect(await ask('browseDocuments', { filter: { status: ['failed'] } })).toMatchObject({
    total: 1,
    documents: [{ document: 'two.pdf' }],
  });
});

it('ends the looking for more when what waits is dropped', async () => {
  const many = 20_000;
  for (let index = 0; index < many; index += 1) {
    writeFileSync(join(documents, `note ${String(index)}.txt`), '');
  }
  await ask('setWork', { paused: true });
  let ended = false;
  const adding = add([documents]).finally(() => {
    ended = true;
  });
  const known = async (): Promise<number> => (await ask('browseDocuments', {})).total;
  while ((await known()) === 0) await delay(5);
  expect(ended).toBe(false);
  const { dropped } = await ask('cancelQueued', {});
  expect(dropped).toBeGreaterThan(0);
  expect(dropped).toBeLessThan(many);
  await adding;
  expect(await known()).toBe(0);
});

it('follows the library with a growing revision, at most four times a second', async () => {
  const states: LibraryState[] = [];
  const times: number[] = [];
  const stop = new AbortController();
  const following = client.stream(
    'followLibrary',
    {},
    (state) => {
      states.push(state);
      times.push(performance.now());
    },
    { signal: stop.signal },
  );
  await expect.poll(() => states).toMatchObject([{ documents: 0, work: 'idle', progress: null }]);
  await add([documents]);
  await ask('setWork', { paused: true });
  await expect.poll(() => states.at(-1)?.work).toBe('paused');
  expect(states.at(-1)).toMatchObject({ documents: 3, byStatus: { indexed: 3 }, work: 'paused' });
  const revisions = states.map(({ revision }) => revision);
  expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
  for (const [index, time] of times.slice(1).entries()) {
    expect(time - (times[index] ?? 0)).toBeGreaterThan(200);
  }
  const told = states.length;
  await delay(600);
  expect(states).toHaveLength(told);
  stop.abort();
  expect(await following).toMatchObject({ error: { code: 'cancelled' } });
});

it('tells what stopped reading, to who follows the library and who asks for the status', async () => {
  const states: LibraryState[] = [];
  const stop = new AbortController();
  const following = client.stream('followLibrary', {}, (state) => void states.push(state), {
    signal: stop.signal,
  });
  await expect.poll(() => states.at(-1)?.problem).toBeNull();
  const spy = vi.spyOn(services.store, 'queueOutdated').mockImplementation(() => {
    throw new CarrelFailure('disk-full', 'The disk is full.');
  });
  services.ingest.start();
  const problem = { code: 'disk-full' };
  await expect.poll(() => states.at(-1), { timeout: 20_000 }).toMatchObject({ problem });
  expect(await ask('status', {})).toMatchObject({ working: false, problem });
  spy.mockRestore();
  await ask('setWork', { paused: false });
  await expect.poll(() => states.at(-1)?.problem, { timeout: 20_000 }).toBeNull();
  stop.abort();
  await following;
});

it('keeps collections and added folders, and forgets a folder with its documents', async () => {
  await ask('createCollection', { name: 'cellar' });
  expect(await client.call('search', { words: 'anchor', scope: { collection: 'celar' } })).toEqual(
    expect.objectContaining({ ok: false }),
  );
  expect(
    await ask('search', { words: 'anchor', mode: 'text', scope: { collection: 'cellar' } }),
  ).toMatchObject({ passages: [] });
  await add([documents, join(documents, 'anchor.txt')], 'cellar');
  const source = { path: documents, collection: 'cellar' };
  expect(await ask('listSources', {})).toEqual({
    sources: [{ ...source, documents: 3, watched: false }],
  });
  await ask('watchSource', { ...source, watched: true });
  expect((await ask('listSources', {})).sources).toMatchObject([{ watched: true }]);
  expect(
    await client.call('watchSource', { path: '/nowhere', collection: 'cellar', watched: true }),
  ).toMatchObject({ error: { code: 'not-found' } });
  await ask('removeDocuments', { target: documents });
  expect(await ask('listSources', {})).toEqual({ sources: [] });
  expect(await ask('deleteCollection', { name: 'cellar' })).toEqual({ removed: 0 });
});

it('keeps copies of dropped files, reads them, and erases them with their documents', async () => {
  const upload = '3f2b1c9e-5d7a-4f6b-8c1d-2e3f4a5b6c7d';
  const text = 'The tapir drinks at the well.\n';
  const { path, add: folder } = await ask('keepCopy', {
    upload,
    name: 'trip/notes.txt',
    collection: 'default',
    offset: 0,
    bytes: Buffer.from(text).toString('base64'),
    last: true,
    modified: 1_600_000_000_000,
  });
  await add([folder]);
  const page = await ask('browseDocuments', { filter: { find: 'notes' } });
  expect(page.documents).toMatchObject([
    {
      document: 'trip/notes.txt',
      kept: true,
      status: 'indexed',
      modified: '2020-09-13T12:26:40.000Z',
    },
  ]);
  expect(await ask('listSources', {})).toEqual({ sources: [] });
  expect(existsSync(path ?? '')).toBe(true);
  await ask('removeDocuments', { target: page.documents[0]?.id ?? '' });
  expect(existsSync(folder)).toBe(false);
});

it('erases the copies of a drop that was given up, but not what was added', async () => {
  const upload = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
  const part = {
    upload,
    collection: 'default',
    offset: 0,
    bytes: Buffer.from('The heron waits.\n').toString('base64'),
    modified: 0,
  };
  const kept = await ask('keepCopy', { ...part, name: 'pond/heron.txt', last: true });
  await ask('keepCopy', { ...part, name: 'half.txt', last: false });
  await add([kept.path ?? '']);
  const whole = await ask('keepCopy', { ...part, name: 'pond/never added.txt', last: true });
  await ask('discardCopies', { upload });
  expect(existsSync(whole.path ?? '')).toBe(false);
  expect(existsSync(join(setting.environment.CARREL_HOME, 'kept', '.incoming', upload))).toBe(
    false,
  );
  expect(existsSync(kept.path ?? '')).toBe(true);
  await ask('discardCopies', { upload: '00000000-0000-4000-8000-000000000000' });
});

it('takes what is dropped again for the file that it was, and replaces nothing that was read', async () => {
  const drop = async (name: string, text: string) => {
    const kept = await ask('keepCopy', {
      upload: crypto.randomUUID(),
      name,
      collection: 'default',
      offset: 0,
      bytes: Buffer.from(text).toString('base64'),
      last: true,
      modified: 1_600_000_000_000 + text.length,
    });
    return { ...kept, outcome: await add([kept.add]) };
  };
  const rows = async () => (await ask('browseDocuments', { filter: { find: 'otter' } })).documents;
  const first = await drop('pond/otter.txt', '');
  expect(await rows()).toMatchObject([{ status: 'failed' }]);

  // Mended, and dropped alone: it takes the place of the one that could not be read.
  const mended = await drop('otter.txt', 'The otter sleeps below the bridge.');
  expect(mended.path).toBe(first.path);
  const [row] = await rows();
  expect(row).toMatchObject({ document: 'pond/otter.txt', status: 'indexed' });

  // The folder again, unchanged: no second copy of it.
  const again = await drop('pond/otter.txt', 'The otter sleeps below the bridge.');
  expect(again).toMatchObject({ path: first.path, namesakes: [], outcome: { unchanged: 1 } });
  expect(await rows()).toHaveLength(1);

  // With other text it stands beside the one that was read.
  const changed = await drop('pond/otter.txt', 'The otter has left.');
  expect(changed.namesakes).toEqual([row?.id]);
  expect(await rows()).toHaveLength(2);
  // A file of that name from elsewhere is another one.
  expect((await drop('otter.txt', 'Another otter.')).namesakes).toEqual([]);
  expect(await rows()).toHaveLength(3);
});

it('says what became of the files of one addition', async () => {
  writeFileSync(join(documents, 'empty.txt'), '');
  expect(await add([documents])).toMatchObject({
    byStatus: { indexed: 3, failed: 1 },
    unchanged: 0,
    problemCount: 1,
  });
  writeFileSync(join(documents, 'dowel.txt'), 'The dowel holds the shelf.\n');
  expect(await add([documents])).toMatchObject({
    byStatus: { indexed: 4, failed: 1 },
    unchanged: 3,
  });
});
