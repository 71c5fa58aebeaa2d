// Draws resources/packaging/icon.png, the application's icon in installers, from the page's icon:
// `node scripts/node26.mjs scripts/packaging/icon.ts`.
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startBrowser } from '../../test/page/harness.ts';

const repository = resolve(import.meta.dirname, '../..');
const folder = join(repository, 'resources', 'packaging');
/** The largest that any of the systems asks for. */
const PIXELS = 1024;

const browser = await startBrowser();
try {
  const page = await browser.newPage({ viewport: { width: PIXELS, height: PIXELS } });
  const drawing = readFileSync(join(repository, 'renderer', 'public', 'icon.svg'), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
