import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/types/store.ts';
import { storeForEachTest } from '../each-test.ts';
import { addDocument, embedAll, EMBEDDER, filesHolding, foundFile, vectorOf } from '../fixture.ts';

let store: Store;
const setting = storeForEachTest((opened) => {
  store = opened;
}, EMBEDDER);

const notFound = { code: 'not-found' } as const;

/** Every way a document can be come upon. */
async function traces(word: string, id: number): Promise<Record<string, number>> {
  const scope = {};
  const vectors = await store.searchVectors(vectorOf(1), scope, 50);
  const words = store.searchWords(word, ['en'], scope, 50);
  const query = {
    filter: {},
    sort: { by: 'name', descending: false },
    offset: 0,
    limit: 9,
  } as const;
  return {
    list: store.listDocuments().filter((entry) => entry.id === String(id)).length,
    browse: store.library.browse(query).documents.filter((entry) => entry.id === String(id)).length,
    find: store.library.findWords(word, {}, 9).length,
    words: words.length,
    vectors: store
      .passages(
        vectors.map(({ passage }) => passage),
        scope,
      )
      .filter(({ documentId }) => documentId === id).length,
    match: store.matchDocuments(String(id)).length,
    page: store.page(id, 1) === undefined ? 0 : 1,
    covered: store.coverage({ documents: [String(id)] }).inScope,
  };
}

const everywhere = {
  list: 1,
  browse: 1,
  find: 1,
  words: 1,
  vectors: 1,
  match: 1,
  page: 1,
  covered: 1,
};
const nowhere = Object.fromEntries(Object.keys(everywhere).map((key) => [key, 0]));

describe('a removal that can be undone', () => {
  it('hides a document everywhere at once, and undo brings it back', async () => {
    const id = addDocument(store, 'secret.pdf', ['The quagga grazes here.']);
    addDocument(store, 'other.pdf', ['Something else stays.']);
    await embedAll(store);
    expect(await traces('quagga', id)).toEqual(everywhere);
    const { removal, documents } = await store.library.scheduleRemoval([String(id)], 60);
    expect(documents).toBe(1);
    expect(await traces('quagga', id)).toEqual(nowhere);
    expect(store.coverage({})).toMatchObject({ inScope: 1, searchable: 1 });
    expect(store.counts().documents).toBe(1);
    expect(await store.library.undoRemoval(removal)).toBe(1);
    expect(await traces('quagga', id)).toEqual(everywhere);
    await expect(store.library.undoRemoval(removal)).rejects.toMatchObject(notFound);
  });

  it('erases when the time has come, and cannot be undone after that', async () => {
    const id = addDocument(store, 'secret-name.pdf', ['The quagga grazes here.']);
    await embedAll(store);
    const { removal } = await store.library.scheduleRemoval(['/docs/secret-name.pdf'], 0);
    // The row is gone last but the vectors and the log: once it is, there is no way back.
    for (let tries = 0; tries < 500 && store.document(id) !== undefined; tries += 1)
      await delay(20);
    await expect(store.library.undoRemoval(removal)).rejects.toMatchObject(notFound);
    expect(store.document(id)).toBeUndefined();
    await store.close();
    expect(filesHolding(setting.home, 'quagga')).toEqual([]);
    expect(filesHolding(setting.home, 'secret-name')).toEqual([]);
    store = await openStore(setting.home);
  });

  it('survives a restart: what is due is erased, what is not can still be undone', async () => {
    addDocument(store, 'due.pdf', ['The quagga grazes here.']);
    const later = addDocument(store, 'later.pdf', ['The okapi grazes there.']);
    await embedAll(store);
    await store.library.scheduleRemoval(['/docs/due.pdf'], 1);
    const { removal } = await store.library.scheduleRemoval(['/docs/later.pdf'], 60);
    await store.close();
    await delay(1100);
    store = await openStore(setting.home);
    expect(filesHolding(setting.home, 'quagga')).toEqual([]);
    expect(store.listDocuments()).toEqual([]);
    expect(await store.library.undoRemoval(removal)).toBe(1);
    expect(store.listDocuments()).toMatchObject([{ id: String(later) }]);
    expect((await store.verify()).problems).toEqual([]);
  });

  it('is taken back for a file that is added again', async () => {
    const id = addDocument(store, 'a.pdf', ['The quagga grazes here.']);
    await store.library.scheduleRemoval([String(id)], 60);
    expect(store.recordFile(foundFile('a.pdf'))).toMatchObject({ row: { id }, changed: false });
    expect(store.library.findWords('quagga', {}, 5)).toHaveLength(1);
  });

  it('does not take a copy of the same text elsewhere along', async () => {
    const id = addDocument(store, 'a.pdf', ['The quagga grazes here.']);
    const { row } = store.recordFile(foundFile('b.pdf'));
    store.adoptContent(row.id, 'sha-The quagga grazes here.', '1');
    await store.library.scheduleRemoval([String(id)], 60);
    const [hit] = store.searchWords('quagga', ['en'], {}, 5);
    expect(store.passages([hit?.passage ?? 0], {})).toMatchObject([{ document: 'b.pdf' }]);
    expect(store.library.findWords('quagga', {}, 5)).toMatchObject([{ document: 'b.pdf' }]);
    expect(await store.searchVectors(vectorOf(1), {}, 5)).toEqual([]);
  });

  it('takes folders with what is below them, and their sources', async () => {
    addDocument(store, 'x/a.pdf', ['One.']);
    addDocument(store, 'x/b.pdf', ['Two.']);
    addDocument(store, 'xy/c.pdf', ['Three.']);
    store.library.recordSource('/docs/x', 'default', true);
    expect(store.library.sources()).toEqual([
      { path: '/docs/x', collection: 'default', documents: 2, watched: true },
    ]);
    expect(store.library.match(['/docs/x/'])).toHaveLength(2);
    const { removal } = await store.library.scheduleRemoval(['/docs/x/'], 60);
    expect(store.library.sources()).toEqual([]);
    await store.library.undoRemoval(removal);
    expect(store.library.sources()).toMatchObject([{ watched: true }]);
    await expect(store.library.scheduleRemoval(['/docs/nothing'], 1)).rejects.toMatchObject(
      notFound,
    );
  });

  it('deletes the kept copy, and nothing that lies elsewhere', async () => {
    const { keptFolder } = store.library;
    const drop = path.join(keptFolder, 'drop', 'sub');
    mkdirSync(drop, { recursive: true });
    const kept = path.join(drop, 'a.txt');
    const elsewhere = path.join(setting.home, 'own.txt');
    for (const file of [kept, elsewhere]) {
      writeFileSync(file, 'text');
      addDocument(store, path.basename(file), [`Text of ${file}.`], { file: { path: file } });
    }
    expect(
      store.library.browse({
        filter: { find: 'a.txt' },
        sort: { by: 'name', descending: false },
        offset: 0,
        limit: 5,
      }).documents,
    ).toMatchObject([{ kept: true }]);
    await store.removeDocuments(store.library.match([kept, elsewhere]));
    expect(existsSync(kept)).toBe(false);
    expect(existsSync(path.join(keptFolder, 'drop'))).toBe(false);
    expect(existsSync(elsewhere)).toBe(true);
  });

  it('keeps a copy that another collection still needs', async () => {
    const kept = path.join(store.library.keptFolder, 'drop', 'a.txt');
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(kept, 'text');
    const one = addDocument(store, 'a.txt', ['Text.'], { file: { path: kept } });
    addDocument(store, 'a.txt', ['Text.'], { file: { path: kept, collection: 'second' } });
    await store.removeDocuments([one]);
    expect(existsSync(kept)).toBe(true);
    await store.library.deleteCollection('second');
    expect(existsSync(kept)).toBe(false);
  });

  it('sweeps halves of copies at the next start', async () => {
    const half = path.join(store.library.keptFolder, '.incoming', 'drop', 'part');
    mkdirSync(path.dirname(half), { recursive: true });
    writeFileSync(half, 'half');
    await setting.reopen();
    expect(existsSync(half)).toBe(false);
  });
});

describe('work that waits', () => {
  it('drops what was never read and keeps what was', async () => {
    const read = addDocument(store, 'read.pdf', ['One.']);
    store.recordFile(foundFile('read.pdf', { bytes: 5 }));
    store.recordFile(foundFile('waiting.pdf'));
    expect(store.library.unread()).toBe(1);
    expect(await store.library.dropQueued()).toBe(1);
    expect(store.library.unread()).toBe(0);
    expect(store.listDocuments()).toMatchObject([{ id: String(read), status: 'queued' }]);
  });

  it('drops only what waits below the paths of a collection, and keeps it away from a watch', async () => {
    store.library.recordSource('/docs/x', 'default', true);
    for (const collection of ['default', 'second']) {
      for (const name of ['x/a.pdf', 'xy/b.pdf']) store.recordFile(foundFile(name, { collection }));
    }
    expect(await store.library.dropQueued(['/docs/x'], 'default')).toBe(1);
    expect(store.listDocuments().map((entry) => [entry.collection, entry.path])).toEqual([
      ['default', '/docs/xy/b.pdf'],
      ['second', '/docs/x/a.pdf'],
      ['second', '/docs/xy/b.pdf'],
    ]);
    expect(store.library.isUnwanted('/docs/x/a.pdf', 'default')).toBe(true);
    expect(store.library.isUnwanted('/docs/xy/b.pdf', 'default')).toBe(false);
  });

  it('retries only what is meant', () => {
    const reason = { code: 'file-damaged', message: 'Damaged.' } as const;
    for (const name of ['x/a.pdf', 'x/b.pdf', 'y/c.pdf']) {
      store.markFailed(store.recordFile(foundFile(name)).row.id, 'failed', reason);
    }
    addDocument(store, 'x/good.pdf', ['One.']);
    expect(store.library.retry(['/docs/x'])).toBe(2);
    expect(store.byStatus()).toMatchObject({ queued: 2, failed: 1 });
  });
});

describe('a removal of many documents', () => {
  const MANY = 1_300;
  beforeEach(() => {
    store.together(() => {
      for (let n = 0; n < MANY; n += 1) store.recordFile(foundFile(`many/${n}.txt`));
    });
  });

  /** How often other work had its turn meanwhile. */
  async function turns(work: Promise<unknown>): Promise<number> {
    const over = new AbortController();
    let count = 0;
    const counting = (async () => {
      while (!over.signal.aborted) {
        await delay(0);
        count += 1;
      }
    })();
    await work;
    over.abort();
    await counting;
    return count;
  }

  it('lets other work in while it hides, shows again and erases', async () => {
    const hiding = store.library.scheduleRemoval(['/docs/many/'], 60);
    expect(await turns(hiding)).toBeGreaterThan(1);
    const { removal, documents } = await hiding;
    expect(documents).toBe(MANY);
    expect(store.counts().documents).toBe(0);
    const showing = store.library.undoRemoval(removal);
    expect(await turns(showing)).toBeGreaterThan(1);
    expect(await showing).toBe(MANY);
    expect(store.counts().documents).toBe(MANY);
    const erasing = store.library.remove(['/docs/many/']);
    expect(await turns(erasing)).toBeGreaterThan(10);
    expect(store.matchDocuments('/docs/many/')).toEqual([]);
  });

  it('is undone at the next start where it was cut short', async () => {
    // Not waited for: some are hidden, others not.
    const hiding = store.library.scheduleRemoval(['/docs/many/'], 0).catch(() => undefined);
    await setting.reopen();
    await hiding;
    expect(store.counts().documents).toBe(MANY);
  });
});
