import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { parserConfinement } from '../../src/engine/parser-process.ts';
import { Ingest, type IngestOptions } from '../../src/ingest/ingest.ts';
import { createParserPool, type ParserPool } from '../../src/ingest/parser-pool.ts';
import { PARSER_VERSION } from '../../src/parse/registry.ts';
import { openStore } from '../../src/store/open.ts';
import type { EmbedTexts } from '../../src/ingest/vector-stage.ts';
import type { Store } from '../../src/store/types/store.ts';

let folder = '';
let documents = '';
let store: Store;
let parsers: ParserPool;
const open: Ingest[] = [];
const { signal } = new AbortController();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-ingest-'));
  documents = join(folder, 'documents');
  mkdirSync(documents);
  for (const word of ['anchor', 'barrel', 'candle', 'dynamo']) {
    writeFileSync(join(documents, `${word}.txt`), `The ${word} lies in the cellar of the house.\n`);
  }
  store = await openStore(join(folder, 'home'));
  parsers = createParserPool({ size: 1, ...parserConfinement() });
});
afterEach(async () => {
  for (const ingest of open.splice(0)) await ingest.dispose();
  await parsers.dispose();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

function ingestWith(changes: Partial<IngestOptions> = {}): Ingest {
  const ingest = new Ingest({
    store,
    parserVersion: PARSER_VERSION,
    readers: 1,
    parse: (input, onEvent, options) => parsers.parse(input, onEvent, options),
    unpack: (origin, read, options) => parsers.unpack(origin, read, options),
    embed: () => Promise.resolve(undefined),
    ...changes,
  });
  open.push(ingest);
  return ingest;
}

async function addAll(ingest: Ingest) {
  await ingest.add([documents], 'default', signal);
  return await ingest.follow(() => Promise.resolve(), signal);
}

/** Adds everything; how many files were parsed for it. */
async function parsedWhileAdding(changes: Partial<IngestOptions> = {}): Promise<number> {
  let parsed = 0;
  const ingest = ingestWith({
    ...changes,
    parse: (input, onEvent, options) => {
      parsed += 1;
      return parsers.parse(input, onEvent, options);
    },
  });
  await addAll(ingest);
  return parsed;
}

function statuses(): Record<string, string> {
  return Object.fromEntries(
    store.listDocuments().map(({ document, status }) => [document, status]),
  );
}

test('without an embedder texts are read and found by words; a second add reads nothing', async () => {
  const ingest = ingestWith();
  expect(await addAll(ingest)).toMatchObject({ filesDone: 4, filesFailed: 0, passagesDone: 0 });
  expect(store.searchWords('candle', ['en'], {}, 5)).toHaveLength(1);
  expect(await addAll(ingest)).toMatchObject({ filesDone: 0, filesUnchanged: 4 });
});

test('a retry is counted by itself, not with what was read before', async () => {
  const ingest = ingestWith();
  writeFileSync(join(documents, 'broken.pdf'), '%PDF-1.7 nothing of a document');
  expect(await addAll(ingest)).toMatchObject({ filesDone: 5, filesFailed: 1 });
  expect(store.library.retry([join(documents, 'broken.pdf')])).toBe(1);
  ingest.start();
  const retried = await ingest.follow(() => Promise.resolve(), signal);
  expect(retried).toMatchObject({ filesDone: 1, filesTotal: 1, filesFailed: 1 });
});

test('where vectors cannot be made, all texts are still read, and the reason is told', async () => {
  const damaged = new CarrelFailure('model-damaged', 'The model is damaged. Fetch it again.');
  const ingest = ingestWith({ embed: () => Promise.reject(damaged) });
  await expect(addAll(ingest)).rejects.toMatchObject({ code: 'model-damaged' });
  expect(ingest.working).toBe(false);
  expect(Object.values(statuses())).toEqual(['indexed', 'indexed', 'indexed', 'indexed']);
});

test('a failure of the store stops the run, and what was in hand waits again', async () => {
  const full = new CarrelFailure('disk-full', 'The disk is full. Free some space.');
  const failing: Store = {
    ...store,
    writeContent() {
      throw full;
    },
  };
  const ingest = ingestWith({ store: failing });
  await expect(addAll(ingest)).rejects.toMatchObject({ code: 'disk-full' });
  expect(new Set(Object.values(statuses()))).toEqual(new Set(['queued']));
  // With room again, the same work is done.
  expect(await addAll(ingestWith())).toMatchObject({ filesFailed: 0 });
  expect(new Set(Object.values(statuses()))).toEqual(new Set(['indexed']));
});

test('work that a full disk stops before it has begun is over, and is begun again', async () => {
  const log = vi.fn();
  const ingest = ingestWith({ log });
  await addAll(ingest);
  expect(ingest.problem).toBeNull();
  const full = new CarrelFailure('disk-full', 'The disk is full.');
  vi.spyOn(store, 'queueOutdated').mockImplementationOnce(() => {
    throw full;
  });
  ingest.start();
  await expect(ingest.follow(() => Promise.resolve(), signal)).rejects.toBe(full);
  expect(ingest.working).toBe(false);
  ingest.start();
  await expect(ingest.follow(() => Promise.resolve(), signal)).resolves.toMatchObject({
    filesFailed: 0,
  });
  expect(ingest.problem).toBeNull();
  expect(log.mock.calls).toEqual([['import', full]]);
});

test('what stops work that nobody follows is logged, and told until work begins again', async () => {
  const log = vi.fn();
  const unknown = new Error('The canary lies here.');
  const ingest = ingestWith({ embed: () => Promise.reject(unknown), log });
  await ingest.add([documents], 'default', signal);
  await expect.poll(() => ingest.working, { timeout: 60_000 }).toBe(false);
  expect(log.mock.calls).toEqual([['import', unknown]]);
  expect(ingest.problem).toMatchObject({ code: 'internal' });
  expect(JSON.stringify(ingest.problem)).not.toContain('canary');
  ingest.start();
  expect(ingest.problem).toBeNull();
});

test('disposing of it in the middle leaves what was not read waiting', async () => {
  const reached = Promise.withResolvers<void>();
  const ingest = ingestWith({
    parse: (_input, _onEvent, options) =>
      new Promise((_, reject) => {
        reached.resolve();
        options.signal.addEventListener('abort', () => {
          reject(new CarrelFailure('cancelled', 'Stopped.'));
        });
      }),
  });
  await ingest.add([documents], 'default', signal);
  await reached.promise;
  await ingest.dispose();
  expect(new Set(Object.values(statuses()))).toEqual(new Set(['queued']));
  expect(await addAll(ingestWith())).toMatchObject({ filesDone: 4, filesFailed: 0 });
});

test('a copy of a file already read is not parsed again', async () => {
  await addAll(ingestWith());
  writeFileSync(join(documents, 'copy.txt'), 'The anchor lies in the cellar of the house.\n');
  expect(await parsedWhileAdding()).toBe(0);
  expect(statuses()['copy.txt']).toBe('indexed');
});

test('a renamed file keeps its line, and is not parsed again', async () => {
  await addAll(ingestWith());
  const before = store.listDocuments();
  renameSync(join(documents, 'anchor.txt'), join(documents, 'zinc.txt'));
  expect(await parsedWhileAdding()).toBe(0);
  const idOf = (entries: typeof before, name: string) =>
    entries.find(({ document }) => document === name)?.id;
  const after = store.listDocuments();
  expect(after).toHaveLength(before.length);
  expect(idOf(after, 'zinc.txt')).toBe(idOf(before, 'anchor.txt'));
});

const inferenceDied = new CarrelFailure(
  'inference-failed',
  'The process that runs models stopped.',
);

/** An embedder that gives every text the same vector, and fails where `refuses` says so. */
function embedder(refuses: (texts: readonly string[]) => boolean): EmbedTexts {
  return async (texts) => {
    await store.useEmbedder({ embedder: 'made-up', dimensions: 2 });
    if (refuses(texts)) throw inferenceDied;
    return texts.map(() => Float32Array.of(0.6, 0.8));
  };
}

test('a passage that the embedder dies on holds up no other; retry tries it again', async () => {
  let tries = 0;
  const embed = embedder((texts) => {
    const poison = texts.some((text) => text.includes('barrel'));
    if (poison) tries += 1;
    return poison;
  });
  await addAll(ingestWith({ embed }));
  expect(statuses()).toEqual({
    'anchor.txt': 'indexed',
    'barrel.txt': 'partial',
    'candle.txt': 'indexed',
    'dynamo.txt': 'indexed',
  });
  // Each try may cost a process: few of them, and none in the next run.
  expect(tries).toBeLessThanOrEqual(3);
  const reason = store.listDocuments().find(({ document }) => document === 'barrel.txt')?.reason;
  expect(reason?.code).toBe('embed-failed');
  expect(reason?.message).toContain('retry');
  expect(store.searchWords('barrel', ['en'], {}, 5)).toHaveLength(1);
  tries = 0;
  await addAll(ingestWith({ embed }));
  expect(tries).toBe(0);

  expect(store.retryFailed()).toBe(1);
  const mended = ingestWith({ embed: embedder(() => false) });
  mended.start();
  await mended.follow(() => Promise.resolve(), signal);
  expect(new Set(Object.values(statuses()))).toEqual(new Set(['indexed']));
});

test('an embedder that fails on everything is told, and no passage is given up for it', async () => {
  const ingest = ingestWith({ embed: embedder((texts) => texts.length > 0) });
  await expect(addAll(ingest)).rejects.toMatchObject({ code: 'inference-failed' });
  expect(new Set(Object.values(statuses()))).toEqual(new Set(['embedding']));
});

/** A parser that waits for `open` before it reads. */
function gated(): { parse: IngestOptions['parse']; reached: Promise<void>; open: () => void } {
  const reached = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  return {
    async parse(input, onEvent, options) {
      reached.resolve();
      await gate.promise;
      return await parsers.parse(input, onEvent, options);
    },
    reached: reached.promise,
    open: gate.resolve,
  };
}

test('a file added while vectors are made is read at once, and nothing stays queued', async () => {
  const gate = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const made = embedder(() => false);
  const ingest = ingestWith({
    async embed(texts, aborted) {
      if (texts.length > 0) started.resolve();
      if (texts.length > 0) await gate.promise;
      return await made(texts, aborted);
    },
  });
  await ingest.add([documents], 'default', signal);
  await started.promise;
  while (store.counts().queued > 0) await delay(20);
  writeFileSync(join(documents, 'ember.txt'), 'The ember glows in the dark.\n');
  await ingest.add([documents], 'default', signal);
  await expect.poll(() => store.searchWords('ember', ['en'], {}, 5)).toHaveLength(1);
  gate.resolve();
  await ingest.follow(() => Promise.resolve(), signal);
  expect(new Set(Object.values(statuses()))).toEqual(new Set(['indexed']));
});

test('a file that changes while it is read is read again', async () => {
  rmSync(documents, { recursive: true });
  mkdirSync(documents);
  const file = join(documents, 'anchor.txt');
  writeFileSync(file, 'The anchor lies in the cellar.\n');
  const { parse, reached, open: letGo } = gated();
  const ingest = ingestWith({ parse, readers: 2 });
  await ingest.add([file], 'default', signal);
  await reached;
  writeFileSync(file, 'The bellows hang in the attic of the house.\n');
  await ingest.add([file], 'default', signal);
  letGo();
  await ingest.follow(() => Promise.resolve(), signal);
  expect(statuses()).toEqual({ 'anchor.txt': 'indexed' });
  expect(store.searchWords('bellows', ['en'], {}, 5)).toHaveLength(1);
  expect(store.searchWords('anchor cellar', ['en'], {}, 5)).toHaveLength(1);
  expect(store.counts().passages).toBe(1);
});

test('copies that are read at the same time are parsed once', async () => {
  rmSync(documents, { recursive: true });
  mkdirSync(documents);
  for (const name of ['a', 'b', 'c']) {
    writeFileSync(join(documents, `${name}.txt`), 'The anchor lies in the cellar.\n');
  }
  expect(await parsedWhileAdding({ readers: 3 })).toBe(1);
  expect(new Set(Object.values(statuses()))).toEqual(new Set(['indexed']));
  expect(store.counts().passages).toBe(1);
});

test('a file removed from the library while it is read leaves nothing behind', async () => {
  const { parse, reached, open: letGo } = gated();
  const ingest = ingestWith({ parse });
  await ingest.add([join(documents, 'anchor.txt')], 'default', signal);
  await reached;
  await store.removeDocuments(store.listDocuments().map(({ id }) => Number(id)));
  letGo();
  await ingest.follow(() => Promise.resolve(), signal);
  expect(store.counts()).toMatchObject({ documents: 0, passages: 0 });
});

test('the same text is embedded once, in one batch and in a later import', async () => {
  const same = 'The lessee returns the keys on the last day of the lease.\n';
  writeFileSync(join(documents, 'first.txt'), same);
  writeFileSync(join(documents, 'first.md'), `\n${same}`);
  const seen: string[] = [];
  const made = embedder(() => false);
  const embed: EmbedTexts = (texts, aborted, model) => {
    seen.push(...texts.filter((text) => text.includes('lessee')));
    return made(texts, aborted, model);
  };
  await addAll(ingestWith({ embed }));
  writeFileSync(join(documents, 'second.txt'), `${same}\n`);
  await addAll(ingestWith({ embed }));
  expect(seen).toHaveLength(1);
  expect(new Set(Object.values(statuses()))).toEqual(new Set(['indexed']));
  expect(store.counts()).toMatchObject({ toEmbed: 0, vectors: 7 });
});
