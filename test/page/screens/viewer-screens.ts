import type { Page } from 'playwright-core';
import { ask } from '../asking.ts';
import { found, mark, rowMenu, type Cast, type Screen } from './screen.ts';

async function open(page: Page, question: string): Promise<void> {
  const shown = await ask(page, question);
  await shown.locator('[data-citation]').first().click();
  await mark(page).waitFor();
  await page.mouse.move(0, 0);
}

/** Documents at a place, and as Carrel read them. */
export function viewerScreens(cast: Cast): readonly Screen[] {
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
          .getByText(t('viewer:find.count', { index: 1, total: cast.found.times }), { exact: true })
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
