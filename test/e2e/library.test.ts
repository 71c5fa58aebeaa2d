import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Session } from '../../src/shell/session.ts';
import { openSession } from '../../src/shell/session.ts';
import { carrel, carrelJson, processBelow, samples, temporaryFolder } from './carrel.ts';
import { smallModels } from './small-models.ts';
import {
  addedShape,
  answerShape,
  failureShape,
  listShape,
  searchShape,
  statusShape,
} from './shapes.ts';

// One imported home for everything that only looks. After the import this process keeps an engine
// open on it, as the desktop would, so that the commands are its guests and models stay loaded.
const home = temporaryFolder('library');
let desktop: Session | undefined;

beforeAll(async () => {
  const { progress } = await carrelJson(addedShape, ['add', samples, '--collection', 'firm'], {
    home,
  });
  expect(progress).toMatchObject({ filesDone: 13, filesFailed: 0 });
  process.env['CARREL_GPU'] = 'off';
  desktop = await openSession({ home, note: () => undefined, allowUnsandboxed: false });
}, 300_000);

afterAll(async () => {
  await desktop?.close();
});

test('adding the same folder again does nothing', async () => {
  const { progress } = await carrelJson(addedShape, ['add', samples, '--collection', 'firm'], {
    home,
  });
  expect(progress).toMatchObject({ filesDone: 0, filesUnchanged: 13, passagesDone: 0 });
});

test('status and list agree, as JSON and for people', async () => {
  const status = await carrelJson(statusShape, ['status'], { home });
  const { documents } = await carrelJson(listShape, ['list'], { home });
  expect(status.documents).toBe(13);
  expect(status.byStatus).toEqual({ indexed: 13 });
  expect(documents).toHaveLength(13);
  expect(documents.reduce((sum, { passages }) => sum + passages, 0)).toBe(status.passages);
  expect(status.vectors).toBe(status.passages);
  const { code, stdout } = await carrel(['status'], { home });
  expect(code).toBe(0);
  expect(stdout).toContain('13 documents: 13 indexed');
  const other = await carrelJson(listShape, ['list', '--collection', 'no-such'], { home });
  expect(other.documents).toEqual([]);
});

test.each(['hybrid', 'vector', 'text'])('search in %s mode finds the page', async (mode) => {
  const { passages } = await carrelJson(
    searchShape,
    ['search', 'working days of annual leave', '-k', '3', '--mode', mode],
    { home },
  );
  expect(passages.length).toBeGreaterThan(0);
  expect(passages.length).toBeLessThanOrEqual(3);
  const [first] = passages;
  expect(first).toMatchObject({ document: 'Employee-handbook.pdf', page: 3 });
  expect(first?.place.kind).toBe('page');
  expect(first?.boxes.length).toBeGreaterThan(0);
  const scores = passages.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
});

test('words that stand nowhere end with "not found"', async () => {
  const { passages } = await carrelJson(
    searchShape,
    ['search', 'zyxomma quetzalcoatlus', '--mode', 'text'],
    { home, code: 3 },
  );
  expect(passages).toEqual([]);
});

test('a question is answered from a page of a PDF, with its place', async () => {
  const question = 'How many days of paid leave does the second parent have after a birth?';
  const answer = await carrelJson(answerShape, ['ask', question], { home });
  expect(answer.found).toBe(true);
  expect(answer.mode).toBe('quote');
  expect(answer.coverage).toEqual({
    inScope: 13,
    searchable: 13,
    withVectors: 13,
    partial: 0,
    failed: 0,
    unreachable: 0,
  });
  expect(answer.citations[0]).toMatchObject({ document: 'Employee-handbook.pdf', checked: true });
  for (const { citations } of answer.sentences) {
    for (const n of citations) expect(answer.citations.map((each) => each.n)).toContain(n);
  }
  const { code, stdout } = await carrel(['ask', question], { home });
  expect(code).toBe(0);
  expect(stdout).toMatch(/\[1\] Employee-handbook\.pdf, p\. \d+/u);
  expect(stdout).toContain('Looked at all 13 documents.');
});

test('what the documents do not say ends with "not found"', async () => {
  const question = 'Who won the football world championship in 1974?';
  const answer = await carrelJson(answerShape, ['ask', question], { home, code: 3 });
  expect(answer).toMatchObject({ verdict: 'absent', found: false, sentences: [], citations: [] });
});

test('models are listed and verified', async () => {
  const listed = await carrelJson(
    z.object({ models: z.array(z.looseObject({ id: z.string(), state: z.string() })) }),
    ['models', 'list'],
    { home },
  );
  expect(listed.models).toContainEqual(
    expect.objectContaining({ id: 'multilingual-e5-small', state: 'installed' }),
  );
  const verified = await carrelJson(
    z.object({ models: z.array(z.object({ id: z.string(), ok: z.boolean() })) }),
    ['models', 'verify'],
    { home },
  );
  expect(verified.models.length).toBeGreaterThanOrEqual(2);
  expect(verified.models.every(({ ok }) => ok)).toBe(true);
});

test('the store agrees with its ledger', async () => {
  const { code, stdout } = await carrel(['verify'], { home });
  expect(stdout).toContain('all agree with the ledger');
  expect(code).toBe(0);
});

const doctorShape = z.strictObject({
  home: z.string(),
  hardware: z.looseObject({ physicalCores: z.number().min(1) }),
  models: z.array(z.looseObject({ id: z.string() })),
  energy: z.strictObject({
    method: z.enum(['rapl', 'estimate']),
    perQuestion: z.number().nullable(),
    perThousandPages: z.number().positive(),
  }),
  isolation: z.strictObject({
    network: z.string(),
    files: z.string(),
    mechanisms: z.array(z.string()),
  }),
  probes: z.array(
    z.looseObject({
      from: z.string(),
      probe: z.string(),
      outcome: z.string(),
      control: z.boolean(),
    }),
  ),
});

test('doctor proves the isolation, each probe beside a control', async () => {
  const report = await carrelJson(doctorShape, ['doctor'], { home });
  expect(new Set(report.probes.map(({ from }) => from))).toEqual(
    new Set(['engine', 'engine-native', 'inference', 'parser', 'ocr']),
  );
  expect(report.probes.every(({ control }) => control)).toBe(true);
  expect(report.probes.filter(({ outcome }) => outcome === 'escaped')).toEqual([]);
  expect(['kernel', 'runtime']).toContain(report.isolation.network);
});

test('the process of the models killed: the request in hand may fail, the next one works', async () => {
  if (desktop === undefined) throw new Error('no engine is open');
  const { client } = desktop;
  const question = { question: 'What is the hotel limit a night in Zurich?' };
  await client.call('search', { words: 'hotel' });
  const inference = await processBelow(process.pid, 'src/inference/main');
  const asking = client.stream('ask', question, (chunk) => {
    if (chunk.kind === 'passages') process.kill(inference, 'SIGKILL');
  });
  const first = await asking;
  expect(first.ok ? 'answered' : first.error.code).toMatch(/^(?:answered|inference-failed)$/u);
  const second = await client.stream('ask', question, () => undefined);
  expect(second.ok && second.value.citations[0]?.document).toBe('Employee-handbook.pdf');
});

test('what is removed by path, id or folder is not found afterwards', async () => {
  const own = temporaryFolder('remove');
  const documents = join(own, 'documents');
  mkdirSync(join(documents, 'below'), { recursive: true });
  const words = ['marzipan', 'saxophone', 'trampoline', 'windmill'];
  const files = ['one.txt', 'two.txt', 'below/three.txt', 'below/four.txt'];
  files.forEach((file, index) => {
    writeFileSync(join(documents, file), `The ${words[index]} stands in the third room.\n`);
  });
  copyFileSync(join(samples, 'Lieferanten.txt'), join(documents, 'kept.txt'));
  const options = { home: join(own, 'home'), env: { CARREL_MODELS: await smallModels() } };
  await carrelJson(addedShape, ['add', documents], options);
  expect((await carrel(['search', words.join(' '), '--mode', 'text'], options)).code).toBe(0);
  const before = await carrelJson(listShape, ['list'], options);
  const two = before.documents.find(({ document }) => document === 'two.txt');

  const removed = z.strictObject({ removed: z.number() });
  const remove = (target: string) => carrelJson(removed, ['remove', target], options);
  expect(await remove(join(documents, 'one.txt'))).toEqual({ removed: 1 });
  expect(await remove(two?.id ?? '')).toEqual({ removed: 1 });
  expect(await remove(join(documents, 'below'))).toEqual({ removed: 2 });
  const left = await carrelJson(listShape, ['list'], options);
  expect(left.documents.map(({ document }) => document)).toEqual(['kept.txt']);
  // Any one of the words would find its passage.
  const found = await carrel(['search', words.join(' '), '--mode', 'text', '--json'], options);
  expect(found.code, found.stdout).toBe(3);
  expect((await carrel(['verify'], options)).code).toBe(0);

  const again = await carrelJson(failureShape, ['remove', documents + '/one.txt'], {
    ...options,
    code: 1,
  });
  expect(again.error.code).toBe('not-found');
});
