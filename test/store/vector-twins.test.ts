import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/types/store.ts';
import { storeForEachTest } from './each-test.ts';
import { addDocument, embedAll, EMBEDDER, filesHolding, vectorOf } from './fixture.ts';

let store: Store;
const setting = storeForEachTest((opened) => {
  store = opened;
}, EMBEDDER);

/** The passages of the documents added since the last were embedded. */
const waiting = (): number[] => store.nextToEmbed(100).map(({ passage }) => passage);

describe('passages whose embedded texts are the same', () => {
  it('take the vector that one of them has', async () => {
    addDocument(store, 'contract.pdf', ['Article one.', 'Article two.']);
    await embedAll(store);
    addDocument(store, 'contract-2.pdf', ['Article one.', 'Article three.']);
    const [same = 0, other = 0] = waiting();
    expect(await store.copyVectors([same, other], EMBEDDER.embedder)).toEqual(new Set([same]));
    expect(waiting()).toEqual([other]);
    const found = await store.searchVectors(vectorOf(1), {}, 2);
    expect(found.map(({ passage }) => passage)).toEqual([1, same]);
    expect(found[1]?.score).toBeCloseTo(1, 5);
    expect((await store.verify()).problems).toEqual([]);
  });

  it('are told by title and headings too, which are embedded with the text', async () => {
    addDocument(store, 'a.pdf', ['The same words.'], { title: 'Lease' });
    await embedAll(store);
    addDocument(store, 'b.pdf', ['The same words.', 'x'], { title: 'Loan' });
    addDocument(store, 'c.pdf', ['The same words.', 'y'], { title: 'Lease', headings: ['Rent'] });
    expect(await store.copyVectors(waiting(), EMBEDDER.embedder)).toEqual(new Set());
  });

  it('take none of another embedder', async () => {
    addDocument(store, 'a.pdf', ['The same words.']);
    await embedAll(store);
    await store.prepareEmbedder({ ...EMBEDDER, embedder: 'another' });
    addDocument(store, 'b.pdf', ['The same words.', 'x']);
    const [same = 0] = waiting();
    expect(await store.copyVectors([same], 'another')).toEqual(new Set());
  });

  it('keep their own when the one they took it from is erased', async () => {
    const first = addDocument(store, 'a.pdf', ['The same words.']);
    await embedAll(store);
    addDocument(store, 'b.pdf', ['The same words.', 'Other words.']);
    await store.copyVectors(waiting(), EMBEDDER.embedder);
    await store.removeDocuments([first]);
    const [found] = await store.searchVectors(vectorOf(1), {}, 1);
    expect(found?.score).toBeCloseTo(1, 5);
    expect(filesHolding(setting.home, 'a.pdf')).toEqual([]);
    expect((await store.verify()).problems).toEqual([]);
  });
});
