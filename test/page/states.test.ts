import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DoorRoutes } from '../../src/contract/door-routes.ts';
import { ask } from './asking.ts';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';
import { stopReading } from './stopped-engine.ts';
import { trouble, type Trouble } from './troubled-engine.ts';

interface Screen {
  readonly name: string;
  readonly route: keyof DoorRoutes;
  readonly show: (page: Page) => Promise<void>;
  /** What it says while it is read, and where it could not be. */
  readonly loading: string;
  readonly failed: string;
  /** There once it was read. */
  readonly read: (page: Page) => Locator;
}

const question = 'Where does the anchor lie?';
const wrong = 'Something unexpected went wrong';

const main = (page: Page): Locator => page.getByRole('navigation', { name: 'Main', exact: true });
async function library(page: Page): Promise<void> {
  await main(page).getByRole('button', { name: 'Library' }).click();
}
function settings(name: string): Screen['show'] {
  return async (page) => {
    await main(page).getByRole('button', { name: 'Settings' }).click();
    const pages = page.getByRole('navigation', { name: 'Settings', exact: true });
    await pages.getByRole('button', { name, exact: true }).click();
  };
}

const screens: readonly Screen[] = [
  {
    name: 'the library',
    route: 'browseDocuments',
    show: library,
    loading: 'Reading the list',
    failed: 'The list could not be read',
    read: (page) => page.locator('[data-document]').first(),
  },
  {
    name: 'the added folders',
    route: 'listSources',
    show: async (page) => {
      await library(page);
      await page.getByRole('button', { name: 'Added folders' }).click();
    },
    loading: 'Reading the list',
    failed: wrong,
    read: (page) => page.getByRole('switch'),
  },
  {
    name: 'all questions',
    route: 'listConversations',
    show: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('All questions');
      await page.getByRole('option', { name: 'All questions' }).click();
    },
    loading: 'Reading the questions…',
    failed: 'The questions could not be read',
    read: (page) => page.getByRole('main').getByRole('button', { name: question }),
  },
  {
    name: 'a conversation',
    route: 'readConversation',
    show: async (page) => {
      await page.getByRole('button', { name: question }).first().click();
    },
    loading: 'Opening the conversation…',
    failed: wrong,
    read: (page) => page.getByRole('article', { name: question, exact: true }),
  },
  {
    name: 'a document',
    route: 'readDocument',
    show: async (page) => {
      await library(page);
      await page.locator('[data-document]').filter({ hasText: 'anchor.txt' }).dblclick();
    },
    loading: 'The document is being opened',
    failed: 'This document cannot be opened',
    read: (page) => page.locator('[data-pane="viewer"]').getByText('lies in the cellar'),
  },
  {
    name: 'the models',
    route: 'listModels',
    show: settings('Models'),
    loading: 'Reading…',
    failed: wrong,
    read: (page) => page.getByText('Multilingual E5 small').first(),
  },
  {
    name: 'what is stored',
    route: 'measureStorage',
    show: settings('Privacy'),
    loading: 'Reading…',
    failed: wrong,
    read: (page) => page.getByRole('row', { name: /catalogue\.sqlite/u }),
  },
  {
    name: 'the machine',
    route: 'inspectHardware',
    show: settings('Performance'),
    loading: 'Reading…',
    failed: wrong,
    read: (page) => page.getByText('Processor', { exact: true }).first(),
  },
];

describe.skipIf(!canBrowse)('what cannot be shown at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-page-states-'));
  let harness: Harness;
  let opened: OpenPage;
  beforeAll(async () => {
    for (const name of ['anchor', 'barrel']) {
      writeFileSync(join(folder, `${name}.txt`), `The ${name} lies in the cellar.\n`);
    }
    harness = await startHarness();
    await harness.carrel.add([folder]);
    await harness.carrel.idle(2);
    const first = await harness.open();
    first.page.setDefaultTimeout(60_000);
    await ask(first.page, question);
    await first.close();
  });
  afterEach(async () => {
    const { foreign, errors } = opened;
    await opened.close();
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(screens)(
    '$name: says that it is read, why it is not, and tries again',
    async (screen) => {
      let troubled: Trouble | undefined;
      opened = await harness.open({
        prepare: async (page) => {
          troubled = await trouble(page);
          troubled.hold(screen.route);
        },
      });
      const { page } = opened;
      page.setDefaultTimeout(60_000);
      await page.getByRole('main').waitFor();
      if (screen.name === 'a document' || screen.name === 'a conversation') {
        // What leads there has come.
        await main(page).waitFor();
      }
      await screen.show(page);
      const says = (words: string): Locator =>
        page
          .getByText(words)
          .or(page.getByRole('status', { name: words }))
          .first();
      await says(screen.loading).waitFor();
      expect(await opened.axe()).toEqual([]);
      troubled?.fail(screen.route);
      await says(screen.failed).waitFor();
      expect(await opened.axe()).toEqual([]);
      troubled?.mend();
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await screen.read(page).waitFor();
      expect(await says(screen.failed).count()).toBe(0);
    },
  );

  test('takes back all changes of settings that could not be stored', async () => {
    let troubled: Trouble | undefined;
    opened = await harness.open({
      prepare: async (page) => {
        troubled = await trouble(page);
        troubled.hold('changeSettings');
      },
    });
    const { page } = opened;
    page.setDefaultTimeout(60_000);
    await main(page).waitFor();
    await settings('General')(page);
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.getByRole('radio', { name: 'Large' }).check();
    await page.locator('html[data-theme="dark"][data-text-size="large"]').waitFor();
    troubled?.fail('changeSettings');
    await page.locator('html[data-theme="light"][data-text-size="medium"]').waitFor();
    await page.getByRole('alert').filter({ hasText: wrong }).waitFor();
  });

  test('says why reading has stopped, and begins it again', async () => {
    opened = await harness.open({ prepare: stopReading });
    const { page } = opened;
    page.setDefaultTimeout(60_000);
    await main(page).waitFor();
    await library(page);
    const stopped = page.getByRole('status').filter({ hasText: 'Reading has stopped.' });
    await stopped.getByText('The disk is full.').waitFor();
    await page.getByRole('button', { name: /^Status: .*reading stopped/u }).waitFor();
    expect(await opened.axe()).toEqual([]);
    await stopped.getByRole('button', { name: 'Try again' }).click();
    await stopped.waitFor({ state: 'detached' });
  });
});
