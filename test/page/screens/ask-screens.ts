import { ask } from '../asking.ts';
import { found, main, type Cast, type Screen } from './screen.ts';

/** Searching and asking. */
export function askScreens(cast: Cast): readonly Screen[] {
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
