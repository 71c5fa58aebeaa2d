import { afterAll, beforeAll, expect, test } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { loadCatalogue, writingRefusal } from '../../src/models/catalogue.ts';
import { smol, startInference } from '../inference/fixtures/setting.ts';
import { foundFile } from '../store/fixture.ts';
import { openLibrary, sayingModel, smolWriter, type Library } from './fixtures/library.ts';

const models = startInference();
let library: Library;
const question = 'What does a place in the kiln cost?';
const elsewhere = 'Who won the football world championship in 1974?';

beforeAll(async () => {
  library = await openLibrary(models);
  await library.add(
    'kiln.txt',
    'The kiln is fired on the first Monday of a month. A place in the kiln costs 12 euros.\n',
  );
  await library.add('Garten.txt', 'Der Garten ist von April bis Oktober geöffnet.\n');
  await library.embedAll();
});
afterAll(async () => {
  await library.close();
  await models.dispose();
});

test('passages are emitted first, then citations, then the sentences that name them', async () => {
  const { answer, chunks } = await library.ask(question);
  expect(answer).toMatchObject({ verdict: 'answered', found: true, mode: 'quote', fallback: null });
  expect(answer.sentences[0]?.text).toBe('A place in the kiln costs 12 euros.');
  expect(answer.answer.startsWith('A place in the kiln costs 12 euros. [1]')).toBe(true);
  expect(chunks[0]?.kind).toBe('passages');
  const told = new Set<number>();
  for (const chunk of chunks) {
    if (chunk.kind === 'citation') told.add(chunk.citation.n);
    if (chunk.kind === 'sentence') {
      for (const n of chunk.sentence.citations) expect(told).toContain(n);
    }
  }
});

test('what is mentioned and not told is not sure: the first quote shows no number of places', async () => {
  const { answer } = await library.ask('How many places does the kiln have?');
  expect(answer.citations[0]?.document).toBe('kiln.txt');
  expect(answer.verdict).toBe('perhaps');
});

test('what stands in no document is absent, in both modes, and nothing is written', async () => {
  for (const mode of ['quote', 'write'] as const) {
    const { answer, chunks } = await library.ask(elsewhere, { mode, writer: smolWriter });
    expect(answer).toMatchObject({ verdict: 'absent', found: false, sentences: [], citations: [] });
    expect(chunks.map(({ kind }) => kind)).toEqual(['passages']);
  }
});

test('writing without a model, and in a language it is not listed for, gives quotes and a reason', async () => {
  const none = await library.ask(question, { mode: 'write' });
  expect(none.answer).toMatchObject({ mode: 'quote', fallback: { code: 'model-missing' } });
  expect(none.answer.sentences.length).toBeGreaterThan(0);

  const listed = loadCatalogue().models.find(({ id }) => id.startsWith('smollm2-135m'));
  const languages = listed?.writtenMode?.languages ?? [];
  expect(languages).toEqual(['en']);
  const writer = {
    ...smolWriter,
    refusal: (language: string | null) => writingRefusal('SmolLM2', languages, language),
  };
  const german = await library.ask('Von wann bis wann ist der Garten geöffnet?', {
    mode: 'write',
    writer,
  });
  expect(german.answer).toMatchObject({
    mode: 'quote',
    fallback: { code: 'language-unsupported' },
    sentences: [{ text: 'Der Garten ist von April bis Oktober geöffnet.' }],
  });
  expect(german.answer.timings.firstTokenMs).toBeNull();
});

test('a model that is not trusted writes only when it is asked to', async () => {
  const { answer } = await library.ask(question, { mode: undefined, writer: smolWriter });
  expect(answer).toMatchObject({ mode: 'quote', fallback: null });
});

test('where no written sentence stands, the documents are quoted, with the reason', async () => {
  // A context with room for no passage.
  const writer = { ...smolWriter, spec: { ...smol, id: 'narrow', context: 256 } };
  const { answer, chunks } = await library.ask(question, { mode: 'write', writer });
  expect(answer).toMatchObject({ mode: 'quote', fallback: { code: 'not-found' } });
  expect(answer.sentences[0]?.text).toBe('A place in the kiln costs 12 euros.');
  // They had been shown while the model was to write.
  const { sentences, citations } = answer;
  expect(chunks[1]).toEqual({ kind: 'quotes', sentences, citations });
  expect(chunks.filter(({ kind }) => kind === 'sentence')).toEqual([]);
});

test('a model that fails before a sentence stood gives way to quotes, after one it fails the request', async () => {
  const asked = { mode: 'write', writer: smolWriter } as const;
  const before = sayingModel(models, ['A place in the kiln costs 21 euros.[1]', ''], true);
  const { answer } = await library.ask(question, { ...asked, inference: before });
  expect(answer).toMatchObject({ mode: 'quote', fallback: { code: 'inference-failed' } });
  expect(answer.sentences[0]?.text).toBe('A place in the kiln costs 12 euros.');

  const after = sayingModel(models, ['A place in the kiln costs 12 euros.[1]', ''], true);
  const failed = library.ask(question, { ...asked, inference: after });
  await expect(failed).rejects.toMatchObject({ code: 'inference-failed' });
});

test('written sentences that stand are the answer', async () => {
  const inference = sayingModel(models, ['A place in the kiln costs 12 euros.[1]', '']);
  const { answer, chunks } = await library.ask(question, {
    mode: 'write',
    writer: smolWriter,
    inference,
  });
  const kinds = chunks.map(({ kind }) => kind);
  expect(kinds).toEqual(['passages', 'quotes', 'checking', 'citation', 'sentence']);
  expect(answer).toMatchObject({
    verdict: 'answered',
    mode: 'write',
    model: 'smol',
    fallback: null,
    answer: 'A place in the kiln costs 12 euros. [1]',
  });
});

test('a question that is stopped ends as cancelled', async () => {
  const controller = new AbortController();
  const asking = library.ask(question, {
    signal: controller.signal,
    onChunk: () => {
      controller.abort();
    },
  });
  await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
});

test('in the middle of an import the answer says so, and nothing is flatly absent', async () => {
  const { store } = library;
  // One waits to be read, one is read and waits for its vectors.
  const waiting = store.recordFile(foundFile('waiting.pdf')).row.id;
  const words = await library.add(
    'lathe.txt',
    'The lathe stands in the second room on the left.\n',
  );
  const { answer } = await library.ask(elsewhere);
  expect(answer.coverage).toMatchObject({ inScope: 4, searchable: 3, withVectors: 2, failed: 0 });
  // Nothing read is worth quoting, and what is unread may hold it.
  expect(answer).toMatchObject({ verdict: 'perhaps', found: true, sentences: [] });
  // What is read already is found by its words.
  const lathe = await library.ask('Where does the lathe stand?');
  expect(lathe.answer.citations[0]?.document).toBe('lathe.txt');
  await store.removeDocuments([waiting, words]);
  expect((await library.ask(elsewhere)).answer.verdict).toBe('absent');
});

test.each([
  ['failed', { failed: 1, unreachable: 0 }],
  ['missing', { failed: 0, unreachable: 1 }],
] as const)('with a file that is %s nothing is flatly absent', async (status, counted) => {
  const { store } = library;
  const { id } = store.recordFile(foundFile(`${status}.pdf`)).row;
  const damaged = new CarrelFailure('file-damaged', 'The file is damaged.');
  store.markFailed(id, status, damaged.toData());
  const { answer } = await library.ask(elsewhere);
  expect(answer.coverage).toMatchObject({ inScope: 3, searchable: 2, ...counted });
  expect(answer.verdict).toBe('perhaps');
  await store.removeDocuments([id]);
});

test('a question is answered across languages', async () => {
  const { answer } = await library.ask('Until which month is the garden open?');
  expect(answer.found).toBe(true);
  expect(answer.citations[0]?.document).toBe('Garten.txt');
});
