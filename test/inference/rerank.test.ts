import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, e5, modelSpec, quiet, startInference } from './fixtures/setting.ts';
import { writeTinyBert } from './fixtures/tiny-models.ts';

const inference = startInference();
const { rerank } = inference.handlers;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carrel-rerank-'));
});

afterAll(async () => {
  await inference.dispose();
  await rm(folder, { recursive: true });
});

const texts = ['water pump report', 'rent of the office', 'invoice paper', ''];

test('gives each text its own score, the same alone and among others', async () => {
  const file = await writeTinyBert(join(folder, 'ranks.gguf'), { ranks: true });
  const model = modelSpec('ranks', 'rerank', file);
  const { scores } = await rerank({ model, query: 'pump', texts }, { signal: quiet });
  expect(scores).toHaveLength(4);
  for (const score of scores) {
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThan(1);
  }
  expect(new Set(scores).size).toBe(4);
  const alone = await rerank({ model, query: 'pump', texts: texts.slice(1, 2) }, { signal: quiet });
  expect(alone.scores[0]).toBeCloseTo(scores[1] ?? Number.NaN, 5);
  const other = await rerank(
    { model, query: 'lease', texts: texts.slice(0, 1) },
    { signal: quiet },
  );
  expect(other.scores[0]).not.toBeCloseTo(scores[0] ?? Number.NaN, 5);
});

test('ranks texts longer than the library’s default batch, and than the context', async () => {
  const file = await writeTinyBert(join(folder, 'long.gguf'), { ranks: true });
  const model = modelSpec('long', 'rerank', file);
  // Cut into batches of 512 tokens, only one end of such a text would matter.
  const long = ' water pump report of the office'.repeat(110);
  const ends = [`rent${long}`, `lease${long}`, `${long} rent`, `${long} lease`];
  const { scores } = await rerank(
    { model, query: 'pump', texts: [...ends, long.repeat(4)] },
    { signal: quiet },
  );
  const [beginsRent = 0, beginsLease = 0, endsRent = 0, endsLease = 0] = scores;
  expect(Math.abs(beginsRent - beginsLease)).toBeGreaterThan(1e-6);
  expect(Math.abs(endsRent - endsLease)).toBeGreaterThan(1e-6);
  for (const score of scores) expect(score).toBeGreaterThan(0);
});

test('refuses a model without a ranking head', async () => {
  const call = rerank({ model: { ...e5, role: 'rerank' }, query: 'a', texts }, { signal: quiet });
  expect(await codeOf(call)).toBe('model-unsupported');
});

test('a score that is no number is a failure, not a 0', async () => {
  const file = await writeTinyBert(join(folder, 'nan.gguf'), { ranks: true, poisoned: true });
  const model = modelSpec('nan', 'rerank', file);
  const call = rerank({ model, query: 'pump', texts }, { signal: quiet });
  expect(await codeOf(call)).toBe('inference-failed');
});
