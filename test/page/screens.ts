import { askScreens } from './screens/ask-screens.ts';
import { libraryScreens } from './screens/library-screens.ts';
import { library, type Cast, type Screen } from './screens/screen.ts';
import { settingsScreens } from './screens/settings-screens.ts';
import { tableScreens } from './screens/table-screens.ts';
import { viewerScreens } from './screens/viewer-screens.ts';

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
    ...askScreens(cast),
    ...viewerScreens(cast),
    ...libraryScreens(cast),
    ...tableScreens(cast),
    ...settingsScreens(cast),
  ];
}
