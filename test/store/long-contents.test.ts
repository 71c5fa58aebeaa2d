import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openCatalogue } from '../../src/store/catalogue.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import { yieldToEventLoop } from '../../src/store/yield-to-event-loop.ts';
import {
  addDocument,
  contentOf,
  embedAll,
  EMBEDDER,
  filesHolding,
  foundFile,
  temporaryHome,
} from './fixture.ts';

const PARTS = 400;
const GENEROUS = { timeout: 60_000, interval: 20 };

let folder: ReturnType<typeof temporaryHome>;
let store: Store;

beforeEach(async () => {
  // Steps of a few passages, however quick the machine is.
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 5));
  folder = temporaryHome();
  store = await openStore(folder.home);
  await store.useEmbedder(EMBEDDER);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  folder[Symbol.dispose]();
});

/** Content of many passages, each with the word and one of its own. */
function longContent(word: string, sha256 = `sha-${word}`) {
  const texts = Array.from({ length: PARTS }, (_, part) => `The ${word} grazes at stone${part}x.`);
  return contentOf(sha256, texts);
}

function record(name: string, changes: Parameters<typeof foundFile>[1] = {}): number {
  const { row } = store.recordFile(foundFile(name, changes));
  store.markParsing(row.id);
  return row.id;
}

async function addLong(name: string, word: string): Promise<number> {
  const id = record(name);
  await store.writeContentInSteps(id, longContent(word), new AbortController().signal);
  return id;
}

function found(word: string): number {
  return store.searchWords(word, ['en'], {}, 1000).length;
}

/** Words of a question weigh something, and cover no more than all of it. */
function expectWeights(words: string): void {
  for (const { weight } of store.weighWords(words, ['en'])) expect(weight).toBeGreaterThan(0);
  const ids = store.searchWords(words, ['en'], {}, 10).map(({ passage }) => passage);
  for (const { score } of store.coverWords(words, ['en'], ids)) {
    expect(score).toBeGreaterThanOrEqual(0);
    expect(score).toBeLessThanOrEqual(1.000_001);
  }
}

/** Does something at every turn that others have until work is done; how many there were. */
async function meanwhile(work: Promise<unknown>, look: () => void): Promise<number> {
  const state = { done: false };
  const end = work.finally(() => {
    state.done = true;
  });
  let turns = 0;
  for (; !state.done; turns += 1) {
    await yieldToEventLoop();
    if (!state.done) look();
  }
  await end;
  return turns;
}

/** Opens and closes the store until nothing is left to be erased or renamed: closing waits for some of it. */
async function finished(): Promise<void> {
  for (;;) {
    await store.close();
    const database = openCatalogue(folder.home);
    const left = database.all('SELECT work FROM unfinished');
    database.close();
    store = await openStore(folder.home);
    if (left.length === 0) return;
  }
}

describe('a long document', () => {
  it('is written in steps, and seen by nobody until it is whole', async () => {
    addDocument(store, 'short.txt', ['The quagga sleeps.']);
    const asked = ['sleeps', 'quagga', 'long', 'grazes'].values();
    const turns = await meanwhile(addLong('long.txt', 'quagga'), () => {
      expectWeights(`quagga ${asked.next().value ?? 'sleeps'}`);
      expect(found('quagga')).toBe(1);
      expect(store.headedBy(['quagga'], {}, 10)).toHaveLength(1);
      expect(store.nextToEmbed(1000)).toHaveLength(1);
      expect(store.counts()).toMatchObject({ passages: 1, toEmbed: 1 });
    });
    expect(turns).toBeGreaterThan(2);
    expect(found('quagga')).toBe(PARTS + 1);
    expect(found('long')).toBe(PARTS);
    expect(store.counts()).toMatchObject({ passages: PARTS + 1, toEmbed: PARTS + 1 });
    expect(store.searchWords('stone7x', ['en'], {}, 10)).toHaveLength(1);
    expect((await store.verify()).problems).toEqual([]);
    const again = store.recordFile(foundFile('again.txt'));
    expect(store.adoptContent(again.row.id, 'sha-quagga', '1')).toBe(true);
  });

  it('leaves nothing where its writing was stopped', async () => {
    const stop = new AbortController();
    const id = record('long.txt');
    const writing = store.writeContentInSteps(id, longContent('quagga'), stop.signal);
    await yieldToEventLoop();
    stop.abort();
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
    expect(store.document(id)).toMatchObject({ status: 'parsing', contentId: null });
    expect(found('quagga')).toBe(0);
    expect(store.counts().passages).toBe(0);
    await finished();
    await store.close();
    expect(filesHolding(folder.home, 'quagga')).toEqual([]);
  });

  it('is not stored for a document that was removed while it was written', async () => {
    const id = record('long.txt');
    const signal = new AbortController().signal;
    const writing = store.writeContentInSteps(id, longContent('quagga'), signal);
    await yieldToEventLoop();
    await store.removeDocuments([id]);
    await writing;
    expect(store.listDocuments()).toEqual([]);
    expect(found('quagga')).toBe(0);
    await finished();
    await store.close();
    expect(filesHolding(folder.home, 'quagga')).toEqual([]);
  });

  it('that a dead process was writing, erasing or renaming is erased and renamed by the next', async () => {
    await addLong('written.txt', 'quagga');
    await addLong('erased.txt', 'okapi');
    const renamed = await addLong('before.txt', 'dugong');
    await store.close();
    const database = openCatalogue(folder.home);
    const note = (name: string, work: string): void => {
      database.run(
        `INSERT INTO unfinished SELECT content_id, '${work}' FROM documents WHERE document = ?`,
        name,
      );
    };
    note('written.txt', 'write');
    note('erased.txt', 'erase');
    note('before.txt', 'rename');
    database.exec(`
      UPDATE documents SET document = 'later.txt' WHERE document = 'before.txt';
      DELETE FROM documents WHERE document IN ('written.txt', 'erased.txt');`);
    database.close();

    store = await openStore(folder.home);
    expect([found('quagga'), found('okapi'), found('dugong')]).toEqual([0, 0, PARTS]);
    await expect.poll(() => found('later'), GENEROUS).toBe(PARTS);
    expect(found('before')).toBe(0);
    expect(store.document(renamed)).toMatchObject({ document: 'later.txt', status: 'embedding' });
    expect((await store.verify()).problems).toEqual([]);
    await finished();
    await store.close();
    for (const word of ['quagga', 'okapi']) expect(filesHolding(folder.home, word)).toEqual([]);
  });

  it('is out of every search when its erasure begins, and in no byte when it ends', async () => {
    const short = addDocument(store, 'short.txt', ['The quagga sleeps at stone3x.']);
    const id = await addLong('canaryname.txt', 'zorilla');
    await embedAll(store);
    const turns = await meanwhile(store.removeDocuments([id]), () => {
      expectWeights('zorilla sleeps at stone3x');
      expect(found('zorilla')).toBe(0);
      expect(store.counts().passages).toBe(1);
    });
    expect(turns).toBeGreaterThan(2);
    expect(found('stone3x')).toBe(1);
    expect((await store.verify()).problems).toEqual([]);
    for (const trace of ['zorilla', 'canaryname', 'stone7x']) {
      expect(filesHolding(folder.home, trace), trace).toEqual([]);
    }
    await store.removeDocuments([short]);
    expect(filesHolding(folder.home, 'stone3x')).toEqual([]);
  });

  it('that is erased is not taken for whole where the same bytes come again', async () => {
    const id = await addLong('long.txt', 'quagga');
    const removing = store.removeDocuments([id]);
    const again = record('long.txt');
    expect(store.adoptContent(again, 'sha-quagga', '1')).toBe(false);
    const signal = new AbortController().signal;
    await store.writeContentInSteps(again, longContent('quagga'), signal);
    await removing;
    expect(found('quagga')).toBe(PARTS);
    expect((await store.verify()).problems).toEqual([]);
  });

  it('that is replaced is out of sight at once and erased after it', async () => {
    const id = await addLong('long.txt', 'quagga');
    await embedAll(store);
    record('long.txt', { modifiedMs: 5 });
    await store.writeContentInSteps(id, longContent('okapi'), new AbortController().signal);
    expect([found('quagga'), found('okapi')]).toEqual([0, PARTS]);
    expect(store.counts()).toMatchObject({ passages: PARTS, toEmbed: PARTS });
    await embedAll(store);
    await finished();
    expect((await store.verify()).problems).toEqual([]);
    await store.close();
    expect(filesHolding(folder.home, 'quagga')).toEqual([]);
  });

  it('is found by the names of its copies soon, and of those that are left', async () => {
    await addLong('first.txt', 'quagga');
    const copy = record('canaryname.txt');
    expect(store.adoptContent(copy, 'sha-quagga', '1')).toBe(true);
    await expect.poll(() => found('canaryname'), GENEROUS).toBe(PARTS);
    expect(found('first')).toBe(PARTS);
    await store.removeDocuments([copy]);
    expect(found('canaryname')).toBe(0);
    expect([found('first'), found('quagga')]).toEqual([PARTS, PARTS]);
    expect((await store.verify()).problems).toEqual([]);
    expect(filesHolding(folder.home, 'canaryname')).toEqual([]);
  });
});

it('many short documents are erased in steps, without a trace', async () => {
  const ids = store.together(() =>
    Array.from({ length: 200 }, (_, n) =>
      addDocument(store, `canaryname${n}x.txt`, [`The canary${n}x sings.`, 'Once.', 'Twice.']),
    ),
  );
  const kept = addDocument(store, 'kept.txt', ['The quagga sings.']);
  const turns = await meanwhile(store.removeDocuments(ids), () => {
    expect(found('quagga')).toBe(1);
  });
  expect(turns).toBeGreaterThan(2);
  expect(store.listDocuments().map(({ id }) => Number(id))).toEqual([kept]);
  for (const n of [0, 77, 199]) {
    expect(filesHolding(folder.home, `canary${n}x`)).toEqual([]);
    expect(filesHolding(folder.home, `canaryname${n}x`)).toEqual([]);
  }
  expect((await store.verify()).problems).toEqual([]);
});
