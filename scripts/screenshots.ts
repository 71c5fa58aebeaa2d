// `npm run screenshots`: pictures of the screens at 1280 x 800, light and dark, into docs/screens, on
// a small library made from the sample documents. `-- NAME...` only those; `-- --size 1920x1080
// --language de --scheme light --out FOLDER` others, elsewhere.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { uiLanguage } from '../src/contract/settings.ts';
import { repository, startHarness, type Harness } from '../test/page/harness.ts';
import { emptyScreens, screensOf } from '../test/page/screens.ts';
import type { Screen } from '../test/page/screens/screen.ts';
import { textsOf } from '../test/page/texts-of.ts';
import { documentScreens } from './screenshots/documents.ts';
import { indexed } from './screenshots/indexed-png.ts';
import { cast, prepareLibrary, type Library } from './screenshots/library.ts';
import { tooManyWindows } from './screenshots/too-many-windows.ts';
import { ensurePage } from './page.ts';
import { ensureTinyModels } from './setup.ts';

const { values, positionals } = parseArgs({
  options: {
    size: { type: 'string', default: '1280x800' },
    scheme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    language: { type: 'string', default: 'en' },
    out: { type: 'string', default: join(repository, 'docs', 'screens') },
  },
  allowPositionals: true,
});
const [width = 1280, height = 800] = values.size.split('x').map(Number);
const schemes = z.array(z.enum(['light', 'dark'])).parse(values.scheme);
const folder = resolve(values.out);
const language = uiLanguage.parse(values.language);
const texts = textsOf(language);
/** Dialogs and menus that look like others, which are pictured. */
const leftOut = new Set([
  'library-filter',
  'library-ways-to-add',
  'library-deleting',
  'library-chosen',
  'settings-erasing-everything',
  'no-hits',
  'scope-menu',
  'renaming-a-question',
  'deleting-a-question',
  'library-empty-collection',
  'library-new-collection',
  'library-renaming',
  'library-nothing-found',
  'settings-importing-a-model',
  'settings-removing-a-model-in-use',
  'settings-erasing-a-collection',
  'commands-nothing-of-the-name',
  'adding-by-path-and-nothing-there',
]);

const fileName = ({ name }: Screen): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');

async function picture(harness: Harness, screen: Screen): Promise<void> {
  for (const scheme of schemes) {
    const opened = await harness.open({
      scheme,
      width,
      height,
      ...(language === 'en' ? {} : { language }),
    });
    try {
      await opened.page.getByRole('main').waitFor();
      await screen.show(opened.page, texts);
      // What follows from it (thumbnails, sizes, lists) has come when the network and work rest.
      await opened.page.waitForTimeout(800);
      const path = await opened.picture(folder, `${fileName(screen)}-${scheme}`);
      writeFileSync(path, indexed(readFileSync(path)));
      console.log(path);
      await screen.leave?.(opened.page, texts);
    } finally {
      await opened.close();
      await library?.tidy();
    }
  }
}

const wanted = new Set(positionals);
const chosen = (screen: Screen): boolean => {
  const name = fileName(screen);
  return wanted.size === 0 ? !leftOut.has(name) : wanted.has(name);
};

await Promise.all([ensurePage(), ensureTinyModels()]);
if (wanted.size === 0) rmSync(folder, { recursive: true, force: true });
const harness = await startHarness();
const failed: string[] = [];
let library: Library | undefined;
try {
  const tryPictures = async (screens: readonly Screen[]): Promise<void> => {
    for (const screen of screens.filter(chosen)) {
      try {
        await picture(harness, screen);
      } catch (error) {
        failed.push(screen.name);
        console.error(`${screen.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  await tryPictures(emptyScreens);
  library = await prepareLibrary(harness.carrel);
  await tryPictures([
    ...screensOf(cast),
    ...documentScreens(library),
    tooManyWindows(harness.carrel.address),
  ]);
} finally {
  await harness.stop();
  library?.remove();
}
if (failed.length > 0) process.exitCode = 1;
