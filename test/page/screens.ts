import type { Locator, Page } from 'playwright-core';
import { ask } from './asking.ts';
import type { Texts } from './texts-of.ts';

/** Documents, collections and questions that the screens are shown with. */
export interface Cast {
  /** A question that is answered from `cited`, and one that no document answers. */
  readonly answered: string;
  readonly elsewhere: string;
  /** All of it was read, but not all of the library; the other holds nothing. */
  readonly collection: string;
  readonly emptyCollection: string;
  /** Names of documents: a PDF, one with text on the library's first screen, another, an unread one. */
  readonly cited: string;
  readonly plain: string;
  readonly beside: string;
  readonly failed: string;
  /** Stands in some documents; in `plain` first of all; in `cited`, so many times. */
  readonly word: string;
  readonly plainWord: string;
  readonly found: { readonly word: string; readonly times: number };
  /** Begins a file's name. */
  readonly named: string;
  /** Goes to every document. */
  readonly survey: string;
}

/** A screen of the page, or a state of one. */
export interface Screen {
  readonly name: string;
  /** Brings a freshly loaded page to it. */
  readonly show: (page: Page, t: Texts) => Promise<void>;
  /** Takes back what that has changed. */
  readonly leave?: (page: Page, t: Texts) => Promise<void>;
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
  await page.locator('[data-status]').first().waitFor();
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

async function open(page: Page, question: string): Promise<void> {
  const shown = await ask(page, question);
  await shown.locator('[data-citation]').first().click();
  await mark(page).waitFor();
  await page.mouse.move(0, 0);
}

async function found(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox').fill(words);
  await page.getByRole('option').first().waitFor();
}

async function tables(page: Page, t: Texts): Promise<void> {
  await main(page, t)
    .getByRole('button', { name: t('survey:title') })
    .click();
  await page.getByRole('heading', { name: t('survey:new') }).waitFor();
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
export function screensOf(cast: Cast): readonly Screen[] {
  return [
    ...asking(cast),
    ...viewing(cast),
    ...keeping(cast),
    ...tabulating(cast),
    ...settling(cast),
  ];
}

function asking(cast: Cast): readonly Screen[] {
  return [
    {
      name: 'start',
      show: async (page, t) => {
        await page.getByText(t('ask:start.promise')).waitFor();
        await main(page, t).getByRole('button', { name: cast.answered }).waitFor();
      },
    },
    {
      name: 'hits while typing',
      show: async (page) => {
        await found(page, cast.word);
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
        const shown = await ask(page, cast.answered);
        await shown.locator('[data-citation]').first().hover();
        await page.locator('blockquote').waitFor();
      },
    },
    {
      name: 'absent',
      show: async (page, t) => {
        // One file of another collection could not be read.
        await page.getByRole('button', { name: t('ask:scope.everywhere') }).click();
        await page.getByRole('menuitem', { name: cast.collection, exact: true }).click();
        const shown = await ask(page, cast.elsewhere);
        await shown.getByRole('region', { name: t('ask:nearest.title') }).waitFor();
      },
    },
    {
      name: 'a file named in the field',
      show: async (page) => {
        await page.getByRole('combobox').pressSequentially(`@${cast.named}`);
        await page.getByRole('option').first().waitFor();
      },
    },
  ];
}

function viewing(cast: Cast): readonly Screen[] {
  return [
    { name: 'viewer: PDF with a mark', show: (page) => open(page, cast.answered) },
    {
      name: 'viewer: thumbnails and find',
      show: async (page, t) => {
        await open(page, cast.answered);
        const viewer = page.locator('[data-pane="viewer"]');
        await viewer.getByRole('button', { name: t('viewer:panel.toggle') }).click();
        await viewer.getByRole('tab').first().waitFor();
        await page.keyboard.press('Control+f');
        await viewer.getByRole('textbox', { name: t('viewer:find.label') }).fill(cast.found.word);
        await viewer
          .getByText(t('viewer:find.count', { index: 1, total: cast.found.times }))
          .waitFor();
      },
    },
    {
      name: 'viewer: what Carrel read, and the menu',
      show: async (page, t) => {
        await rowMenu(page, t, cast.cited, 'reading');
        await page.getByRole('heading', { name: t('viewer:reading.title') }).waitFor();
        await page
          .locator('[data-pane="viewer"]')
          .getByRole('button', { name: t('viewer:more') })
          .click();
        await page.getByRole('menu').waitFor();
      },
    },
    {
      name: 'viewer: text with a mark',
      show: async (page) => {
        await found(page, cast.plainWord);
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await mark(page).waitFor();
      },
    },
  ];
}

function keeping(cast: Cast): readonly Screen[] {
  return [
    {
      name: 'questions',
      show: async (page, t) => {
        await history(page, t);
      },
    },
    {
      name: 'renaming a question',
      show: async (page, t) => {
        await (
          await history(page, t)
        )
          .getByRole('button', { name: t('ask:history.rename') })
          .click();
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'deleting a question',
      show: async (page, t) => {
        await (
          await history(page, t)
        )
          .getByRole('button', { name: t('ask:history.delete') })
          .click();
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'library', show: filled },
    {
      name: 'library: chosen',
      show: async (page, t) => {
        await filled(page, t);
        await row(page, cast.plain).getByRole('checkbox').check();
        await page.getByRole('toolbar').waitFor();
      },
    },
    {
      name: 'library: menu of a row',
      show: async (page, t) => {
        await filled(page, t);
        await row(page, cast.cited).click({ button: 'right' });
        await page.getByRole('menu').waitFor();
      },
    },
    {
      name: 'library: details of a file that was not read',
      show: async (page, t) => {
        await rowMenu(page, t, cast.failed, 'details');
        await page.getByRole('dialog').waitFor();
      },
    },
    {
      name: 'library: beside an open document',
      show: async (page, t) => {
        await rowMenu(page, t, cast.beside, 'open');
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
        await main(page, t).getByRole('button', { name: cast.emptyCollection }).click();
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
    {
      name: 'library: renaming',
      show: (page, t) => titleMenu(page, t, 'rename', cast.emptyCollection),
    },
    { name: 'library: deleting', show: (page, t) => titleMenu(page, t, 'delete', cast.collection) },
    {
      name: 'library: removing',
      show: async (page, t) => {
        await rowMenu(page, t, cast.cited, 'remove');
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
    {
      name: 'library: removed, to be undone',
      show: async (page, t) => {
        await rowMenu(page, t, cast.failed, 'remove');
        await page.getByRole('button', { name: t('library:undo.undo') }).waitFor();
        await page.mouse.move(0, 0);
      },
      leave: async (page, t) => {
        await page.getByRole('button', { name: t('library:undo.undo') }).click();
        await row(page, cast.failed).waitFor();
      },
    },
  ];
}

function tabulating(cast: Cast): readonly Screen[] {
  return [
    { name: 'tables', show: tables },
    {
      name: 'table',
      show: async (page, t) => {
        await tables(page, t);
        await page.getByRole('textbox', { name: t('survey:question') }).fill(cast.survey);
        await page.getByRole('button', { name: t('survey:start') }).click();
        await page.locator('[data-survey-state="complete"]').waitFor();
      },
    },
  ];
}

function settling(cast: Cast): readonly Screen[] {
  return [
    settingsPage('models', (page) => page.locator('[data-model="multilingual-e5-small"]')),
    settingsPage('privacy', (page, t) => page.getByText(t('settings:privacy.storage.all'))),
    settingsPage('general', heading),
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
