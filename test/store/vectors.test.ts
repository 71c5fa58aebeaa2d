import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { SHARD_ROWS, Shards } from '../../src/store/shards.ts';
import type { Store } from '../../src/store/types/store.ts';
import { storeForEachTest } from './each-test.ts';
import {
  addDocument,
  contentOf,
  DIMENSIONS,
  embedAll,
  EMBEDDER,
  filesHolding,
  foundFile,
  temporaryHome,
  vectorOf,
} from './fixture.ts';

let store: Store;
const setting = storeForEachTest((opened) => {
  store = opened;
}, EMBEDDER);

function many(count: number, word = 'text'): string[] {
  return Array.from({ length: count }, (_, index) => `${word} number ${index}`);
}

/** The bytes of a vector as they stand in a file. */
function bytesOf(passage: number): Uint8Array {
  return new Uint8Array(vectorOf(passage).buffer);
}

describe('vectors', () => {
  it('writes a passage once, whatever is written twice', async () => {
    addDocument(store, 'a.pdf', ['One.', 'Two.']);
    const row = { passage: 1, vector: vectorOf(1) };
    await store.writeVectors([row, row]);
    await Promise.all([store.writeVectors([row]), store.writeVectors([row])]);
    expect(store.counts()).toMatchObject({ vectors: 1, toEmbed: 1 });
    expect(await store.searchVectors(vectorOf(1), {}, 5)).toHaveLength(1);
    expect((await store.verify()).problems).toEqual([]);
  });

  it('fills several shards and searches them exactly', async () => {
    addDocument(store, 'a.pdf', many(SHARD_ROWS + 200));
    await embedAll(store);
    await setting.reopen();
    expect((await store.verify()).problems).toEqual([]);
    const query = vectorOf(999_999);
    const cosine = (passage: number): number =>
      vectorOf(passage).reduce((sum, value, i) => sum + value * (query[i] ?? 0), 0);
    const expected = Array.from({ length: SHARD_ROWS + 200 }, (_, i) => i + 1)
      .sort((a, b) => cosine(b) - cosine(a))
      .slice(0, 10);
    const found = await store.searchVectors(query, {}, 10);
    expect(found.map(({ passage }) => passage)).toEqual(expected);
    for (const { passage, score } of found) expect(score).toBeCloseTo(cosine(passage), 5);
    const scoped = await store.searchVectors(query, { withoutPassages: [String(expected[0])] }, 9);
    expect(scoped.map(({ passage }) => passage)).toEqual(expected.slice(1));
  });

  it('erases every byte of a removed document and nothing else', async () => {
    const gone = addDocument(store, 'canaryfile.pdf', many(30, 'canarytext'), {
      title: 'Canarytitle',
    });
    const kept = addDocument(store, 'kept.pdf', many(300));
    await embedAll(store);
    for (const canary of ['canarytext', 'canaryfile', 'canarytitl', bytesOf(7)]) {
      expect(filesHolding(setting.home, canary)).not.toEqual([]);
    }
    await store.removeDocuments([gone]);
    for (const canary of ['anarytext', 'anaryfile', 'anarytitl', 'Canary']) {
      expect(filesHolding(setting.home, canary)).toEqual([]);
    }
    for (let passage = 1; passage <= 30; passage += 1) {
      expect(filesHolding(setting.home, bytesOf(passage))).toEqual([]);
    }
    expect(filesHolding(setting.home, bytesOf(31))).not.toEqual([]);
    const [best] = await store.searchVectors(vectorOf(31), { documents: [String(kept)] }, 1);
    expect(best?.passage).toBe(31);
    await setting.reopen();
    expect(store.counts()).toMatchObject({ documents: 1, passages: 300, vectors: 300, toEmbed: 0 });
    expect((await store.verify()).problems).toEqual([]);
  });

  it('erases the vectors of changed content once the new ones are there', async () => {
    const id = addDocument(store, 'a.pdf', ['Old.']);
    await embedAll(store);
    store.recordFile(foundFile('a.pdf', { bytes: 5 }));
    store.writeContent(id, contentOf('new', ['New.']));
    expect(await store.searchVectors(vectorOf(1), {}, 5)).toEqual([]);
    await embedAll(store);
    expect(filesHolding(setting.home, bytesOf(1))).toEqual([]);
    expect((await store.searchVectors(vectorOf(2), {}, 5)).map((hit) => hit.passage)).toEqual([2]);
  });

  it('fills a second table for another embedder, which removal reaches too', async () => {
    const id = addDocument(store, 'a.pdf', ['One.']);
    await embedAll(store);
    await store.useEmbedder({ embedder: 'another', dimensions: 8 });
    expect(store.document(id)?.status).toBe('embedding');
    expect(await store.searchVectors(vectorOf(1, 8), {}, 5)).toEqual([]);
    await store.writeVectors([{ passage: 1, vector: vectorOf(1, 8) }]);
    expect(store.document(id)?.status).toBe('indexed');
    await store.removeDocuments([id]);
    expect(filesHolding(setting.home, bytesOf(1))).toEqual([]);
  });

  it('refuses vectors of another size, or of nothing', async () => {
    addDocument(store, 'a.pdf', ['One.']);
    for (const vector of [vectorOf(1, 8), new Float32Array(16), vectorOf(1).fill(Number.NaN)]) {
      await expect(store.writeVectors([{ passage: 1, vector }])).rejects.toMatchObject({
        code: 'embed-failed',
      });
    }
  });

  it('notices a changed vector file', async () => {
    addDocument(store, 'a.pdf', many(50));
    await embedAll(store);
    await store.close();
    const data = path.join(setting.home, 'vectors');
    const file = readdirSync(data, { recursive: true, withFileTypes: true }).find(
      (entry) => entry.isFile() && entry.parentPath.endsWith('data'),
    );
    const target = path.join(file?.parentPath ?? '', file?.name ?? '');
    const bytes = readFileSync(target);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(target, bytes);
    store = await openStore(setting.home);
    expect((await store.verify()).problems).toMatchObject([{ code: 'store-damaged' }]);
  });

  it('keeps the vectors of a shard that only could not be read just then', async () => {
    const erased = addDocument(store, 'a.pdf', many(5));
    addDocument(store, 'b.pdf', ['Another.']);
    await embedAll(store);
    const passing = new CarrelFailure('home-unusable', 'The disk failed just now.');
    const read = vi.spyOn(Shards.prototype, 'read').mockRejectedValueOnce(passing);
    await expect(store.removeDocuments([erased])).rejects.toBe(passing);
    read.mockRestore();
    expect(store.counts().toEmbed).toBe(0);
    await store.close();
    // What is dead is erased when the store is opened next.
    store = await openStore(setting.home);
    await store.useEmbedder(EMBEDDER);
    expect(store.counts()).toMatchObject({ vectors: 1, toEmbed: 0 });
    expect(filesHolding(setting.home, bytesOf(1))).toEqual([]);
    expect((await store.verify()).problems).toEqual([]);
  });

  it('embeds again what was lost with a shard', async () => {
    addDocument(store, 'a.pdf', many(50));
    await embedAll(store);
    await store.close();
    rmSync(path.join(setting.home, 'vectors'), { recursive: true });
    store = await openStore(setting.home);
    await store.useEmbedder(EMBEDDER);
    expect(store.counts()).toMatchObject({ vectors: 0, toEmbed: 50 });
    await embedAll(store);
    expect((await store.verify()).problems).toEqual([]);
  });
});

describe('a passage that no vector can be made of', () => {
  const reason = { code: 'embed-failed', message: 'It was tried alone. Retry later.' } as const;

  it('is given up with a reason on the document, and queued again by a retry', async () => {
    using place = temporaryHome();
    const first = await openStore(place.home);
    await first.useEmbedder(EMBEDDER);
    const id = addDocument(first, 'a.pdf', ['One.', 'Two.', 'Three.']);
    const sound = addDocument(first, 'b.pdf', ['Four.']);
    const [oldest] = first.nextToEmbed(1);
    first.failVector(oldest?.passage ?? 0, reason);
    expect(first.nextToEmbed(10)).toHaveLength(3);
    await embedAll(first);
    expect(first.document(id)?.status).toBe('partial');
    expect(first.document(sound)?.status).toBe('indexed');
    const told = first.listDocuments()[0]?.reason;
    expect(told).toMatchObject({ code: 'embed-failed', details: { passages: 1 } });
    expect(told?.message).toMatch(/^1 of 3 passages .*It was tried alone\./u);
    expect(first.coverage({})).toMatchObject({ searchable: 2, withVectors: 2, partial: 1 });
    expect(first.byStatus()).toEqual({ indexed: 1, partial: 1 });
    expect(await first.verify()).toMatchObject({ ok: true, vectors: 3 });
    await first.close();

    // It stays given up when the embedder is chosen again, until it is asked for.
    const again = await openStore(place.home);
    await again.useEmbedder(EMBEDDER);
    expect(again.counts().toEmbed).toBe(0);
    expect(again.retryFailed()).toBe(1);
    expect(again.document(id)?.status).toBe('embedding');
    expect(again.nextQueued()).toBeUndefined();
    await embedAll(again);
    expect(again.document(id)?.status).toBe('indexed');
    expect(again.retryFailed()).toBe(0);
    await again.close();
  });

  it('is of one embedder only, and goes with its document', async () => {
    using place = temporaryHome();
    const first = await openStore(place.home);
    await first.useEmbedder(EMBEDDER);
    const id = addDocument(first, 'a.pdf', ['One.']);
    first.failVector(first.nextToEmbed(1)[0]?.passage ?? 0, reason);
    expect(first.coverage({})).toMatchObject({ searchable: 1, withVectors: 0, partial: 1 });
    await first.useEmbedder({ embedder: 'another', dimensions: DIMENSIONS });
    expect(first.document(id)?.status).toBe('embedding');
    await first.removeDocuments([id]);
    expect(await first.verify()).toMatchObject({ ok: true, passages: 0 });
    await first.close();
  });
});
