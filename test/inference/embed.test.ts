import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Token } from 'node-llama-cpp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  cutIntoWindows,
  joinWindows,
  prepareEmbedder,
  toUnitLength,
  type LoadedEmbedder,
} from '../../src/inference/embed.ts';
import { physicalCores } from '../../src/inference/hardware.ts';
import { ModelSlot } from '../../src/inference/model-pool.ts';
import { Runtime } from '../../src/inference/runtime.ts';
import { codeOf, dot, e5, modelSpec, quiet, startInference } from './fixtures/setting.ts';
import { writeTinyBert, writeTinyDecoder } from './fixtures/tiny-models.ts';

const runtime = new Runtime();
const real = new ModelSlot(runtime, prepareEmbedder);
const tiny = new ModelSlot(runtime, prepareEmbedder);
const inference = startInference();
let folder = '';
let embedder: LoadedEmbedder;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'carrel-embed-'));
  embedder = await real.use(e5);
});

afterAll(async () => {
  await inference.dispose();
  await real.dispose();
  await tiny.dispose();
  await rm(folder, { recursive: true });
});

const embed = async (kind: 'query' | 'passage', texts: string[]) =>
  (
    await inference.handlers.embed(
      { model: e5, kind, texts, priority: 'person' },
      { signal: quiet },
    )
  ).vectors;

/** The vector of tokens in a context made with the library's own batch size unless one is given. */
async function bare(tokens: Token[] | string, options: { batchSize?: number } = {}) {
  const { model } = embedder;
  const context = await model.createEmbeddingContext({ contextSize: 512, threads: 2, ...options });
  try {
    return [...(await context.getEmbeddingFor(tokens)).vector];
  } finally {
    await context.dispose();
  }
}

test('vectors have unit length, and the library’s own have not', async () => {
  const [vector] = await embed('query', ['How long is the notice period?']);
  expect(dot(vector ?? [], vector)).toBeCloseTo(1, 5);
  const raw = await bare('query: How long is the notice period?');
  expect(Math.sqrt(dot(raw, Float32Array.from(raw)))).toBeGreaterThan(1.2);
});

test('Unigram vocabularies get <s> and </s>, which the library’s string path leaves out', async () => {
  const text = 'passage: Rent is due on the first working day of each month.';
  const [vector] = await embed('passage', ['Rent is due on the first working day of each month.']);
  const { bos, eos } = embedder.model.tokens;
  if (bos === null || eos === null) throw new Error('the embedder has lost its special tokens');
  // <s> is 0 and </s> 2 in XLM-R's vocabulary.
  expect([bos, eos]).toEqual([0, 2]);
  const tokens = [bos, ...embedder.model.tokenize(text), eos];
  const right = toUnitLength(Float32Array.from(await bare(tokens)));
  const wrong = toUnitLength(Float32Array.from(await bare(text)));
  expect(dot(right, vector)).toBeGreaterThan(0.99999);
  expect(dot(wrong, vector)).toBeLessThan(0.995);
});

test('a paraphrase in another language is nearer than another topic', async () => {
  const [question] = await embed('query', ['Who repairs the heating when it breaks?']);
  const passages = await embed('passage', [
    'Bei Ausfall der Heizung ist der Hausmeister unter der Nummer 14 zu verständigen.',
    'En cas de panne du chauffage, appelez le concierge.',
    'Travel expenses are paid back within thirty days.',
    'Die Kantine ist von elf bis vierzehn Uhr geöffnet.',
  ]);
  const [german = 0, french = 0, ...others] = passages.map((passage) =>
    dot(question ?? [], passage),
  );
  expect(Math.min(german, french)).toBeGreaterThan(Math.max(...others) + 0.02);
});

test('normalises to NFKC where the model was trained so', async () => {
  const [plain, folded] = await embed('query', ['file 10', '\uFB01le \uFF11\uFF10']);
  expect(dot(plain ?? [], folded)).toBeGreaterThan(0.99999);
});

test('takes a text that just fills the window, and one a token longer in two', () => {
  const room = embedder.window - 2;
  const words = (count: number) => 'a '.repeat(count).trim();
  const lead = embedder.model.tokenize('passage: a').length - 1;
  const full = cutIntoWindows(embedder, e5, 'passage', words(room - lead));
  expect(full.windows.map((window) => window.length)).toEqual([510]);
  const over = cutIntoWindows(embedder, e5, 'passage', words(room - lead + 1));
  expect(over.windows).toHaveLength(2);
  const prefix = full.windows[0]?.slice(0, lead + 1);
  for (const window of over.windows) {
    expect(window.slice(0, lead + 1)).toEqual(prefix);
    expect(window.at(-1)).toBe(2);
    expect(window.length).toBeLessThanOrEqual(510);
  }
});

test('embeds inputs of 480 to 512 tokens and far beyond', async () => {
  const sentences = 'The pump in the cellar is checked every spring and every autumn. ';
  const vectors = await embed('passage', [
    sentences.repeat(38),
    sentences.repeat(40),
    sentences.repeat(200),
    'Invoices are kept for ten years.',
  ]);
  for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 4);
  const [shorter = [], , longest, other] = vectors;
  expect(dot(shorter, longest)).toBeGreaterThan(0.95);
  expect(dot(shorter, longest)).toBeGreaterThan(dot(shorter, other));
});

test('sound vectors for odd texts', async () => {
  const vectors = await embed('query', [
    '',
    '\u0000',
    '\uD800',
    '<s></s>',
    '\u{1F642}'.repeat(300),
  ]);
  for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 4);
});

test('evaluates a long text in one batch: the default batch gives another vector', async () => {
  const spec = modelSpec('bert', 'embed', await writeTinyBert(join(folder, 'long.gguf')));
  const loaded = await tiny.use(spec);
  const text = 'water pump report of the office '.repeat(120);
  const { windows } = cutIntoWindows(loaded, spec, 'passage', text);
  const [tokens = []] = windows;
  expect(tokens.length).toBeGreaterThan(700);
  const ours = toUnitLength(await loaded.evaluate(tokens));
  const inBatches = async (batchSize: number) => {
    const context = await loaded.model.createEmbeddingContext({ contextSize: 1024, batchSize });
    const { vector } = await context.getEmbeddingFor(tokens);
    await context.dispose();
    return toUnitLength(Float32Array.from(vector));
  };
  expect(dot(await inBatches(1024), ours)).toBeGreaterThan(0.9999);
  expect(dot(await inBatches(512), ours)).toBeLessThan(0.999);
});

test('WordPiece vocabularies get [CLS] and [SEP]', async () => {
  const spec = modelSpec('bert', 'embed', await writeTinyBert(join(folder, 'wpm.gguf')));
  const { windows } = cutIntoWindows(await tiny.use(spec), spec, 'query', 'water pump');
  expect(windows[0]?.[0]).toBe(2);
  expect(windows[0]?.at(-1)).toBe(3);
  expect(windows[0]).toHaveLength(4);
});

test('a decoder pooled by its last token gets its end token, asked for or not', async () => {
  const spec = modelSpec('decoder', 'embed', await writeTinyDecoder(join(folder, 'decoder.gguf')));
  const loaded = await tiny.use(spec);
  expect(loaded.model.tokens.shouldAppendEosToken).toBe(false);
  const { windows } = cutIntoWindows(loaded, spec, 'query', 'water pump');
  expect(windows[0]?.[0]).toBe(1);
  expect(windows[0]?.at(-1)).toBe(2);
});

test('a vector that is no direction is a failure, not a result', async () => {
  const file = await writeTinyBert(join(folder, 'poisoned.gguf'), { poisoned: true });
  const model = modelSpec('poisoned', 'embed', file);
  const { embed: handler } = inference.handlers;
  const call = handler(
    { model, kind: 'query', texts: ['water pump'], priority: 'person' },
    { signal: quiet },
  );
  expect(await codeOf(call)).toBe('embed-failed');
  expect(() => toUnitLength(new Float32Array(4))).toThrow('no usable vector');
  expect(() => toUnitLength(new Float32Array())).toThrow('no usable vector');
});

test('windows weigh by their length', () => {
  const joined = joinWindows([Float32Array.of(5, 0), Float32Array.of(0, 1)], [3, 1]);
  expect((joined[0] ?? 0) / (joined[1] ?? 0)).toBeCloseTo(3, 5);
});

test('uses as many threads as there are physical cores, and a batch of the whole context', async () => {
  const cores = await physicalCores();
  expect((await runtime.llama()).maxThreads).toBe(cores);
  const file = await writeTinyBert(join(folder, 'threads.gguf'));
  const asked = vi.fn();
  const slot = new ModelSlot(runtime, (model, spec, threads) => {
    vi.spyOn(model, 'createEmbeddingContext').mockImplementationOnce((options) => {
      asked(options);
      return model.createEmbeddingContext(options);
    });
    return prepareEmbedder(model, spec, threads);
  });
  await slot.use(modelSpec('bert', 'embed', file));
  await slot.dispose();
  expect(asked).toHaveBeenCalledExactlyOnceWith({
    contextSize: 1024,
    batchSize: 1024,
    threads: cores,
  });
});

test('gives its buffers back after a rest that follows long texts, and goes on as before', async () => {
  const made: string[] = [];
  const resting = new ModelSlot(runtime, (model, spec, threads) => {
    const create = model.createEmbeddingContext.bind(model);
    vi.spyOn(model, 'createEmbeddingContext').mockImplementation(async (options) => {
      made.push('made');
      const context = await create(options);
      const dispose = context.dispose.bind(context);
      vi.spyOn(context, 'dispose').mockImplementation(async () => {
        made.push('given back');
        await dispose();
      });
      return context;
    });
    return prepareEmbedder(model, spec, threads, 20);
  });
  try {
    const rested = await resting.use(e5);
    const vectorOf = async (text: string) => {
      const { windows } = cutIntoWindows(rested, e5, 'passage', text);
      return await rested.evaluate(windows[0] ?? []);
    };
    const short = await vectorOf('The pump was inspected.');
    await vectorOf('The pump was inspected in March. '.repeat(40));
    await expect.poll(() => made).toEqual(['made', 'given back']);
    expect(await vectorOf('The pump was inspected.')).toEqual(short);
    expect(made).toEqual(['made', 'given back', 'made']);
  } finally {
    await resting.dispose();
  }
});
