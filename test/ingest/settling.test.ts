import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { parserConfinement } from '../../src/engine/parser-process.ts';
import { FolderWatcher } from '../../src/ingest/folder-watcher.ts';
import { Ingest } from '../../src/ingest/ingest.ts';
import { createParserPool } from '../../src/ingest/parser-pool.ts';
import { recordScan } from '../../src/ingest/record-scan.ts';
import { isSettling, readStill, SETTLING_MS } from '../../src/ingest/settling.ts';
import { PARSER_VERSION } from '../../src/parse/registry.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';

const CHUNKS = 12;
let own = '';
let documents = '';
let store: Store;
const { signal } = new AbortController();
beforeEach(async () => {
  own = mkdtempSync(join(tmpdir(), 'carrel-settling-'));
  documents = join(own, 'documents');
  mkdirSync(documents);
  store = await openStore(join(own, 'home'));
});
afterEach(async () => {
  await store.close();
  rmSync(own, { recursive: true, force: true });
});

test('a file of a watched folder that a slow writer has not finished is not read', async (context) => {
  const parsers = createParserPool({ size: 1, ...parserConfinement() });
  const read: string[] = [];
  const ingest = new Ingest({
    store,
    parserVersion: PARSER_VERSION,
    readers: 1,
    parse: (input, onEvent, options) => {
      read.push(new TextDecoder().decode(input.bytes));
      return parsers.parse(input, onEvent, options);
    },
    unpack: (origin, range, options) => parsers.unpack(origin, range, options),
    embed: () => Promise.resolve(undefined),
  });
  let looks = 0;
  let looked = Promise.withResolvers<void>();
  const watcher = new FolderWatcher({
    folders: () => [{ path: documents, collection: 'default' }],
    rescan: (folder, stop) => {
      looks += 1;
      looked.resolve();
      looked = Promise.withResolvers();
      return ingest.add([folder.path], folder.collection, stop, 'watcher');
    },
    quietMs: 50,
    firstMs: 1,
  });
  watcher.update();
  let longest = 0;
  let last = performance.now();
  for (let chunk = 1; chunk <= CHUNKS; chunk += 1) {
    appendFileSync(join(documents, 'slow.txt'), `Line ${chunk} of the log.\n`);
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    // Until it has been looked at in between, but for a machine that stands still.
    await Promise.race([looked.promise, delay(500)]);
  }
  await expect.poll(() => store.byStatus(), { timeout: 60_000 }).toEqual({ indexed: 1 });
  await watcher.dispose();
  await ingest.dispose();
  await parsers.dispose();
  expect(looks).toBeGreaterThan(1);
  if (longest > SETTLING_MS) return context.skip('the writer itself was held up');
  expect(read).toHaveLength(1);
  expect(read[0]).toContain(`Line ${CHUNKS} of`);
}, 120_000);

test('what was read of a file that is being written anew stays until it is whole', async () => {
  const file = join(documents, 'note.txt');
  writeFileSync(file, 'The old text.');
  const second = 1_700_000_000;
  utimesSync(file, second, second);
  const scan = (after: number, by: 'person' | 'watcher' = 'watcher') =>
    recordScan({
      store,
      paths: [documents],
      collection: 'default',
      signal,
      cut: signal,
      by,
      recorded: () => undefined,
      now: () => (second + after) * 1000,
    });
  expect(await scan(1)).toBe(true);
  expect(store.listDocuments()).toEqual([]);
  expect(await scan(10)).toBe(false);
  expect(store.byStatus()).toEqual({ queued: 1 });
  store.markFailed(store.nextQueued()?.id ?? 0, 'failed', { code: 'no-text', message: 'None.' });
  writeFileSync(file, 'The new text, half');
  utimesSync(file, second + 20, second + 20);
  expect(await scan(21)).toBe(true);
  expect(store.byStatus()).toEqual({ failed: 1 });
  // A person who adds it means it as it is.
  expect(await scan(21, 'person')).toBe(false);
  expect(store.byStatus()).toEqual({ queued: 1 });
});

test('a clock that is ahead holds nothing up', () => {
  expect(isSettling(10_000, 10_000)).toBe(true);
  expect(isSettling(10_000, 10_000 + SETTLING_MS)).toBe(false);
  expect(isSettling(10_000, 9_000)).toBe(false);
});

test('a file that changes under its reader is read again, and a stop ends the waiting', async () => {
  const moving = new CarrelFailure('file-changed', 'It moves.');
  let tries = 0;
  const read = (): Promise<string> => {
    tries += 1;
    return tries < 2 ? Promise.reject(moving) : Promise.resolve('whole');
  };
  expect(await readStill(read, signal)).toBe('whole');
  const stopped = readStill(() => Promise.reject(moving), AbortSignal.abort());
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
  const gone = new CarrelFailure('path-missing', 'Gone.');
  await expect(readStill(() => Promise.reject(gone), signal)).rejects.toBe(gone);
});
