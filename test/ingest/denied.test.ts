import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parserConfinement } from '../../src/engine/parser-process.ts';
import { DeniedErasure } from '../../src/ingest/denied-erasure.ts';
import { createParserPool, type ParserPool } from '../../src/ingest/parser-pool.ts';
import { Ingest } from '../../src/ingest/ingest.ts';
import { isDenial, readingFailure } from '../../src/ingest/reading-failure.ts';
import { recordScan } from '../../src/ingest/record-scan.ts';
import { PARSER_VERSION } from '../../src/parse/registry.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import { zipOf } from '../parse/read.ts';

let folder = '';
let documents = '';
let store: Store;
let parsers: ParserPool;
let ingest: Ingest;
let parsed = 0;
const { signal } = new AbortController();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-denied-'));
  documents = join(folder, 'documents');
  mkdirSync(documents);
  writeFileSync(join(documents, 'barrel.txt'), 'The barrel is empty.\n');
  writeFileSync(join(documents, 'a.zip'), zipOf({ 'anchor.txt': 'The anchor is sold.' }));
  store = await openStore(join(folder, 'home'));
  parsers = createParserPool({ size: 1, ...parserConfinement() });
  parsed = 0;
  ingest = new Ingest({
    store,
    parserVersion: PARSER_VERSION,
    readers: 1,
    parse: (input, onEvent, options) => {
      parsed += 1;
      return parsers.parse(input, onEvent, options);
    },
    unpack: (origin, read, options) => parsers.unpack(origin, read, options),
    embed: () => Promise.resolve(undefined),
  });
});
afterEach(async () => {
  await ingest.dispose();
  await parsers.dispose();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function addAll(): Promise<void> {
  await ingest.add([documents], 'default', signal);
  await ingest.follow(() => Promise.resolve(), signal);
}

/** Looks through the folder as an account would that may not read some of its files. */
async function scanWithout(...closed: string[]): Promise<void> {
  await recordScan({
    store,
    paths: [documents],
    collection: 'default',
    signal,
    cut: signal,
    by: 'watcher',
    recorded: () => undefined,
    mayRead: (path) => Promise.resolve(!closed.some((name) => path.endsWith(name))),
  });
}

const statuses = () =>
  Object.fromEntries(
    store
      .listDocuments()
      .map(({ document, status, reason }) => [document, reason === null ? status : reason.code]),
  );
const hits = (word: string) => store.searchWords(word, ['en'], {}, 5).length;

test('what lies in a closed file leaves with it, and is back without being read again', async () => {
  await addAll();
  expect(parsed).toBe(3);
  await scanWithout('a.zip');
  expect(statuses()).toEqual({
    'a.zip': 'access-withdrawn',
    'a.zip!/anchor.txt': 'access-withdrawn',
    'barrel.txt': 'indexed',
  });
  expect([hits('anchor'), hits('barrel')]).toEqual([0, 1]);
  const { revision } = store.library;
  await scanWithout('a.zip');
  expect(store.library.revision).toBe(revision);
  await addAll();
  expect(statuses()).toEqual({
    'a.zip': 'indexed',
    'a.zip!/anchor.txt': 'indexed',
    'barrel.txt': 'indexed',
  });
  expect([hits('anchor'), parsed]).toEqual([1, 3]);
});

test('a file that was closed from the start is read once it may be', async () => {
  await scanWithout('barrel.txt');
  expect(statuses()).toMatchObject({ 'barrel.txt': 'access-denied' });
  await addAll();
  expect(statuses()).toMatchObject({ 'barrel.txt': 'indexed' });
});

test('once the time set is up, what was read of it is erased by itself', async () => {
  await addAll();
  await scanWithout('a.zip');
  const told = Promise.withResolvers<number>();
  const erasure = new DeniedErasure({
    store: {
      eraseDenied: (before) => {
        told.resolve(before);
        return store.eraseDenied(Date.now());
      },
    },
    days: () => 30,
    firstMs: 1,
  });
  const before = await told.promise;
  await erasure.dispose();
  expect(Math.round((Date.now() - before) / 86_400_000)).toBe(30);
  expect(statuses()).toEqual({ 'barrel.txt': 'indexed' });
});

test('what cannot be reached is told from what may not be read', () => {
  const failure = (code: string) => Object.assign(new Error('no'), { code });
  expect(['EACCES', 'EPERM'].map((code) => readingFailure(failure(code)).code)).toEqual([
    'access-denied',
    'access-denied',
  ]);
  for (const code of ['EIO', 'EBUSY', 'ESTALE', 'ENOTCONN', 'ETIMEDOUT', 'EMFILE']) {
    expect(readingFailure(failure(code)).code).toBe('file-unreachable');
    expect(isDenial(failure(code))).toBe(false);
  }
  expect(readingFailure(failure('ENOENT')).code).toBe('path-missing');
});
