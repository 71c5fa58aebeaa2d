import { describe, expect, it, vi } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { COSINE_SHARE, COVERAGE_WEIGHT, NEIGHBOUR_WEIGHT } from '../../src/retrieve/blend.ts';
import { createRetriever } from '../../src/retrieve/retriever.ts';
import type { Store } from '../../src/store/types/store.ts';
import { storeForEachTest } from '../store/each-test.ts';
import {
  addDocument,
  contentOf,
  embedAll,
  EMBEDDER,
  foundFile,
  pageOf,
  vectorOf,
} from '../store/fixture.ts';

let store: Store;
storeForEachTest((opened) => {
  store = opened;
});

const query = { words: 'ferry harbour', mode: 'hybrid', limit: 5, scope: {} } as const;

describe('retriever', () => {
  it('blends words and vectors and keeps the raw scores', async () => {
    await store.useEmbedder(EMBEDDER);
    addDocument(store, 'a.pdf', ['The ferry is in the harbour.']);
    addDocument(store, 'b.pdf', ['A train.']);
    addDocument(store, 'c.pdf', ['One more ferry.']);
    await embedAll(store);
    const retriever = createRetriever({ store, embedQuery: async () => vectorOf(2) });
    const { hits, fallback, coverage } = await retriever.search(query);
    expect(fallback).toBeNull();
    expect(coverage).toMatchObject({ inScope: 3, withVectors: 3 });
    expect(new Set(hits.map(({ passage }) => passage))).toEqual(new Set(['1', '2', '3']));
    const train = hits.find(({ passage }) => passage === '2');
    expect(train).toMatchObject({ text: 'A train.', page: 1, start: 0, end: 8, bm25: 0 });
    expect(train?.cosine).toBeCloseTo(1, 5);
    expect(train?.score).toBeCloseTo(
      COSINE_SHARE / (1 + COVERAGE_WEIGHT) / (1 + NEIGHBOUR_WEIGHT),
      5,
    );
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('looks words up while the query is embedded', async () => {
    await store.useEmbedder(EMBEDDER);
    addDocument(store, 'a.pdf', ['The ferry is in the harbour.']);
    await embedAll(store);
    const searchWords = store.searchWords.bind(store);
    const matched = Promise.withResolvers<void>();
    vi.spyOn(store, 'searchWords').mockImplementation((...given) => {
      matched.resolve();
      return searchWords(...given);
    });
    const embedQuery = async () => {
      await matched.promise;
      return vectorOf(2);
    };
    const { hits } = await createRetriever({ store, embedQuery }).search(query);
    expect(hits).toHaveLength(1);
  });

  it('does plain words and plain vectors', async () => {
    await store.useEmbedder(EMBEDDER);
    addDocument(store, 'a.pdf', ['The ferry is in the harbour.', 'A train.']);
    await embedAll(store);
    const retriever = createRetriever({ store, embedQuery: async () => vectorOf(2) });
    const text = await retriever.search({ ...query, mode: 'text' });
    expect(text.hits).toMatchObject([{ passage: '1', score: 1, cosine: null }]);
    const vector = await retriever.search({ ...query, mode: 'vector' });
    expect(vector.hits[0]).toMatchObject({ passage: '2', bm25: null });
    expect(vector.hits).toHaveLength(2);
  });

  it('says why it searched words alone', async () => {
    addDocument(store, 'a.pdf', ['The ferry is in the harbour.']);
    const code = async (
      embedQuery: () => Promise<Float32Array | undefined>,
    ): Promise<string | undefined> => {
      const { hits, fallback } = await createRetriever({ store, embedQuery }).search(query);
      expect(hits).toHaveLength(1);
      return fallback?.code;
    };
    expect(await code(async () => undefined)).toBe('model-missing');
    expect(await code(async () => vectorOf(1))).toBe('busy');
    const failing = async (): Promise<never> => {
      throw new CarrelFailure('inference-failed', 'The model stopped.');
    };
    expect(await code(failing)).toBe('inference-failed');
  });

  it('finds a new file by its words while its vectors are to come', async () => {
    await store.useEmbedder(EMBEDDER);
    addDocument(store, 'a.pdf', ['A train.', 'A bus.']);
    await embedAll(store);
    addDocument(store, 'b.pdf', ['The ferry is in the harbour.']);
    const retriever = createRetriever({ store, embedQuery: async () => vectorOf(1) });
    const { hits } = await retriever.search(query);
    expect(hits[0]).toMatchObject({ document: 'b.pdf', cosine: null });
    expect(hits[0]?.score).toBeCloseTo(1 / (1 + NEIGHBOUR_WEIGHT), 5);
  });

  it('shows where a passage stands, and the words around it once', async () => {
    const text = 'Ferries leave at nine. The harbour has one ferry. Tickets are sold on board.';
    const { row } = store.recordFile(foundFile('a.pdf'));
    const chunk = { headings: ['Ships', 'Ferries'], language: 'en', context: 'Ferries' };
    const chunks = [
      [0, 22],
      [23, 49],
      [50, 76],
    ].map(([start = 0, end = 0]) => ({
      ...chunk,
      spans: [{ page: 2, start, end }],
      text: text.slice(start, end),
    }));
    const far = Array.from({ length: 80 }, () => 'Buses go at ten.').join(' ');
    store.writeContent(row.id, {
      ...contentOf('a', []),
      pages: [
        pageOf(1, far),
        pageOf(2, text, { words: new Float32Array([23, 49, 50, 60, 30, 10]) }),
      ],
      chunks: [
        {
          ...chunk,
          headings: [],
          context: '',
          spans: [{ page: 1, start: 0, end: far.length }],
          text: far,
        },
        ...chunks,
      ],
    });
    const retriever = createRetriever({ store, embedQuery: async () => undefined });
    const place = { page: 2, heading: 'Ships > Ferries', passage: '3' };
    const [alone] = (await retriever.search(query)).hits;
    expect(alone).toMatchObject({ ...place, start: 23, end: 49, text: text.slice(23, 49) });
    expect(alone?.boxes).toEqual([{ page: 2, left: 50, top: 60, width: 30, height: 10 }]);
    const { hits } = await retriever.search({ ...query, neighbours: true });
    // "Ferries" is found as well, but already shown; of page 1 goes along what fits.
    expect(hits).toMatchObject([{ ...place, start: 0, end: 76, cosine: null }]);
    const [before, ...after] = hits[0]?.place.spans ?? [];
    expect(before).toEqual({ page: 1, start: far.length - 69 * 17 + 1, end: far.length });
    expect(after).toHaveLength(3);
    expect(hits[0]?.text).toBe(
      [far.slice(before?.start), ...after.map(({ start, end }) => text.slice(start, end))].join(
        '\n',
      ),
    );
    const scope = { withoutPassages: ['2'] };
    const [scoped] = (await retriever.search({ ...query, scope, neighbours: true })).hits;
    expect(scoped).toMatchObject({ ...place, start: 23, end: 76 });
    expect(scoped?.text).toBe('The harbour has one ferry.\nTickets are sold on board.');
  });

  it('stops when it is asked to', async () => {
    const retriever = createRetriever({ store, embedQuery: async () => undefined });
    const signal = AbortSignal.abort();
    await expect(retriever.search({ ...query, signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
