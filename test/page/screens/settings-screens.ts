import type { Locator, Page } from 'playwright-core';
import type { Texts } from '../texts-of.ts';
import { main, type Cast, type Screen } from './screen.ts';

async function settings(page: Page, t: Texts, name: string): Promise<void> {
  await main(page, t)
    .getByRole('button', { name: t('app:sidebar.settings') })
    .click();
  await page
    .getByRole('navigation', { name: t('settings:title'), exact: true })
    .getByRole('button', { name: t(`settings:pages.${name}`), exact: true })
    .click();
  await page.getByRole('heading', { level: 1, name: t(`settings:pages.${name}`) }).waitFor();
}

async function palette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('option').first().waitFor();
}

function settingsPage(name: string, ready: (page: Page, t: Texts) => Locator): Screen {
  return {
    name: `settings: ${name}`,
    show: async (page, t) => {
      await settings(page, t, name);
      await ready(page, t).waitFor();
    },
  };
}

/** A dialog of the settings, opened by a button that some words name. */
function settingsDialog(name: string, of: string, opener: (t: Texts) => string): Screen {
  return {
    name: `settings: ${name}`,
    show: async (page, t) => {
      await settings(page, t, of);
      await page
        .getByRole('button', { name: opener(t) })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
    },
  };
}

const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });

/** Settings, the menu of commands, and the details of the status. */
export function settingsScreens(cast: Cast): readonly Screen[] {
  return [
    settingsPage('models', (page) => page.locator('[data-model="multilingual-e5-small"]')),
    settingsPage('privacy', (page, t) => page.getByText(t('settings:privacy.storage.all'))),
    settingsPage('general', heading),
    settingsPage('folders', (page) => page.getByRole('textbox')),
    settingsPage('answers', (page) => page.getByRole('radio').first()),
    settingsPage('performance', (page, t) =>
      page.getByText(t('settings:performance.memory'), { exact: true }),
    ),
    settingsPage('data', (page, t) => page.getByText(t('settings:data.free'))),
    settingsPage('shortcuts', heading),
    settingsPage('about', (page, t) =>
      page.getByText(t('settings:about.version'), { exact: true }),
    ),
    settingsDialog('consent to a download', 'models', (t) =>
      t('settings:models.install.of', { name: 'Ministral 3 8B Instruct (2512)' }),
    ),
    settingsDialog('importing a model', 'models', (t) => t('settings:models.import.open')),
    settingsDialog('removing a model in use', 'models', (t) =>
      t('settings:models.remove.of', { name: 'Multilingual E5 small' }),
    ),
    settingsDialog('erasing a collection', 'privacy', (t) =>
      t('settings:privacy.collection.erase-of', { name: cast.collection }),
    ),
    settingsDialog('erasing everything', 'privacy', (t) => t('settings:privacy.everything.open')),
    { name: 'commands', show: palette },
    {
      name: 'commands: nothing of the name',
      show: async (page, t) => {
        await palette(page);
        await page.getByRole('dialog').getByRole('combobox').fill('zzqx');
        await page.getByText(t('palette:empty')).waitFor();
      },
    },
    {
      name: 'details of the status',
      show: async (page, t) => {
        await page.locator('footer').getByRole('button').click();
        await page.getByRole('dialog', { name: t('app:status.details') }).waitFor();
      },
    },
  ];
}
