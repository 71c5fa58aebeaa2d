import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifySentence } from '../../src/answer/verify.ts';
import { write, type Writing, type Written } from '../../src/answer/write.ts';
import type { AnswerChunk } from '../../src/contract/answers.ts';
import type { PassageHit } from '../../src/contract/documents.ts';
import { quiet, smol, startInference } from '../inference/fixtures/setting.ts';
import { openLibrary, sayingModel, type Library } from './fixtures/library.ts';

const models = startInference();
let library: Library;
let hits: PassageHit[];
const question = 'When is the kiln fired and what does it cost?';

beforeAll(async () => {
  library = await openLibrary(models);
  await library.add(
    'kiln.txt',
    'The kiln is fired on the first Monday of a month. A place in the kiln costs 12 euros. The pots must be dry. The oven is heated to 1,240 degrees Celsius.\n',
  );
  await library.embedAll();
  hits = await library.search(question);
});
afterAll(async () => {
  await library.close();
  await models.dispose();
});

const saying = (lines: readonly string[]) => sayingModel(models, lines);

async function written(
  changes: Partial<Writing>,
): Promise<Written & { readonly chunks: AnswerChunk[] }> {
  const chunks: AnswerChunk[] = [];
  const result = await write({
    question,
    language: 'en',
    hits,
    ranked: [],
    model: smol,
    trusted: true,
    length: 'medium',
    store: library.store,
    embed: library.embed,
    inference: library.inference,
    signal: quiet,
    emit: (chunk) => {
      chunks.push(chunk);
      return Promise.resolve();
    },
    ...changes,
  });
  return { ...result, chunks };
}

const textsOf = async (lines: readonly string[]): Promise<string[]> =>
  (await written({ inference: saying(lines) })).sentences.map(({ text }) => text);

test('a sentence is emitted after its citation and its check, and before the next is checked', async () => {
  const lines = [
    'The kiln is fired on the first Monday.[1]',
    'It is free.[1]',
    'A place costs 12 euros.[1]',
  ];
  const { chunks } = await written({ inference: saying(lines) });
  expect(chunks.map(({ kind }) => kind)).toEqual([
    'checking',
    'citation',
    'sentence',
    'checking',
    'checking',
    'citation',
    'sentence',
  ]);
});

test('no sentence is emitted while its check is open', async () => {
  const chunks: AnswerChunk[] = [];
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const running = written({
    inference: saying(['The kiln is fired on the first Monday.[1]']),
    emit: (chunk) => {
      chunks.push(chunk);
      return Promise.resolve();
    },
    embed: async (texts, kind, signal) => {
      asked.resolve();
      await held.promise;
      return await library.embed(texts, kind, signal);
    },
  });
  await asked.promise;
  expect(chunks.map(({ kind }) => kind)).toEqual(['checking']);
  held.resolve();
  expect((await running).sentences).toHaveLength(1);
  expect(chunks.map(({ kind }) => kind)).toEqual(['checking', 'citation', 'sentence']);
});

test('what the real model writes stands, sentence for sentence, in what it cites', async () => {
  const { sentences, citations } = await written({});
  for (const { text, citations: numbers } of sentences) {
    expect(numbers.length).toBeGreaterThan(0);
    expect(citations.find(({ n }) => n === numbers[0])?.checked).toBe(true);
    expect(await verifySentence(text, hits, 'en', library.embed, quiet)).toMatchObject({
      ok: true,
    });
  }
});

test.each([
  ['wrong', 'A place in the kiln costs 21 euros.[1]'],
  ['without a citation', 'A place in the kiln costs 12 euros.'],
  ['citing no passage', 'A place in the kiln costs 12 euros.[7]'],
  ['cut off', 'A place in the kiln costs 12[1]'],
])('a sentence %s is dropped', async (_, line) => {
  expect(await textsOf([line, 'The pots must be dry.[1]'])).toEqual(['The pots must be dry.']);
});

test('what was said is not said again in other words', async () => {
  const lines = [
    'A place in the kiln costs 12 euros.[1]',
    'A place in the kiln costs 12 euros.[1]',
    'A place costs 12 euros.[1]',
    'In the kiln, a place costs 12 euros.[1]',
    'The pots must be dry.[1]',
  ];
  expect(await textsOf(lines)).toEqual([lines[0]?.slice(0, -3), 'The pots must be dry.']);
});

test('two sentences that rest on the same words share a citation', async () => {
  const lines = [
    'The kiln is fired on a Monday.[1]',
    'The kiln is fired each first Monday of a month.[1]',
  ];
  const { sentences, citations } = await written({ inference: saying(lines) });
  expect(sentences.length).toBeGreaterThan(0);
  expect(new Set(citations.map(({ quote }) => quote)).size).toBe(citations.length);
});

test('stopping stops the model at once', async () => {
  const controller = new AbortController();
  const started = Promise.withResolvers<void>();
  const { inference } = library;
  const running = written({
    signal: controller.signal,
    // A long prompt, so that the model is at work when it is stopped.
    hits: hits.map((hit) => ({ ...hit, text: hit.text.repeat(40) })),
    inference: {
      ...inference,
      call: (name, input, options) => inference.call(name, input, options),
      stream: (name, input, onChunk, options) => {
        started.resolve();
        return inference.stream(name, input, onChunk, options);
      },
    },
  }).catch((error: unknown) => error);
  await started.promise;
  await delay(100);
  const stopped = performance.now();
  controller.abort();
  expect(await running).toMatchObject({ code: 'cancelled' });
  expect(performance.now() - stopped).toBeLessThan(5000);
  // And the model is free for the next one: nothing goes on behind it.
  await models.handlers.countTokens({ model: smol, texts: ['x'] }, { signal: quiet });
  expect(performance.now() - stopped).toBeLessThan(15_000);
});

test.each([
  'The kiln is fired, the kiln is fired on the first Monday of a month.[1]',
  'A place in the kiln in the kiln costs 12 euros.[1]',
])('a sentence that runs in a circle is dropped: %s', async (line) => {
  expect(await textsOf([line])).toEqual([]);
});

test('a model that loops is stopped in the middle of its line, and what stood is kept', async () => {
  const lines = ['The pots must be dry.[1]', `It is hot ${'and it is hot '.repeat(300)}`];
  let pieces = 0;
  const inference = saying(lines);
  const { sentences } = await written({
    inference: {
      ...inference,
      call: (name, input, options) => inference.call(name, input, options),
      stream: (name, input, onChunk, options) =>
        inference.stream(
          name,
          input,
          async (chunk) => {
            pieces += 1;
            await onChunk(chunk);
          },
          options,
        ),
    },
  });
  expect(sentences.map(({ text }) => text)).toEqual(['The pots must be dry.']);
  expect(pieces).toBeLessThan(60);
});

test('passages too long for the model are left out rather than failing', async () => {
  const figures = '2,310\t14.5\t1,099\t8.25\t749\n'.repeat(400);
  const long = hits.map((hit) => ({ ...hit, text: figures }));
  expect((await written({ hits: long })).sentences).toEqual([]);
});

test('a model of which nothing stands is stopped, the sooner the less it is trusted', async () => {
  const lines = [
    'It is free.[1]',
    'It costs 90 euros.[1]',
    'It never runs.[1]',
    'A place in the kiln costs 12 euros.[1]',
  ];
  const checks = async (said: string[], trusted: boolean): Promise<[number, string[]]> => {
    const { chunks, sentences } = await written({ inference: saying(said), trusted });
    const checking = chunks.filter(({ kind }) => kind === 'checking');
    return [checking.length, sentences.map(({ text }) => text)];
  };
  expect(await checks(lines, true)).toEqual([3, []]);
  expect(await checks(lines, false)).toEqual([2, []]);
  const stands = 'A place in the kiln costs 12 euros.';
  expect(await checks(lines.slice(1), true)).toEqual([3, [stands]]);
  expect(await checks(lines.slice(2), false)).toEqual([2, [stands]]);
  expect(await checks(lines.toReversed(), false)).toEqual([4, [stands]]);
});

test('stopping the person’s own way is still told as that', async () => {
  const stop = new AbortController();
  const running = written({
    inference: saying(['It is free.[1]', 'It never runs.[1]']),
    trusted: false,
    signal: stop.signal,
    emit: () => {
      stop.abort();
      return Promise.resolve();
    },
  });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
});
