import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writeTinyModel } from '../models/tiny-gguf.ts';
import {
  canBrowse,
  samples,
  startHarness,
  type Harness,
  type OpenPage,
  type View,
} from './harness.ts';
import { pretend, type Pretended } from './pretended-machine.ts';

const pictures = process.env['CARREL_TEST_PICTURES'];
const titles = {
  en: 'Drop your documents here',
  fr: 'Déposez vos documents ici',
  de: 'Legen Sie Ihre Dokumente hier ab',
  es: 'Suelte aquí sus documentos',
  it: 'Rilasci qui i Suoi documenti',
} as const;

const pretendLarge = async (page: Page): Promise<void> => {
  await pretend(page);
};

describe.skipIf(!canBrowse)('the first run', () => {
  let harness: Harness;
  let opened: OpenPage;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterEach(async () => {
    const { foreign, errors } = opened;
    await opened.close();
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
    await harness.carrel.client.call('eraseEverything', {});
    await harness.carrel.client.call('changeSettings', { language: 'system', welcomed: false });
  });
  afterAll(async () => {
    await harness.stop();
  });

  async function open(view?: View): Promise<Page> {
    opened = await harness.open(view);
    opened.page.setDefaultTimeout(60_000);
    return opened.page;
  }

  test.each(Object.entries(titles))(
    'speaks the language of the system: %s',
    async (language, title) => {
      const page = await open({ language });
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
    },
  );

  test.each([
    { width: 1280, height: 800, scheme: 'light' },
    { width: 1280, height: 800, scheme: 'dark' },
    { width: 1920, height: 1080, scheme: 'light' },
    { width: 1920, height: 1080, scheme: 'dark' },
  ] as const)('is accessible and whole: $width x $height, $scheme', async (view) => {
    const page = await open(view);
    await page.getByRole('heading', { name: titles.en }).waitFor();
    await page.getByText('Ready: Compact').waitFor();
    await page.getByText(/of memory$/u).waitFor();
    expect(await opened.axe()).toEqual([]);
    const main = page.getByRole('main');
    expect(await main.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(
      0,
    );
    if (pictures !== undefined) {
      await opened.picture(pictures, `first-run-${String(view.width)}-${view.scheme}`);
    }
  });

  test('is left by one gesture: what is dropped can be asked about', async () => {
    const page = await open();
    await page.getByRole('heading', { name: titles.en }).waitFor();
    await opened.drop([samples]);
    await page.getByRole('combobox', { name: 'Search or ask' }).waitFor();
    await page.getByText('13 documents added').waitFor();
    if (pictures !== undefined) await opened.picture(pictures, 'first-run-left');
    expect(await page.getByRole('heading', { name: titles.en }).count()).toBe(0);
  });

  test('tries the samples, in a collection of their own, by keyboard alone', async () => {
    const page = await open({ language: 'fr-FR' });
    await page.getByRole('heading', { name: titles.fr }).waitFor();
    const button = page.getByRole('button', { name: 'Ou essayez avec les documents d’exemple' });
    await button.waitFor();
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator(':focus').innerText()).startsWith('Ou essayez')) break;
    }
    await page.keyboard.press('Enter');
    await page.getByText('13 documents ajoutés').waitFor();
    const collections = await harness.carrel.client.call('listCollections', {});
    if (!collections.ok) throw new Error(collections.error.message);
    const filled = collections.value.collections.filter(({ documents }) => documents > 0);
    expect(filled.map(({ name, documents }) => `${name}: ${String(documents)}`)).toEqual([
      'Exemples: 13',
    ]);
  });

  test('changes the language in its own words', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Language: English' }).click();
    await page.getByRole('menuitem', { name: 'Español' }).click();
    await page.getByRole('heading', { name: titles.es }).waitFor();
  });

  test.each(['light', 'dark'] as const)(
    'offers what suits a larger machine and fetches nothing without consent, in %s',
    async (scheme) => {
      const page = await open({ scheme, prepare: pretendLarge });
      await page.getByText('Suits this machine: Workstation').waitFor();
      await page.getByText(/^Large GPU, 48\sGB$/u).waitFor();
      const model = page.locator('[data-model="ministral-3-8b-instruct"]');
      expect(await model.textContent()).toMatch(/Mistral AI, France\s· Apache-2\.0\s· 5\.2\sGB/u);
      if (pictures !== undefined) await opened.picture(pictures, `first-run-offer-${scheme}`);
      expect(await opened.axe()).toEqual([]);
      await page.getByRole('button', { name: /^Download .*GB…$/u }).click();
      const dialog = page.getByRole('dialog', { name: 'Download 3 models?' });
      await dialog.getByRole('button', { name: /^Download .*GB$/u }).waitFor();
      expect(await dialog.textContent()).toContain('https://');
      expect(await opened.axe()).toEqual([]);
      if (pictures !== undefined) await opened.picture(pictures, `first-run-consent-${scheme}`);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await page.getByRole('progressbar').count()).toBe(0);
    },
  );

  test('shows a download, pauses it, goes on and gives it up; documents need not wait', async () => {
    const page = await open({ prepare: pretendLarge });
    await page.getByRole('button', { name: /^Download .*GB…$/u }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Download .*GB$/u })
      .click();
    const model = page.locator('[data-model="ministral-3-8b-instruct"]');
    await model.getByText(/^Downloading, 1\.3\sGB of 5\.2\sGB/u).waitFor();
    if (pictures !== undefined) await opened.picture(pictures, 'first-run-download');
    expect(await opened.axe()).toEqual([]);
    await model.getByRole('button', { name: /^Pause/u }).click();
    await model.getByText(/^Paused, 1\.3\sGB of 5\.2\sGB/u).waitFor();
    await model.getByRole('button', { name: /^Resume/u }).click();
    await model.getByText(/^Downloading/u).waitFor();
    await opened.drop([join(samples, 'Lieferanten.txt')]);
    await page.getByText('1 document added').waitFor();
    // Where one asks, it is still in sight.
    await model.getByText(/^Downloading/u).waitFor();
    if (pictures !== undefined) await opened.picture(pictures, 'first-run-late');
    const cancel = page.getByRole('button', { name: /^Cancel the download/u });
    for (let left = await cancel.count(); left > 0; left -= 1) await cancel.first().click();
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByText('Suits this machine: Workstation').waitFor({ state: 'detached' });
  });

  test('takes what was downloaded into use, and says that it is ready', async () => {
    const asked: Pretended[] = [];
    const page = await open({
      prepare: async (prepared) => {
        asked.push(await pretend(prepared, true));
      },
    });
    await page.getByRole('button', { name: /^Download .*GB…$/u }).click();
    expect(asked[0]?.fetched).toEqual([]);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Download .*GB$/u }).click();
    await page.getByText('Ready: Workstation').waitFor();
    expect(asked[0]?.chosen.toSorted()).toEqual([
      'answer: ministral-3-8b-instruct',
      'embed: bge-m3',
      'rerank: bge-reranker-v2-m3',
    ]);
  });

  test('says of a model that was downloaded why it is not used', async () => {
    const page = await open({
      prepare: async (prepared) => {
        await pretend(prepared, true, 'ministral-3-8b-instruct');
      },
    });
    await page.getByRole('button', { name: /^Download .*GB…$/u }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Download .*GB$/u }).click();
    await page.getByText('This model needs more memory than').waitFor();
  });

  test('imports the models of a folder, and says which it could not', async () => {
    const page = await open({ prepare: pretendLarge });
    const stick = mkdtempSync(join(tmpdir(), 'carrel-stick-'));
    await page.getByRole('button', { name: 'Import…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Path of the file or folder').fill(stick);
    await page.keyboard.press('Enter');
    await dialog.getByText('There is no GGUF file in this folder.').waitFor();
    mkdirSync(join(stick, 'answers'));
    await writeTinyModel(join(stick, 'answers', 'tiny.gguf'));
    writeFileSync(join(stick, 'broken.gguf'), 'no model at all');
    await page.keyboard.press('Enter');
    await dialog.getByText('1 model was imported.').waitFor();
    await dialog.getByText('broken.gguf: ').waitFor();
    expect(await opened.axe()).toEqual([]);
    if (pictures !== undefined) await opened.picture(pictures, 'first-run-import');
    const models = await harness.carrel.client.call('listModels', {});
    if (!models.ok) throw new Error(models.error.message);
    const imported = models.value.models.filter(({ state }) => state === 'imported');
    expect(imported.map(({ name }) => name)).toEqual(['Tiny test model']);
    for (const { id } of imported) await harness.carrel.client.call('removeModel', { id });
    rmSync(stick, { recursive: true });
  });

  test('says why a model file cannot be imported', async () => {
    const page = await open({ prepare: pretendLarge });
    await page.getByRole('button', { name: 'Import…' }).click();
    await page.getByLabel('Path of the file').fill(join(samples, 'Lieferanten.txt'));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
});

describe.skipIf(!canBrowse)('the first run without any model', () => {
  const none = mkdtempSync(join(tmpdir(), 'carrel-no-models-'));
  let harness: Harness;
  let opened: OpenPage;
  beforeAll(async () => {
    harness = await startHarness({ CARREL_MODELS: none });
    opened = await harness.open();
    opened.page.setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await opened.close();
    await harness.stop();
    rmSync(none, { recursive: true, force: true });
  });

  test('takes documents, which are found by their words', async () => {
    const { page } = opened;
    await page.getByText('until then documents are found by their words only').waitFor();
    await opened.drop([join(samples, 'Lieferanten.txt')]);
    await page.getByText('1 document added').waitFor();
    await page.getByRole('combobox', { name: 'Search or ask' }).fill('Lieferanten');
    await page.getByRole('option').first().waitFor();
    expect(opened.errors).toEqual([]);
  });
});
