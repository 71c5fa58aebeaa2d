import { copyFile, mkdtemp, open, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WorkQueue } from '../../src/inference/queue.ts';
import {
  codeOf,
  collector,
  e5,
  modelSpec,
  quiet,
  smol,
  startInference,
} from './fixtures/setting.ts';
import { writeTinyBert } from './fixtures/tiny-models.ts';

const queue = new WorkQueue();
const inference = startInference(queue);
const { embed, generate, loaded, unload, countTokens, configure } = inference.handlers;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carrel-inference-'));
  await query('warm');
});

afterAll(async () => {
  await inference.dispose();
  await rm(folder, { recursive: true });
});

function query(text: string, signal: AbortSignal = quiet, model = e5) {
  return embed({ model, kind: 'query', texts: [text], priority: 'person' }, { signal });
}

function passages(count: number, signal: AbortSignal = quiet) {
  const text = 'The lift is inspected by the technical service twice a year. '.repeat(10);
  const texts = Array.from({ length: count }, (_, index) => `${index}. ${text}`);
  return embed({ model: e5, kind: 'passage', texts, priority: 'background' }, { signal });
}

test('a query does not wait for the 64 passages that are queued', async () => {
  const started = performance.now();
  await passages(4);
  const onePassage = (performance.now() - started) / 4;
  const controller = new AbortController();
  // As calls of 8, so that the queue itself holds passages and not only their callers.
  const calls = Array.from({ length: 8 }, () => passages(8, controller.signal));
  const outcome = Promise.all(calls.map(codeOf));
  await delay(onePassage * 2);
  const waits: number[] = [];
  for (let round = 0; round < 5; round++) {
    const asked = performance.now();
    await query('Who inspects the lift?');
    waits.push(performance.now() - asked);
    await delay(7);
  }
  controller.abort();
  expect(await outcome).toEqual(Array(8).fill('cancelled'));
  // One passage under way and the query itself, with room for a machine that has become busier since
  // a passage was timed; that it is not two more is told by the queue's own tests.
  expect(waits.sort((left, right) => left - right)[2]).toBeLessThan(onePassage * 10);
});

test('cancelling frees what waits', async () => {
  const controller = new AbortController();
  const calls = [passages(20, controller.signal), query('a', controller.signal), passages(1)];
  const outcomes = Promise.all(calls.map(codeOf));
  controller.abort();
  expect(await outcomes).toEqual(['cancelled', 'cancelled', 'no failure']);
  expect(queue.waiting).toBe(0);
});

test('a query is answered while an answer is written; passages wait', async () => {
  await generate({ ...story, maxTokens: 1 }, collector().context);
  const order: string[] = [];
  const note = (name: string) => () => order.push(name);
  await Promise.all([
    generate({ ...story, maxTokens: 60 }, collector().context).then(note('answer')),
    passages(1).then(note('passage')),
    query('Who inspects the lift?').then(note('query')),
  ]);
  expect(order).toEqual(['query', 'answer', 'passage']);
});

const story = {
  model: smol,
  turns: [{ role: 'user' as const, text: 'Write a long story about a lighthouse.' }],
  grammar: null,
  maxTokens: 60,
  temperature: 0,
  seed: 1,
};

test('one model a role: a switch disposes of the old one, unload frees', async () => {
  const other = modelSpec('tiny', 'embed', await writeTinyBert(join(folder, 'tiny.gguf')));
  const byE5 = await query('lift');
  const byTiny = await query('lift', quiet, other);
  expect([byE5.vectors[0]?.length, byTiny.vectors[0]?.length]).toEqual([384, 32]);
  expect((await loaded({}, { signal: quiet })).models).toContain('tiny');
  expect((await loaded({}, { signal: quiet })).models).not.toContain('e5');
  await unload({ id: 'tiny' }, { signal: quiet });
  expect((await loaded({}, { signal: quiet })).models).not.toContain('tiny');
  const [vector] = (await query('lift')).vectors;
  expect(vector).toEqual(byE5.vectors[0]);
});

test('several first uses of a model share one load', async () => {
  await unload({ id: 'e5' }, { signal: quiet });
  const [left, right, counts] = await Promise.all([
    query('lift'),
    query('lift'),
    countTokens({ model: e5, texts: ['lift', ''] }, { signal: quiet }),
  ]);
  expect(left.vectors[0]).toEqual(right.vectors[0]);
  expect(counts.counts).toEqual([1, 0]);
});

test('says what is wrong with a model file', async () => {
  const missing = modelSpec('m', 'embed', join(folder, 'none.gguf'));
  expect(await codeOf(query('a', quiet, missing))).toBe('model-missing');
  const text = modelSpec('t', 'embed', join(folder, 'text.gguf'));
  await writeFile(text.file, 'This is a letter, not a model.');
  expect(await codeOf(query('a', quiet, text))).toBe('model-damaged');
  const empty = modelSpec('e', 'embed', join(folder, 'empty.gguf'));
  await writeFile(empty.file, '');
  expect(await codeOf(query('a', quiet, empty))).toBe('model-damaged');
  expect(await codeOf(query('a', quiet, modelSpec('f', 'embed', folder)))).toBe('model-damaged');
});

test('a model file cut short is damaged, wherever it was cut', async () => {
  for (const bytes of [20, 3000, 1_000_000, 90_000_000]) {
    const cut = { ...smol, id: `cut-${bytes}`, file: join(folder, `cut-${bytes}.gguf`) };
    await copyFile(smol.file, cut.file);
    await truncate(cut.file, bytes);
    const call = generate({ ...story, model: cut }, collector().context);
    expect(await codeOf(call)).toBe('model-damaged');
  }
});

test('a model whose header lies about its kind is refused, and the next one loads', async () => {
  const odd = modelSpec('odd', 'embed', await writeTinyBert(join(folder, 'odd.gguf')));
  const file = await open(odd.file, 'r+');
  const head = Buffer.alloc(200);
  await file.read(head, 0, 200, 0);
  const at = head.indexOf('bert', 'latin1');
  await file.write('bort', at, 'latin1');
  await file.close();
  expect(await codeOf(query('a', quiet, odd))).toMatch(/^model-(unsupported|damaged)$/);
  expect((await query('lift')).vectors).toHaveLength(1);
});

test('an answering model makes no vectors', async () => {
  const call = query('a', quiet, { ...smol, role: 'embed' });
  expect(await codeOf(call)).toBe('model-unsupported');
});

test('new settings free the models, and the next use loads them again', async () => {
  await query('lift');
  const report = await configure({ gpu: 'off', threads: 1 }, { signal: quiet });
  expect(report).toMatchObject({ backend: 'cpu', gpus: [] });
  expect((await loaded({}, { signal: quiet })).models).toEqual([]);
  expect((await query('lift')).vectors).toHaveLength(1);
});
