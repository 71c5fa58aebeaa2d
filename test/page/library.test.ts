import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canBrowse, startHarness, type Harness, type OpenPage, type View } from './harness.ts';

const patience = { timeout: 60_000 };

describe.skipIf(!canBrowse)('the library', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-page-library-'));
  const documents = join(folder, 'Hall');
  let harness: Harness;
  let opened: OpenPage;

  beforeAll(async () => {
    mkdirSync(join(documents, 'inner'), { recursive: true });
    writeFileSync(join(documents, 'anchor.txt'), 'The anchor lies in the cellar.\n');
    writeFileSync(join(documents, 'barrel.md'), '# Barrel\n\nThe barrel stands in the yard.\n');
    writeFileSync(join(documents, 'inner', 'candle.txt'), 'The candle burns on the table.\n');
    writeFileSync(join(documents, 'broken.pdf'), '%PDF-1.7\nnothing of a document\n');
    harness = await startHarness();
    await harness.carrel.add([documents]);
  });
  afterEach(async () => {
    expect(opened.foreign).toEqual([]);
    await opened.close();
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(view?: View): Promise<Page> {
    opened = await harness.open(view);
    const { page } = opened;
    await page.getByRole('main').waitFor();
    await page.getByRole('button', { name: /^(Library|Bibliothek)$/u }).click();
    await page.locator('[data-document]').first().waitFor(patience);
    return page;
  }
  const row = (page: Page, name: string): Locator =>
    page.locator('[data-document]').filter({ hasText: name });
  const names = async (page: Page): Promise<string[]> =>
    (await page.locator('[data-document] [aria-colindex="2"] > bdi:first-child').allTextContents()) //
      .map((name) => name.trim());

  test('shows, sorts, finds and filters', async () => {
    const page = await open();
    expect(await names(page)).toEqual(['anchor.txt', 'barrel.md', 'broken.pdf', 'candle.txt']);
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await expect.poll(() => names(page), patience).toHaveLength(4);
    await expect.poll(async () => (await names(page))[0], patience).toBe('candle.txt');
    await page.getByRole('searchbox', { name: 'Find by name' }).fill('barr');
    await expect.poll(() => names(page), patience).toEqual(['barrel.md']);
    await page.getByRole('searchbox', { name: 'Find by name' }).fill('nothing of this name');
    await page.getByText('No document matches').waitFor();
    await page.getByRole('button', { name: 'Show all' }).first().click();
    await expect.poll(() => names(page), patience).toHaveLength(4);
  });

  test('says why a file was not read, and tries it again', async () => {
    const page = await open();
    await page.getByRole('button', { name: /1 document needs a look/u }).click();
    await expect.poll(() => names(page), patience).toEqual(['broken.pdf']);
    await row(page, 'broken.pdf').getByText('Not read').waitFor();
    // What is chosen takes the line; the way back to all documents stays.
    await row(page, 'broken.pdf').click();
    const chosen = page.getByRole('toolbar', { name: 'Chosen documents' });
    await chosen.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => names(page), patience).toHaveLength(4);
    await page.getByRole('button', { name: /1 document needs a look/u }).click();
    await expect.poll(() => names(page), patience).toEqual(['broken.pdf']);
    writeFileSync(join(documents, 'broken.pdf'), 'The sign hangs at the gate, mended now.\n');
    await row(page, 'broken.pdf').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Show all' }).first().click();
    await row(page, 'broken.pdf').getByText('Ready').waitFor(patience);
  });

  test('is used by keyboard: chooses, opens, removes with what it takes along, and undoes', async () => {
    const page = await open();
    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.locator('[data-pane="viewer"]').getByText('lies in the cellar').waitFor();
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Space');
    await page.getByText('1 chosen').waitFor();
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog');
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: 'Remove' }).click();
    await row(page, 'anchor.txt').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'anchor.txt').waitFor(patience);
  });

  test('watches a folder at the turn of a switch', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Added folders' }).click();
    const watch = page.getByRole('switch', { name: `Watch ${documents}` });
    await watch.click();
    await expect.poll(() => watch.getAttribute('aria-checked'), patience).toBe('true');
    expect(await opened.axe()).toEqual([]);
    await page.keyboard.press('Escape');
    writeFileSync(join(documents, 'dynamo.txt'), 'The dynamo hums in the hall.\n');
    await row(page, 'dynamo.txt').waitFor(patience);
  });

  test('makes, renames and deletes collections', async () => {
    const page = await open();
    const title = page.getByRole('heading', { level: 1 }).getByRole('button');
    const choose = async (name: string): Promise<void> => {
      await title.click();
      await page.getByRole('menuitem', { name }).click();
    };
    await choose('New collection');
    await page.getByLabel('Name').last().fill('Harbour');
    await page.keyboard.press('Enter');
    await page.getByText('This collection is empty').waitFor();
    await choose('Rename');
    await page.getByRole('dialog').getByRole('textbox').fill('Quay');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Quay' }).waitFor();
    await choose('Delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { level: 1, name: 'Library' }).waitFor();
  });

  test.each(['light', 'dark'] as const)('has nothing that axe finds, in %s', async (scheme) => {
    const page = await open({ scheme, language: scheme === 'dark' ? 'de-DE' : 'en-GB' });
    expect(await opened.axe()).toEqual([]);
    await row(page, 'barrel.md').click({ button: 'right' });
    await page.getByRole('menu').waitFor();
    expect(await opened.axe()).toEqual([]);
    await opened.picture(join(tmpdir(), 'library-pictures'), `library-${scheme}`);
  });
});
