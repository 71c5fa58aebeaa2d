import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LlamaContext } from 'node-llama-cpp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { prepareEmbedder } from '../../src/inference/embed.ts';
import { prepareAnswerer } from '../../src/inference/generate.ts';
import type { Loaded, Prepare } from '../../src/inference/model-pool.ts';
import { prepareReranker } from '../../src/inference/rerank.ts';
import { Runtime } from '../../src/inference/runtime.ts';
import { modelSpec } from './fixtures/setting.ts';
import { writeTinyBert, writeTinyDecoder } from './fixtures/tiny-models.ts';

const runtime = new Runtime();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carrel-threads-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** The threads of the context that `prepare` makes at a moment when the limit is one thread. */
async function threadsAtBusyMoment<T extends Loaded>(
  prepare: Prepare<T>,
  role: 'answer' | 'embed' | 'rerank',
  file: string,
): Promise<number[]> {
  const llama = await runtime.llama();
  const model = await llama.loadModel({ modelPath: file });
  const made: LlamaContext[] = [];
  const create = model.createContext.bind(model);
  vi.spyOn(model, 'createContext').mockImplementation(async (options) => {
    const context = await create(options);
    made.push(context);
    return context;
  });
  llama.maxThreads = 1;
  const loaded = await prepare(model, modelSpec('tiny', role, file), 2);
  const threads = made.map(({ idealThreads }) => idealThreads);
  await loaded.dispose();
  return threads;
}

test('contexts made at a busy moment use all threads later', async () => {
  const bert = await writeTinyBert(join(folder, 'bert.gguf'));
  const ranks = await writeTinyBert(join(folder, 'ranks.gguf'), { ranks: true });
  const decoder = await writeTinyDecoder(join(folder, 'decoder.gguf'));
  expect(await threadsAtBusyMoment(prepareEmbedder, 'embed', bert)).toEqual([2]);
  expect(await threadsAtBusyMoment(prepareReranker, 'rerank', ranks)).toEqual([2]);
  expect(await threadsAtBusyMoment(prepareAnswerer, 'answer', decoder)).toEqual([2]);
});
