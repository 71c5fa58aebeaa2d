import { describe, expect, it } from 'vitest';
import { openCatalogue } from '../../src/store/catalogue.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import { WordSearch } from '../../src/store/words.ts';
import { storeForEachTest } from './each-test.ts';
import { addDocument } from './fixture.ts';

let store: Store;
const setting = storeForEachTest((opened) => {
  store = opened;
});

function texts(query: string, languages: string[] = ['en']): string[] {
  const ids = store.searchWords(query, languages, {}, 10).map(({ passage }) => passage);
  return store.passages(ids, {}).map(({ text }) => text);
}

describe('search by words', () => {
  it('meets other forms of a word in the language of the passage', () => {
    addDocument(store, 'fr.pdf', ["L'échéance des loyers est mensuelle."], { language: 'fr' });
    addDocument(store, 'de.pdf', ['Die Kündigungen wurden verschickt.'], { language: 'de' });
    expect(texts('échéances', ['fr'])).toEqual(["L'échéance des loyers est mensuelle."]);
    expect(texts('loyer', ['en'])).toEqual(["L'échéance des loyers est mensuelle."]);
    expect(texts('Kündigung', ['de'])).toEqual(['Die Kündigungen wurden verschickt.']);
    expect(texts('kundigung', ['de'])).toEqual(['Die Kündigungen wurden verschickt.']);
  });

  it('meets numbers however they are grouped', () => {
    addDocument(store, 'n.pdf', ['Sales were 1,577 units.', 'Sales were 1577x units.']);
    for (const query of ['1,577', '1577', '1.577', '1 577', '1\u202f577']) {
      expect(texts(query)).toEqual(['Sales were 1,577 units.']);
    }
  });

  it('finds by title, heading and file name', () => {
    addDocument(store, 'folder/annual-budget.pdf', ['Nothing here.'], {
      title: 'Quartz',
      headings: ['Feldspar'],
    });
    for (const query of ['quartz', 'feldspar', 'budget']) expect(texts(query)).toHaveLength(1);
    expect(texts('folder')).toHaveLength(0);
  });

  it('takes operators, quotes and rubbish as words', () => {
    addDocument(store, 'a.pdf', ['A cat and a near miss.']);
    for (const query of [
      '"cat',
      'cat AND',
      'NEAR(cat',
      'body:cat',
      'cat*',
      '^cat -x',
      "c'at cat",
    ]) {
      expect(texts(query)).toHaveLength(1);
    }
    for (const query of ['', '  ', '"', '***', '\0', '🙂']) expect(texts(query)).toEqual([]);
  });

  it('drops very common words, yet searches a query of nothing else', () => {
    addDocument(store, 'a.pdf', ['To be or not to be.', 'The ferry leaves at noon.']);
    expect(texts('what is the ferry')).toEqual(['The ferry leaves at noon.']);
    expect(texts('to be or not to be')).toEqual(['To be or not to be.']);
  });

  it('searches the rarer words while they are few, and of common ones the rarest', async () => {
    const ferries = ['Ferry, harbour.', 'Harbour ferry.', 'The ferry’s harbour.'];
    addDocument(store, 'a.pdf', [...ferries, 'Ferry and lamp.']);
    await store.close();
    const database = openCatalogue(setting.home);
    const found = (query: string, maxPostings: number): number[] =>
      new WordSearch(database, maxPostings)
        .search(query, ['en'], undefined, 10)
        .map(({ passage }) => passage)
        .sort((one, other) => one - other);
    try {
      expect(found('ferry harbour lamp', 10)).toEqual([1, 2, 3, 4]);
      expect(found('ferry harbour lamp', 3)).toEqual([4]);
      expect(found('ferry harbour', 2)).toEqual([1, 2, 3]);
      expect(found('ferry', 1)).toEqual([1, 2, 3, 4]);
    } finally {
      database.close();
      store = await openStore(setting.home);
    }
  });

  it('finds words that have come since they were looked for in vain, and no more those that went', async () => {
    addDocument(store, 'a.pdf', ['A tram.']);
    expect(texts('ferry')).toEqual([]);
    const ferry = addDocument(store, 'b.pdf', ['A ferry.']);
    expect(texts('ferry')).toEqual(['A ferry.']);
    expect(store.weighWords('ferry', ['en'])).toMatchObject([{ passages: 1 }]);
    await store.removeDocuments([ferry]);
    expect(texts('ferry')).toEqual([]);
    expect(store.weighWords('ferry', ['en'])).toMatchObject([{ passages: 0 }]);
  });

  it('counts words that are very common no more than once while documents are added', async () => {
    const trams = ['A tram.', 'One tram.', 'The tram.'];
    addDocument(store, 'a.pdf', [...trams, 'A ferry.']);
    await store.close();
    const database = openCatalogue(setting.home);
    const words = new WordSearch(database, 2);
    const counts = (): number[] =>
      words.weigh('tram ferry', ['en']).map(({ passages }) => passages);
    try {
      expect(counts()).toEqual([3, 1]);
      database.run('DELETE FROM passages WHERE id IN (1, 2, 4)');
      words.changed(true);
      expect(counts()).toEqual([3, 0]);
      words.changed();
      expect(counts()).toEqual([1, 0]);
    } finally {
      database.close();
      store = await openStore(setting.home);
    }
  });

  it('looks for a word as each language of the documents has it, of many the commonest', () => {
    const one = ['fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'fi', 'ro'];
    for (const language of one) addDocument(store, `${language}.pdf`, ['Ferry.'], { language });
    addDocument(store, 'de.pdf', ['Die Kündigungen.', 'Die Fähren.'], { language: 'de' });
    expect(texts('Kündigung', ['en'])).toEqual(['Die Kündigungen.']);
  });

  it('splits scripts without spaces', () => {
    addDocument(store, 'zh.pdf', ['租金每月支付一次。', '宠物不允许进入。'], { language: 'zh' });
    expect(texts('租金', ['zh'])).toEqual(['租金每月支付一次。']);
  });

  it('scores given passages as the search does', () => {
    addDocument(store, 'a.pdf', ['Ferry ferry.', 'A ferry in the harbour.', 'A train.']);
    const found = store.searchWords('ferry', ['en'], {}, 10);
    const scored = store.scoreWords('ferry', ['en'], [3, 2, 1]);
    expect(scored.map(({ passage }) => passage)).toEqual([3, 2, 1]);
    expect(scored[0]?.score).toBe(0);
    for (const { passage, score } of found) {
      expect(scored.find((one) => one.passage === passage)?.score).toBeCloseTo(score, 9);
      expect(score).toBeGreaterThan(0);
    }
  });

  it('tells the share of the words that passages hold, rare ones weighing more', () => {
    const trains = Array.from({ length: 8 }, (_, index) => `Train number ${index} leaves.`);
    addDocument(store, 'a.pdf', ['The ferry leaves the harbour.', 'One ferry.', ...trains]);
    const shares = store
      .coverWords('Which ferry leaves the harbour?', ['en'], [3, 2, 1])
      .map(({ score }) => score);
    expect(shares[2]).toBe(1);
    expect(shares[1]).toBeGreaterThan(0.3);
    expect(shares[1]).toBeLessThan(0.6);
    // "leaves" stands in most passages and tells nothing.
    expect(shares[0]).toBe(0);
    expect(store.coverWords('Zeppelin?', ['en'], [1])).toEqual([{ passage: 1, score: 0 }]);
  });

  it('tells how rare the words of a question are, those that stand nowhere too', () => {
    addDocument(store, 'a.pdf', ['The ferry leaves.', 'The train leaves.', 'The tram leaves.']);
    const weights = store.weighWords('Which ferry leaves for the zeppelin?', ['en']);
    const weightOf = (term: string) => weights.find(({ terms }) => terms.includes(term));
    expect(weightOf('ferri')).toMatchObject({ passages: 1 });
    expect(weightOf('leav')).toMatchObject({ word: 'leaves', passages: 3 });
    expect(weightOf('leav')?.weight).toBeGreaterThan(0);
    expect(weightOf('zeppelin')?.passages).toBe(0);
    expect(weightOf('zeppelin')?.weight).toBeGreaterThan(weightOf('ferri')?.weight ?? Infinity);
  });

  it('keeps to the scope', () => {
    const a = addDocument(store, 'a.pdf', ['A ferry.'], { file: { collection: 'sea' } });
    const b = addDocument(store, 'b.pdf', ['The ferry sinks.', 'Another ferry.']);
    const ids = (scope: Parameters<Store['searchWords']>[2]): number[] =>
      store
        .searchWords('ferry', ['en'], scope, 10)
        .map(({ passage }) => passage)
        .sort((one, other) => one - other);
    expect(ids({ collection: 'sea' })).toEqual([1]);
    expect(ids({ documents: [String(b)] })).toEqual([2, 3]);
    expect(ids({ withoutDocuments: [String(a)] })).toEqual([2, 3]);
    expect(ids({ withoutPassages: ['2'] })).toEqual([1, 3]);
    expect(ids({ documents: [] })).toEqual([]);
    expect(ids({ file: '/docs/a.pdf' })).toEqual([1]);
    expect(() => ids({ withoutPassages: ['x'] })).toThrow('by its id');
  });
});
