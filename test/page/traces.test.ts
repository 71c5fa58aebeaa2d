import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../e2e/carrel.ts';
import { ask } from './asking.ts';
import { canBrowse, startBrowserWith } from './harness.ts';
import { serve, type Served } from './served.ts';

/** In the name, in the text and in what is quoted of it. */
const name = 'quokkaname';
const word = 'zyxomma';
const canaries = [name, word];

/** Files that hold a canary in their name or, in either encoding that browsers use, in their bytes. */
function traces(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return canaries.some(
        (each) =>
          file.includes(each) ||
          bytes.includes(each) ||
          bytes.includes(Buffer.from(each, 'utf16le')),
      );
    });
}

describe.skipIf(!canBrowse)('a document that was asked about, looked at and removed', () => {
  const place = temporaryFolder('traces');
  const profile = join(place, 'profile');
  const temporary = join(place, 'tmp');
  const documents = join(place, 'documents');
  let carrel: Served;
  let browser: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    for (const folder of [profile, temporary, documents]) mkdirSync(folder);
    writeFileSync(
      join(documents, `${name}.txt`),
      `The key of the boiler room hangs behind the ${word} in the second corridor.\n`,
    );
    writeFileSync(join(documents, 'other.txt'), 'The gate is painted green every spring.\n');
    [carrel, browser] = await Promise.all([
      serve({ TMPDIR: temporary }),
      startBrowserWith(profile),
    ]);
    await carrel.add([documents]);
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await browser.close();
    await carrel.stop();
  });

  test('is found in no file of browser, data folder and temporary folders', async () => {
    await page.goto(carrel.address);
    const answer = await ask(page, 'Where does the key of the boiler room hang?');
    expect(await answer.innerText()).toContain(word);
    await answer
      .getByRole('button', { name: `${name}.txt` })
      .first()
      .click();
    const viewer = page.locator('[data-pane="viewer"]');
    await viewer.getByText(word).first().waitFor();
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('button', { name: 'Library' })
      .click();
    const row = page.locator('[data-document]').filter({ hasText: name });
    await row.first().waitFor();
    expect(traces(carrel.home)).not.toEqual([]);

    const target = join(documents, `${name}.txt`);
    expect(await carrel.client.call('removeDocuments', { target })).toMatchObject({
      value: { removed: 1 },
    });
    await row.first().waitFor({ state: 'detached' });
    // Whatever a browser keeps is written when it ends.
    await browser.close();
    expect(readdirSync(profile)).not.toEqual([]);
    expect(traces(profile)).toEqual([]);
    expect(traces(temporary)).toEqual([]);
    await expect.poll(() => traces(carrel.home)).toEqual([]);
  });
});
