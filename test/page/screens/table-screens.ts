import type { Page } from 'playwright-core';
import type { Texts } from '../texts-of.ts';
import { main, type Cast, type Screen } from './screen.ts';

async function tables(page: Page, t: Texts): Promise<void> {
  await main(page, t)
    .getByRole('button', { name: t('survey:title') })
    .click();
  await page.getByRole('heading', { name: t('survey:new') }).waitFor();
}

/** Questions to every document. */
export function tableScreens(cast: Cast): readonly Screen[] {
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
