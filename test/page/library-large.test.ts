import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';
import { fillWith, nameOf } from './many-documents.ts';

const DOCUMENTS = 100_000;
/** Rows in the page at any time: three screens of them would be fewer. */
const MOST_ROWS = 100;
const patience = { timeout: 60_000 };

describe.skipIf(!canBrowse)('a library of 100,000 documents', () => {
  let harness: Harness;
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    harness = await startHarness({}, fillWith(DOCUMENTS));
    opened = await harness.open({
      prepare: async (fresh) => {
        await fresh.addInitScript({
          path: join(import.meta.dirname, 'fixtures', 'library-rows.mjs'),
        });
      },
    });
    ({ page } = opened);
    page.setDefaultTimeout(60_000);
    await page.getByRole('main').waitFor();
    await page.getByRole('button', { name: 'Library' }).click();
    await page.locator('[data-document]').first().waitFor();
  });
  afterEach(() => {
    const { foreign, errors } = opened;
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
  afterAll(async () => {
    await harness.stop();
  });

  const grid = (): Locator => page.getByRole('grid');
  const firstName = async (): Promise<string | undefined> => (await visibleNames())[0];
  const visibleNames = async (): Promise<string[]> =>
    z.array(z.string()).parse(await page.evaluate('window.visibleNames()'));
  const typeFilter = () => page.getByRole('button', { name: 'Type', exact: true }).first();
  const showAll = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Show all' }).first().click();
    await page.getByText('100,000 documents', { exact: true }).waitFor();
  };

  test('is shown with a window of rows only, however it is scrolled', async () => {
    await page.getByText('100,000 documents', { exact: true }).waitFor();
    await page.getByRole('button', { name: /Offline.*, 100,000 documents/u }).waitFor();
    expect(await grid().getAttribute('aria-rowcount')).toBe(String(DOCUMENTS + 1));
    const seen = z
      .strictObject({ most: z.number(), least: z.number(), screen: z.number() })
      .parse(await page.evaluate('window.scrollThrough()'));
    expect(seen.most).toBeLessThan(MOST_ROWS);
    expect(seen.least).toBeGreaterThanOrEqual(seen.screen);
    await expect.poll(async () => (await visibleNames()).at(-1), patience).toBe(nameOf(99_999));
  });

  test('is gone through by keyboard from end to end', async () => {
    await grid().focus();
    await page.keyboard.press('Home');
    await expect.poll(firstName, patience).toBe(nameOf(0));
    await page.keyboard.press('End');
    await expect.poll(async () => (await visibleNames()).at(-1), patience).toBe(nameOf(99_999));
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowUp');
    const active = await grid().getAttribute('aria-activedescendant');
    expect(active).not.toBeNull();
    expect(await page.locator(`[id="${active ?? ''}"]`).count()).toBe(1);
  });

  test('is sorted by any column, both ways', async () => {
    const sortBy = async (name: string): Promise<void> => {
      await page.getByRole('columnheader', { name }).getByRole('button').click();
    };
    await sortBy('Changed');
    await expect.poll(firstName, patience).toBe(nameOf(0));
    await sortBy('Changed');
    await expect.poll(firstName, patience).toBe(nameOf(99_999));
    await sortBy('Size');
    await expect.poll(firstName, patience).toBe(nameOf(0));
    await sortBy('Status');
    await expect.poll(firstName, patience).toBe(nameOf(99));
    await sortBy('Name');
    await expect.poll(firstName, patience).toBe(nameOf(0));
  });

  test('is filtered by status and type, and found in by name', async () => {
    await page.getByRole('searchbox', { name: 'Find by name' }).fill('REPORT 54321');
    await expect.poll(visibleNames, patience).toEqual([nameOf(54_321)]);
    await page.getByText('1 document shown').waitFor();
    await page.getByRole('searchbox', { name: 'Find by name' }).fill('');
    await page.getByRole('button', { name: /need a look/u }).click();
    await page.getByText('1,000 documents shown').waitFor();
    await expect.poll(firstName, patience).toBe(nameOf(99));
    await typeFilter().click();
    await page.getByRole('menuitemcheckbox', { name: 'PDF' }).click();
    await page.keyboard.press('Escape');
    await page.getByText('No document matches').waitFor();
    await showAll();
    await typeFilter().click();
    await page.getByRole('menuitemcheckbox', { name: 'PDF' }).click();
    await page.keyboard.press('Escape');
    await page.getByText('25,000 documents shown').waitFor();
    await showAll();
  });

  test('is chosen from as far as one action goes, and says so', async () => {
    await grid().focus();
    await page.keyboard.press('Control+a');
    await page.getByText('10,000 chosen, the most at a time').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('100,000 documents', { exact: true }).waitFor();
  });
});
