import { mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAnswerer } from '../../src/answer/answerer.ts';
import type { ModelService } from '../../src/engine/model-service.ts';
import { superviseInference } from '../../src/engine/inference-process.ts';
import { createRetriever } from '../../src/retrieve/retriever.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/types/store.ts';
import { addDocument } from '../store/fixture.ts';
import { engineSetting, installTiny } from './fixtures/setting.ts';

const none = mkdtempSync(join(tmpdir(), 'carrel-no-models-'));
let setting: ReturnType<typeof engineSetting>;
let home = '';
let store: Store;
let models: ModelService;

beforeEach(async () => {
  process.env['CARREL_MODELS'] = none;
  const { ModelService: Service } = await import('../../src/engine/model-service.ts');
  setting = engineSetting();
  home = setting.environment.CARREL_HOME;
  store = await openStore(home);
  models = new Service(store, home);
});
afterEach(async () => {
  await store.close();
  setting.remove();
  rmSync(none, { recursive: true, force: true });
});

const writerId = async (): Promise<string | undefined> => (await models.writer())?.spec.id;

test('the chosen model writes; where it is gone or damaged, the next one does', async () => {
  expect(await writerId()).toBeUndefined();
  const first = await installTiny(home, 'first', 'answer');
  const second = await installTiny(home, 'second', 'answer');
  store.setSetting('model.answer', 'second');
  expect(await writerId()).toBe('second');
  truncateSync(second, 100);
  expect(await writerId()).toBe('first');
  rmSync(second);
  expect(await writerId()).toBe('first');
  rmSync(first);
  await expect(models.writer()).rejects.toMatchObject({ code: 'model-damaged' });
});

test('a reranker is used where one is installed', async () => {
  expect(await models.reranker()).toBeUndefined();
  await installTiny(home, 'reader', 'rerank');
  expect(await models.reranker()).toMatchObject({ id: 'reader', role: 'rerank' });
});

test('who asks while the embedder is looked for shares that search', async () => {
  await installTiny(home, 'small', 'embed');
  const use = vi.spyOn(store, 'useEmbedder');
  const both = await Promise.all([models.embedder(), models.embedder()]);
  expect(both).toMatchObject([{ id: 'small' }, { id: 'small' }]);
  // A second one that ended later could undo what was chosen in between.
  expect(use).toHaveBeenCalledTimes(1);
});

test('without a model that can write, the answer quotes and says why', async () => {
  addDocument(store, 'lease.pdf', ['The tenant pays the rent monthly. Pets are allowed.']);
  const inference = superviseInference({
    temporary: setting.environment.TMPDIR,
    gpu: 'off',
    acceleration: () => ({ gpu: 'off', threads: 0 }),
    log: () => undefined,
  });
  const retriever = createRetriever({ store, embedQuery: () => Promise.resolve(undefined) });
  const answerer = createAnswerer({
    store,
    search: (query) => retriever.search(query),
    embed: () => Promise.resolve(undefined),
    inference: inference.client,
    writer: () => models.writer(),
    calibration: () => Promise.resolve(undefined),
    embedder: () => Promise.resolve(undefined),
  });
  const ask = async () =>
    await answerer.ask(
      {
        question: 'When does the tenant pay the rent?',
        mode: 'write',
        length: 'medium',
        scope: {},
        limit: 5,
        signal: new AbortController().signal,
      },
      () => Promise.resolve(),
    );
  try {
    const file = await installTiny(home, 'only', 'answer');
    // The file goes between the choice of the model and its use.
    const gone = await models.writer();
    rmSync(file);
    models.writer = () => Promise.resolve(gone);
    const atUse = await ask();
    expect(atUse).toMatchObject({ mode: 'quote', fallback: { code: 'model-missing' } });
    expect(atUse.citations[0]?.quote).toContain('rent');
    Reflect.deleteProperty(models, 'writer');
    const atChoice = await ask();
    expect(atChoice).toMatchObject({ mode: 'quote', fallback: { code: 'model-damaged' } });
    expect(atChoice.sentences.length).toBeGreaterThan(0);
  } finally {
    await inference.dispose();
  }
});
