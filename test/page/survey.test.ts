import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canBrowse, samples, startHarness, type Harness, type OpenPage } from './harness.ts';

const question = 'List all contracts that end in 2027 with their notice period';

/** A question to every document, from its field to the cell in the viewer and the file. */
describe.skipIf(!canBrowse)('tables', () => {
  let harness: Harness;
  let opened: OpenPage;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'carrel-leases-'));
    for (let n = 1; n <= 120; n += 1) {
      writeFileSync(join(folder, `flat-${n}.txt`), `The rent of flat ${n} is ${n * 10} euros.\n`);
    }
    harness = await startHarness();
    await harness.carrel.add([samples]);
    opened = await harness.open();
    opened.page.setDefaultTimeout(60_000);
  }, 180_000);
  afterEach(() => {
    const { foreign, errors } = opened;
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('has a row for every document, whose cells open their places', async () => {
    const { page } = opened;
    await begin(page, question);
    await page.locator('[data-survey-state="complete"]').waitFor();
    const rows = page.locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(13);
    await page.getByText('13 of 13 documents read').waitFor();
    const lease = rows.filter({ hasText: 'Mietvertrag-Lager-Kehl.docx' });
    await lease.getByText('neun Monate').waitFor();
    await lease.getByText('not stated').first().waitFor();
    const suppliers = rows.filter({ hasText: 'Lieferanten.txt' });
    await suppliers.getByText('yes', { exact: true }).waitFor();
    expect(await opened.axe()).toEqual([]);
    await lease.locator('[data-citation]').first().click();
    const viewer = page.locator('[data-pane="viewer"]');
    await viewer.locator('[data-mark]').first().waitFor();
    await lease.locator('[data-citation][data-shown="true"]').waitFor();
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
  });

  test('sorts, and shows the rows that are wanted', async () => {
    const { page } = opened;
    const rows = page.locator('tbody tr');
    const head = page.getByRole('columnheader', { name: 'notice period' });
    await head.getByRole('button').click();
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending');
    await expect.poll(() => rows.first().textContent()).not.toContain('Compte-rendu');
    const show = page.getByRole('combobox', { name: 'Rows shown' });
    await show.selectOption({ label: 'Meets the condition' });
    await expect.poll(() => rows.count()).toBe(1);
    await rows.filter({ hasText: 'Lieferanten.txt' }).waitFor();
    await show.selectOption({ label: 'Failed' });
    await page.getByText('No row to show').waitFor();
    await show.selectOption({ label: 'All rows' });
    await expect.poll(() => rows.count()).toBe(13);
  });

  test('is saved as CSV and as a spreadsheet', async () => {
    const { page } = opened;
    const saved = async (entry: string): Promise<Buffer> => {
      await page.getByRole('button', { name: 'Export' }).click();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: entry }).click(),
      ]);
      return readFileSync(await download.path());
    };
    expect((await saved('As CSV')).toString('utf8')).toContain('Lieferanten.txt,yes,');
    const book = unzipSync(await saved('As a spreadsheet (XLSX)'));
    const sheet = book['xl/worksheets/sheet1.xml'] ?? new Uint8Array();
    expect(strFromU8(sheet)).toContain('neun Monate');
  });

  test('is kept, paused, gone on with and deleted', async () => {
    const { page } = opened;
    await harness.carrel.client.call('setWork', { paused: false });
    await harness.carrel.add([folder]);
    await begin(page, 'What is the rent in each contract?');
    // It may be whole before a hand is on the button; what was stopped goes on either way.
    const state = page.locator('[data-survey-state]');
    await state.waitFor();
    const pause = page.getByRole('button', { name: 'Pause' });
    const paused = await pause.click({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    if (paused) {
      await page.locator('[data-survey-state="paused"]').waitFor();
      await page.reload();
      await tables(page);
      await page.getByRole('button', { name: /What is the rent in each contract/u }).click();
      await page.getByRole('button', { name: 'Go on' }).click();
    }
    await page.locator('[data-survey-state="complete"]').waitFor();
    await page.getByText('133 of 133 documents read').waitFor();
    const rows = page.locator('tbody tr');
    await expect.poll(() => rows.count()).toBe(100);
    await page.getByRole('button', { name: 'More rows' }).click();
    await expect.poll(() => rows.count()).toBe(133);
    await page.getByRole('button', { name: 'Delete table' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete table' }).click();
    await page.getByRole('heading', { name: 'New table' }).waitFor();
    await page.getByRole('button', { name: new RegExp(question, 'u') }).waitFor();
    const gone = page.getByRole('button', { name: /What is the rent in each contract/u });
    await expect.poll(() => gone.count()).toBe(0);
  });

  test('names a place once, however often it is found there', async () => {
    const { page } = opened;
    const file = join(folder, 'inspection.md');
    writeFileSync(
      file,
      '# Cellar\n\nAsbestos was found in the ceiling. The pipes are wrapped in asbestos. ' +
        'No asbestos was found in the floor.\n',
    );
    await harness.carrel.add([file]);
    await begin(page, 'How many of these documents mention asbestos, and where?');
    await page.locator('[data-survey-state="complete"]').waitFor();
    const row = page.locator('tbody tr').filter({ hasText: 'inspection.md' });
    await row.getByRole('button', { name: 'Cellar' }).waitFor();
    expect(await row.getByRole('button', { name: 'Cellar' }).count()).toBe(1);
    await row.getByRole('button', { name: '2 more places' }).click();
    await expect.poll(() => row.locator('[data-citation]').count()).toBe(3);
  });

  test('says what is not clear in a question', async () => {
    const { page } = opened;
    await begin(page, 'What changed between the two versions?');
    await page.getByRole('alert').waitFor();
    expect(await opened.axe()).toEqual([]);
  });
});

async function tables(page: Page): Promise<void> {
  const main = page.getByRole('navigation', { name: 'Main', exact: true });
  await main.getByRole('button', { name: 'Tables' }).click();
}

async function begin(page: Page, asked: string): Promise<void> {
  await tables(page);
  await page.getByRole('textbox', { name: 'Question to every document' }).fill(asked);
  await page.getByRole('button', { name: 'Fill the table' }).click();
}
