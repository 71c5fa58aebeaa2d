import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parserConfinement } from '../../src/engine/parser-process.ts';
import { Ingest } from '../../src/ingest/ingest.ts';
import { createParserPool, type ParserPool } from '../../src/ingest/parser-pool.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';

let folder = '';
let documents = '';
let store: Store;
let parsers: ParserPool;
let parsed = 0;
const open: Ingest[] = [];
const { signal } = new AbortController();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-outdated-'));
  documents = join(folder, 'documents');
  mkdirSync(documents);
  for (const word of ['anchor', 'barrel']) {
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

/** An importer of a program whose parsers have this version; counts what it parses from here on. */
function importer(parserVersion: string): Ingest {
  parsed = 0;
  const ingest = new Ingest({
    store,
    parserVersion,
    readers: 1,
    parse: (input, onEvent, options) => {
      parsed += 1;
      return parsers.parse(input, onEvent, options);
    },
    unpack: (origin, read, options) => parsers.unpack(origin, read, options),
    embed: () => Promise.resolve(undefined),
  });
  open.push(ingest);
  return ingest;
}

async function addAll(ingest: Ingest) {
  await ingest.add([documents], 'default', signal);
  return await ingest.follow(() => Promise.resolve(), signal);
}

test('files read by an older parser are read again when they are added, and only once', async () => {
  await addAll(importer('1'));
  const next = importer('2');
  expect(await addAll(next)).toMatchObject({ filesDone: 2, filesUnchanged: 0, filesFailed: 0 });
  expect(parsed).toBe(2);
  expect(store.searchWords('anchor', ['en'], {}, 5)).toHaveLength(1);
  expect(await addAll(next)).toMatchObject({ filesUnchanged: 2 });
  expect(parsed).toBe(2);
});

test('they are read again with the first work of any kind, without being added', async () => {
  await addAll(importer('1'));
  const next = importer('2');
  next.start();
  expect(await next.follow(() => Promise.resolve(), signal)).toMatchObject({ filesDone: 2 });
  expect(parsed).toBe(2);
});

test('until they are read again, what the older parser read is searchable', async () => {
  await addAll(importer('1'));
  expect(store.queueOutdated('2')).toBe(2);
  expect(store.searchWords('anchor', ['en'], {}, 5)).toHaveLength(1);
  expect(store.queueOutdated('2')).toBe(0);
});

test('a file that no older parser could read is tried again by a newer one, once', async () => {
  writeFileSync(join(documents, 'tool.xlsx'), '\u007fELF');
  await addAll(importer('1'));
  expect(store.counts().queued).toBe(0);
  const next = importer('2');
  next.start();
  await next.follow(() => Promise.resolve(), signal);
  expect(parsed).toBe(3);
  expect(store.queueOutdated('2')).toBe(0);
});
