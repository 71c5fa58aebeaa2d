import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { parserConfinement } from '../../src/engine/parser-process.ts';
import { Ingest, type IngestOptions } from '../../src/ingest/ingest.ts';
import { createParserPool, type ParserPool } from '../../src/ingest/parser-pool.ts';
import { PARSER_VERSION } from '../../src/parse/registry.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types.ts';

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
  let parsed = 0;
  const ingest = ingestWith({
    parse: (input, onEvent, options) => {
      parsed += 1;
      return parsers.parse(input, onEvent, options);
    },
  });
  await addAll(ingest);
  expect(parsed).toBe(0);
  expect(statuses()['copy.txt']).toBe('indexed');
});
