import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultIgnoring } from '../../src/contract/ignoring.ts';
import { ask } from './asking.ts';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';
import { writeHut, type Hut } from './journey-documents.ts';
import { emptyScreens, screensOf } from './screens.ts';
import type { Cast, Screen } from './screens/screen.ts';
import { textsOf } from './texts-of.ts';

/** Of the documents of a hut (journey-documents.ts). */
const cast: Cast = {
  answered: 'Où est rangée la clé du local à skis ?',
  elsewhere: 'Who won the football world championship in 1974?',
  collection: 'Refuge',
  emptyCollection: 'Vallée',
  cited: 'Règlement.pdf',
  plain: 'Weather.txt',
  beside: 'Kitchen.html',
  failed: 'Toiture.pdf',
  word: 'soup',
  plainWord: 'battery',
  found: { word: 'refuge', times: 2 },
  named: 'Fahr',
  survey: 'What does each document say of the bus?',
};
const { answered, elsewhere, collection, emptyCollection } = cast;

const english = textsOf('en');
const german = textsOf('de');

describe.skipIf(!canBrowse)('every screen', () => {
  let harness: Harness;
  let hut: Hut;
  /** What is nobody's language: names, paths, questions. */
  let data: string[];
  let opened: { readonly en: OpenPage; readonly de: OpenPage };
  beforeAll(async () => {
    [harness, hut] = await Promise.all([startHarness(), writeHut()]);
    const [en, de] = await Promise.all([
      harness.open(),
      harness.open({
        language: 'de-DE',
        scheme: 'dark',
        prepare: async (page) => {
          await page.addInitScript({
            path: join(import.meta.dirname, 'fixtures', 'shown-texts.mjs'),
          });
        },
      }),
    ]);
    opened = { en, de };
    const { client } = harness.carrel;
    const [listed, hardware] = await Promise.all([
      client.call('listModels', {}),
      client.call('inspectHardware', {}),
    ]);
    if (!listed.ok || !hardware.ok) throw new Error('the engine does not say what it has');
    const files = readdirSync(hut.folder, { recursive: true, encoding: 'utf8' });
    data = [
      ...defaultIgnoring.ignorePatterns,
      answered,
      elsewhere,
      collection,
      emptyCollection,
      cast.survey,
      hut.folder,
      harness.carrel.home,
      process.execPath,
      hardware.value.cpu,
      ...files.map((path) => basename(path)),
      ...listed.value.models.flatMap(({ id, name, maker, licence, sources }) =>
        [id, name, maker, licence].concat(sources),
      ),
    ].toSorted((one, other) => other.length - one.length);
    for (const { page } of [en, de]) page.setDefaultTimeout(15_000);
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(dirname(hut.folder), { recursive: true, force: true });
  });

  function check({ name, show, leave }: Screen): void {
    test(`${name}: nothing that axe finds, in light and in dark`, async () => {
      const { page } = opened.en;
      await load(page);
      await show(page, english);
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('html[data-theme="dark"]').waitFor();
      expect(await violations(page, colours)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'light' });
      await leave?.(page, english);
    });

    test(`${name}: German and dark, with no other words`, async () => {
      const { page } = opened.de;
      await load(page);
      await show(page, german);
      await page.locator('html[lang="de"][data-theme="dark"]').waitFor();
      const shown = await page.evaluate<string[]>('shownTexts()');
      expect(shown.length).toBeGreaterThan(10);
      expect(shown.filter((text) => /\{\{/u.test(text))).toEqual([]);
      expect(shown.filter((text) => !german.knows(without(data, text)))).toEqual([]);
      await leave?.(page, german);
    });
  }

  for (const screen of emptyScreens) check(screen);

  test('documents come, and questions are asked', async () => {
    const { client } = harness.carrel;
    await client.call('createCollection', { name: emptyCollection });
    await harness.carrel.add([hut.folder], collection);
    await client.call('removeDocuments', { target: join(hut.folder, 'Devis') });
    await harness.carrel.add([join(hut.folder, 'Devis')], 'Devis');
    await harness.carrel.idle(5);
    for (const { page } of [opened.en, opened.de]) await load(page);
    for (const question of [answered, elsewhere]) await ask(opened.en.page, question);
  });

  for (const screen of screensOf(cast)) check(screen);

  test('asked no other place, and broke no rule of its policy', () => {
    for (const { foreign, errors } of [opened.en, opened.de]) {
      expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
    }
  });
});

/** Loads the page afresh and waits until it is there. */
async function load(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole('main').waitFor();
  await page
    .locator('footer')
    .getByText(/Offline|Not isolated|Nicht/u)
    .waitFor();
}

/** The text without names and paths. */
function without(data: readonly string[], text: string): string {
  return data.reduce((rest, name) => rest.replaceAll(name, '1'), text);
}

/** The rules that a theme can break; all others see the same page in light and in dark. */
const colours = ['color-contrast', 'link-in-text-block'];

/** Everything that axe finds, by all its rules or some, whatever its weight; one line each. */
async function violations(page: Page, rules: string[] = []): Promise<string[]> {
  // Without a page of its own for what frames tell: there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const found = await (rules.length === 0 ? axe : axe.withRules(rules)).analyze();
  return found.violations.flatMap(({ id, impact, nodes }) =>
    nodes
      // Dividers stand between the landmarks, and menus above them.
      .filter(({ html }) => id !== 'region' || !/role="separator"|data-radix-popper/u.test(html))
      .map(({ html }) => `${id} (${String(impact)}): ${html}`),
  );
}
