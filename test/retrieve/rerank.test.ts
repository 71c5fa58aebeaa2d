import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RERANKED, type Rerank } from '../../src/retrieve/rerank.ts';
import { createRetriever } from '../../src/retrieve/retriever.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import { modelSpec, quiet, startInference } from '../inference/fixtures/setting.ts';
import { writeTinyBert } from '../inference/fixtures/tiny-models.ts';
import { addDocument, temporaryHome } from '../store/fixture.ts';

const inference = startInference();
const home = temporaryHome();
let models = '';
let store: Store;

beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'carrel-rerank-'));
  store = await openStore(home.home);
  addDocument(store, 'a.pdf', ['pump report', 'pump rent office', 'pump invoice paper', 'lease']);
});
afterAll(async () => {
  await inference.dispose();
  await store.close();
  home[Symbol.dispose]();
  await rm(models, { recursive: true });
});

const query = { words: 'pump', mode: 'text', limit: 10, scope: {}, rerank: true } as const;
const embedQuery = () => Promise.resolve(undefined);

/** A cross-encoder made here, in the inference room. */
async function crossEncoder(name: string, poisoned = false): Promise<Rerank> {
  const file = await writeTinyBert(join(models, `${name}.gguf`), { ranks: true, poisoned });
  const model = modelSpec(name, 'rerank', file);
  return async (words, text, signal = quiet) => {
    const { scores } = await inference.handlers.rerank(
      { model, query: words, texts: [text] },
      { signal },
    );
    return scores[0];
  };
}

test('lists what was found in the order of an installed cross-encoder', async () => {
  const rerank = await crossEncoder('ranks');
  const { hits, fallback } = await createRetriever({ store, embedQuery, rerank }).search(query);
  expect(fallback).toBeNull();
  expect(hits).toHaveLength(3);
  const relevance = await Promise.all(hits.map(({ text }) => rerank('pump', text)));
  expect(new Set(relevance).size).toBe(3);
  expect(relevance).toEqual(relevance.toSorted((a, b) => Number(b) - Number(a)));
  expect(hits.map(({ score }) => score)).toEqual(relevance.map((one) => (1 + Number(one)) / 2));
  const opposite: Rerank = async (...asked) => 1 - Number(await rerank(...asked));
  const other = await createRetriever({ store, embedQuery, rerank: opposite }).search(query);
  expect(other.hits.map(({ text }) => text)).toEqual(hits.map(({ text }) => text).toReversed());
});

test('keeps its order without a model, and says when one fails', async () => {
  const plain = await createRetriever({ store, embedQuery }).search(query);
  const none = createRetriever({ store, embedQuery, rerank: () => Promise.resolve(undefined) });
  expect((await none.search(query)).hits).toEqual(plain.hits);
  const rerank = await crossEncoder('nan', true);
  const failed = await createRetriever({ store, embedQuery, rerank }).search(query);
  expect(failed.hits).toEqual(plain.hits);
  expect(failed.fallback?.code).toBe('inference-failed');
});

test('begins no further passage when its time is up, and stops when asked to', async () => {
  let calls = 0;
  const slow: Rerank = async () => {
    calls += 1;
    return Promise.resolve(0.1 * calls);
  };
  const hasty = createRetriever({ store, embedQuery, rerank: slow, rerankBudget: -1 });
  const { hits } = await hasty.search(query);
  expect(calls).toBe(1);
  expect(hits).toHaveLength(3);
  expect(hits[0]?.score).toBeCloseTo(0.55, 5);
  expect(hits[1]?.score).toBeLessThanOrEqual(0.5);
  expect(RERANKED).toBeGreaterThan(10);

  const rerank = await crossEncoder('stopped');
  const stopping = new AbortController();
  const stopper: Rerank = (words, text, signal) => {
    stopping.abort();
    return rerank(words, text, signal);
  };
  await expect(
    createRetriever({ store, embedQuery, rerank: stopper }).search({
      ...query,
      signal: stopping.signal,
    }),
  ).rejects.toMatchObject({ code: 'cancelled' });
});
