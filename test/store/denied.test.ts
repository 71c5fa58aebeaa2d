import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Store } from '../../src/store/types/store.ts';
import { storeForEachTest } from './each-test.ts';
import {
  addDocument,
  contentOf,
  embedAll,
  EMBEDDER,
  filesHolding,
  foundFile,
  vectorOf,
} from './fixture.ts';

const reason = { code: 'access-denied', message: 'It may not be read.' } as const;
let store: Store;
const setting = storeForEachTest((opened) => {
  store = opened;
}, EMBEDDER);

const found = (words: string): string[] =>
  store
    .passages(
      store.searchWords(words, ['en'], {}, 5).map(({ passage }) => passage),
      {},
    )
    .map(({ document }) => document);
const lineOf = (id: number) => store.listDocuments().find((each) => each.id === String(id));

test('a document that may not be read is in no search at once, and back as it was', async () => {
  const id = addDocument(store, 'crane.pdf', ['The harbour crane was yellow.']);
  addDocument(store, 'bridge.pdf', ['The harbour bridge was green.']);
  await embedAll(store);
  const vectors = store.counts().vectors;
  store.deny([id], reason);
  expect(found('harbour')).toEqual(['bridge.pdf']);
  expect(await store.searchVectors(vectorOf(1), {}, 5)).toHaveLength(1);
  expect(store.library.findWords('yellow', {}, 5)).toEqual([]);
  expect(store.page(id, 1)).toBeUndefined();
  expect(store.coverage({})).toMatchObject({ inScope: 2, searchable: 1, failed: 1 });
  expect(lineOf(id)).toMatchObject({ status: 'failed', reason: { code: 'access-withdrawn' } });

  const { row, changed } = store.recordFile(foundFile('crane.pdf'));
  expect({ status: row.status, changed }).toEqual({ status: 'indexed', changed: false });
  expect(found('harbour').toSorted()).toEqual(['bridge.pdf', 'crane.pdf']);
  expect(store.counts().vectors).toBe(vectors);
});

test('a copy that may be read goes on answering', async () => {
  const id = addDocument(store, 'crane.pdf', ['The harbour crane was yellow.']);
  addDocument(store, 'copy.pdf', ['The harbour crane was yellow.']);
  store.deny([id], reason);
  expect(found('crane')).toEqual(['copy.pdf']);
  await store.eraseDenied(Date.now());
  expect(found('crane')).toEqual(['copy.pdf']);
  expect(await store.verify()).toMatchObject({ ok: true, documents: 1 });
});

test('what changed while it was closed, or was waiting to be read, is read anew', () => {
  const id = addDocument(store, 'crane.pdf', ['The harbour crane was yellow.']);
  store.deny([id], reason);
  expect(store.recordFile(foundFile('crane.pdf', { bytes: 101 })).changed).toBe(true);
  expect(found('yellow')).toEqual(['crane.pdf']);
  // Noted as changed, then closed before it was read.
  store.markParsing(id);
  store.markFailed(id, 'failed', reason);
  expect(found('yellow')).toEqual([]);
  expect(store.recordFile(foundFile('crane.pdf', { bytes: 101 })).row.status).toBe('queued');
});

test('a change that could not be read because the file went away is read when it is back', () => {
  const id = addDocument(store, 'crane.pdf', ['The harbour crane was yellow.']);
  store.recordFile(foundFile('crane.pdf', { bytes: 101 }));
  store.markParsing(id);
  store.markFailed(id, 'missing', { code: 'path-missing', message: 'It is away.' });
  expect(store.recordFile(foundFile('crane.pdf', { bytes: 101 })).changed).toBe(true);
});

test('a retry that succeeds brings it back, and cancelling the queue does not take it out', async () => {
  const id = addDocument(store, 'crane.pdf', ['The harbour crane was yellow.']);
  store.deny([id], reason);
  expect(store.library.retry([String(id)])).toBe(1);
  expect(await store.library.dropQueued()).toBe(0);
  store.markParsing(id);
  store.writeContent(id, contentOf('another', ['The crane is red now.']));
  expect(found('crane')).toEqual(['crane.pdf']);
  expect(found('yellow')).toEqual([]);
  expect(lineOf(id)).toMatchObject({ reason: null, pages: 1 });
  expect(await store.verify()).toMatchObject({ ok: true, passages: 1 });
});

test('after its time no word of it is left in any file; what was closed later stays', async () => {
  const early = addDocument(store, 'crane.pdf', ['The canary wordquixotic sits here.']);
  const late = addDocument(store, 'bridge.pdf', ['The harbour bridge was green.']);
  await embedAll(store);
  store.deny([early], reason);
  await delay(5);
  const between = Date.now();
  await delay(5);
  store.deny([early, late], reason);
  expect(await store.eraseDenied(between)).toBe(1);
  expect(lineOf(early)).toBeUndefined();
  expect(lineOf(late)).toMatchObject({ reason: { code: 'access-withdrawn' } });
  expect(filesHolding(setting.home, 'wordquixotic')).toEqual([]);
  store.recordFile(foundFile('bridge.pdf'));
  expect(found('bridge')).toEqual(['bridge.pdf']);
  expect(await store.verify()).toMatchObject({ ok: true, documents: 1, vectors: 1 });
});
