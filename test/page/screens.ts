import type { Locator, Page } from 'playwright-core';
import { ask } from './asking.ts';
import type { Texts } from './texts-of.ts';

/** What the screens are shown with: a French question that is answered, and one that is not. */
export const answered = 'Où est rangée la clé du local à skis ?';
export const elsewhere = 'Who won the football world championship in 1974?';
/** Of the documents of a hut (journey-documents.ts), in this collection; another holds nothing. */
export const collection = 'Refuge';
export const emptyCollection = 'Vallée';

/** A screen of the page, or a state of one. */
export interface Screen {
  readonly name: string;
  /** Brings a freshly loaded page to it. */
  readonly show: (page: Page, t: Texts) => Promise<void>;
}

const main = (page: Page, t: Texts): Locator =>
  page.getByRole('navigation', { name: t('app:sidebar.label'), exact: true });
const row = (page: Page, name: string): Locator =>
  page.locator('[data-document]').filter({ hasText: name }).first();
const mark = (page: Page): Locator => page.locator('[data-pane="viewer"] [data-mark]').first();

async function library(page: Page, t: Texts): Promise<void> {
  await main(page, t)
    .getByRole('button', { name: t('app:sidebar.library') })
    .click();
}

async function filled(page: Page, t: Texts): Promise<void> {
  await library(page, t);
  await row(page, 'Weather.txt').waitFor();
}

async function rowMenu(page: Page, t: Texts, name: string, action: string): Promise<void> {
  await filled(page, t);
  await row(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: t(`library:action.${action}`) }).click();
}

async function titleMenu(page: Page, t: Texts, action: string, of?: string): Promise<void> {
  if (of === undefined) await filled(page, t);
  else await main(page, t).getByRole('button', { name: of }).click();
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page.getByRole('menuitem', { name: t(`library:collections.${action}`) }).click();
  await page.getByRole('dialog').waitFor();
}

async function history(page: Page, t: Texts): Promise<Locator> {
  await page.getByRole('button', { name: t('ask:history.all') }).click();
  const rows = page.locator('main li', {
    has: page.getByRole('button', { name: t('ask:history.rename') }),
  });
  await rows.first().waitFor();
  return rows.first();
}

async function answer(page: Page): Promise<Locator> {
  return await ask(page, answered);
}

async function cited(page: Page): Promise<void> {
  const shown = await answer(page);
  await shown.locator('[data-citation]').first().click();
  await mark(page).waitFor();
  await page.mouse.move(0, 0);
}

async function found(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox').fill(words);
  await page.getByRole('option').first().waitFor();
}

async function text(page: Page): Promise<void> {
  await found(page, 'battery');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await mark(page).waitFor();
}

async function settings(page: Page, t: Texts, name: string): Promise<void> {
  await main(page, t)
    .getByRole('button', { name: t('app:sidebar.settings') })
    .click();
  await page
    .getByRole('navigation', { name: t('settings:title'), exact: true })
    .getByRole('button', { name: t(`settings:pages.${name}`) })
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

/** Before there is any document. */
export const emptyScreens: readonly Screen[] = [
  {
    name: 'first run',
    show: async (page, t) => {
      await page.getByRole('heading', { name: t('first-run:title') }).waitFor();
      await page
        .getByText(t('first-run:offer.ready', { profile: t('first-run:profiles.tiny.name') }))
        .waitFor();
    },
  },
  {
    name: 'empty library',
    show: async (page, t) => {
      await library(page, t);
      await page.getByText(t('library:empty.library')).waitFor();
    },
  },
  {
    name: 'adding by path, and nothing there',
    show: async (page, t) => {
      await page.getByRole('button', { name: t('first-run:by-path') }).click();
      await page.getByLabel(t('add:path.label')).fill('/nowhere/at/all');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
];

/** With the documents, and after the two questions were asked. */
export const screens: readonly Screen[] = [
  {
    name: 'start',
    show: async (page, t) => {
      await page.getByText(t('ask:start.promise')).waitFor();
      await main(page, t).getByRole('button', { name: answered }).waitFor();
    },
  },
  {
    name: 'hits while typing',
    show: async (page) => {
      await found(page, 'soup');
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'no hits',
    show: async (page, t) => {
      await page.getByRole('combobox').fill('"zeppelin over the lake');
      await page.getByText(t('ask:field.no-hits')).waitFor();
    },
  },
  {
    name: 'scope menu',
    show: async (page, t) => {
      await page.getByRole('button', { name: t('ask:scope.everywhere') }).click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'answer and its quote',
    show: async (page) => {
      const shown = await answer(page);
      await shown.locator('[data-citation]').first().hover();
      await page.locator('blockquote').waitFor();
    },
  },
  {
    name: 'absent',
    show: async (page, t) => {
      // One file of another collection could not be read.
      await page.getByRole('button', { name: t('ask:scope.everywhere') }).click();
      await page.getByRole('menuitem', { name: collection, exact: true }).click();
      const shown = await ask(page, elsewhere);
      await shown.getByRole('region', { name: t('ask:nearest.title') }).waitFor();
    },
  },
  { name: 'viewer: PDF with a mark', show: cited },
  {
    name: 'viewer: thumbnails and find',
    show: async (page, t) => {
      await cited(page);
      const viewer = page.locator('[data-pane="viewer"]');
      await viewer.getByRole('button', { name: t('viewer:panel.toggle') }).click();
      await viewer.getByRole('tab').first().waitFor();
      await page.keyboard.press('Control+f');
      await viewer.getByRole('textbox', { name: t('viewer:find.label') }).fill('refuge');
      await viewer.getByText(t('viewer:find.count', { index: 1, total: 2 })).waitFor();
    },
  },
  {
    name: 'viewer: what Carrel read, and the menu',
    show: async (page, t) => {
      await rowMenu(page, t, 'Règlement.pdf', 'reading');
      await page.getByRole('heading', { name: t('viewer:reading.title') }).waitFor();
      await page
        .locator('[data-pane="viewer"]')
        .getByRole('button', { name: t('viewer:more') })
        .click();
      await page.getByRole('menu').waitFor();
    },
  },
  { name: 'viewer: text with a mark', show: text },
  {
    name: 'questions',
    show: async (page, t) => {
      await history(page, t);
    },
  },
  {
    name: 'renaming a question',
    show: async (page, t) => {
      await (await history(page, t)).getByRole('button', { name: t('ask:history.rename') }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'deleting a question',
    show: async (page, t) => {
      await (await history(page, t)).getByRole('button', { name: t('ask:history.delete') }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'library', show: filled },
  {
    name: 'library: chosen',
    show: async (page, t) => {
      await filled(page, t);
      await row(page, 'Weather.txt').getByRole('checkbox').check();
      await page.getByRole('toolbar').waitFor();
    },
  },
  {
    name: 'library: menu of a row',
    show: async (page, t) => {
      await filled(page, t);
      await row(page, 'Règlement.pdf').click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'library: details of a file that was not read',
    show: async (page, t) => {
      await rowMenu(page, t, 'Toiture.pdf', 'details');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'library: beside an open document',
    show: async (page, t) => {
      await rowMenu(page, t, 'Kitchen.html', 'open');
      await page.locator('[data-viewer="open"] [data-page]').first().waitFor();
    },
  },
  {
    name: 'library: filter',
    show: async (page, t) => {
      await filled(page, t);
      await page
        .getByRole('button', { name: t('library:filter.status'), exact: true })
        .first()
        .click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'library: nothing found',
    show: async (page, t) => {
      await filled(page, t);
      await page.getByRole('searchbox').fill('zeppelin');
      await page.getByText(t('library:empty.filtered')).waitFor();
    },
  },
  {
    name: 'library: empty collection',
    show: async (page, t) => {
      await main(page, t).getByRole('button', { name: emptyCollection }).click();
      await page.getByText(t('library:empty.collection')).waitFor();
    },
  },
  {
    name: 'library: added folders',
    show: async (page, t) => {
      await filled(page, t);
      await page.getByRole('button', { name: t('library:folders.open') }).click();
      await page.getByRole('dialog').getByRole('switch').first().waitFor();
    },
  },
  { name: 'library: new collection', show: (page, t) => titleMenu(page, t, 'create') },
  { name: 'library: renaming', show: (page, t) => titleMenu(page, t, 'rename', emptyCollection) },
  { name: 'library: deleting', show: (page, t) => titleMenu(page, t, 'delete', collection) },
  {
    name: 'library: removing',
    show: async (page, t) => {
      await rowMenu(page, t, 'Règlement.pdf', 'remove');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'library: ways to add',
    show: async (page, t) => {
      await filled(page, t);
      await page
        .getByRole('main')
        .getByRole('button', { name: t('add:add'), exact: true })
        .click();
      await page.getByRole('menu').waitFor();
    },
  },
  settingsPage('models', (page) => page.locator('[data-model="multilingual-e5-small"]')),
  settingsPage('privacy', (page, t) => page.getByText(t('settings:privacy.storage.all'))),
  settingsPage('general', heading),
  settingsPage('answers', (page) => page.getByRole('radio').first()),
  settingsPage('performance', (page, t) =>
    page.getByText(t('settings:performance.memory'), { exact: true }),
  ),
  settingsPage('data', (page, t) => page.getByText(t('settings:data.free'))),
  settingsPage('shortcuts', heading),
  settingsPage('about', (page, t) => page.getByText(t('settings:about.version'), { exact: true })),
  settingsDialog('consent to a download', 'models', (t) =>
    t('settings:models.install.of', { name: 'Ministral 3 8B Instruct (2512)' }),
  ),
  settingsDialog('importing a model', 'models', (t) => t('settings:models.import.open')),
  settingsDialog('removing a model in use', 'models', (t) =>
    t('settings:models.remove.of', { name: 'Multilingual E5 small' }),
  ),
  settingsDialog('erasing a collection', 'privacy', (t) =>
    t('settings:privacy.collection.erase-of', { name: collection }),
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
