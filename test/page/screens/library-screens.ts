import type { Locator, Page } from 'playwright-core';
import type { Texts } from '../texts-of.ts';
import { filled, main, row, rowMenu, type Cast, type Screen } from './screen.ts';

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

/** The library, its menus and dialogs, and the questions kept. */
export function libraryScreens(cast: Cast): readonly Screen[] {
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
