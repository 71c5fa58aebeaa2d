import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { addDocument, embedAll, EMBEDDER, temporaryHome, vectorOf } from './fixture.ts';

test('naming the embedder in use again writes nothing, and queues what lacks a vector', async () => {
  const folder = temporaryHome();
  try {
    let store = await openStore(folder.home);
    await store.useEmbedder(EMBEDDER);
    addDocument(store, 'read.pdf', ['The slipway is swept on Fridays.']);
    await embedAll(store);
    addDocument(store, 'waiting.pdf', ['The buoys are painted in March.']);
    await store.close();

    store = await openStore(folder.home);
    const log = (): Buffer => readFileSync(join(folder.home, 'catalogue.sqlite-wal'));
    store.setSetting('made-up', 'so that there is a log');
    const before = log();
    await store.useEmbedder(EMBEDDER);
    expect(await store.searchVectors(vectorOf(1), {}, 5)).toHaveLength(1);
    expect(log().equals(before)).toBe(true);
    expect(store.counts().toEmbed).toBe(1);

    await store.useEmbedder({ ...EMBEDDER, embedder: 'another' });
    expect(store.counts().toEmbed).toBe(2);
    await store.useEmbedder(EMBEDDER);
    expect(store.counts().toEmbed).toBe(1);
    await store.close();
  } finally {
    folder[Symbol.dispose]();
  }
});
