import { readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Download, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { writeDocuments } from './ask-documents.ts';
import { ask } from './asking.ts';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';

const washing = 'What does one load of washing cost?';
const garage = 'Wann wird die Garage übergeben?';
const garden = 'Quand le jardin est-il arrosé ?';

/** In the order of a life: asked, found again, named, checked, exported, quoted out, deleted. */
describe.skipIf(!canBrowse)('conversations', () => {
  let harness: Harness;
  let folder: string;
  let opened: OpenPage;
  beforeAll(async () => {
    [harness, folder] = await Promise.all([startHarness(), writeDocuments()]);
    await harness.carrel.add([folder]);
    await harness.carrel.idle(4);
    opened = await harness.open();
    opened.page.setDefaultTimeout(60_000);
    for (const question of [washing, garage, garden]) await ask(opened.page, question);
  });
  afterEach(() => {
    const { foreign, errors } = opened;
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  test('are found by words of questions and of answers', async () => {
    const { page } = opened;
    const rows = await history(page);
    await expect.poll(() => rows.count()).toBe(3);
    const find = page.getByRole('searchbox', { name: 'Find in questions and answers' });
    for (const [words, title] of [
      ['übergeben', garage],
      ['3 euros', washing],
      ['gardien', garden],
    ] as const) {
      await find.fill(words);
      await expect.poll(() => titles(rows)).toEqual([title]);
    }
    await find.fill('zeppelin');
    await page.getByText('No question or answer holds these words').waitFor();
    await find.fill('');
    await expect.poll(() => rows.count()).toBe(3);
    expect(await opened.axe()).toEqual([]);
  });

  test('take another title, in the sidebar too, and keep it', async () => {
    const { page } = opened;
    const rows = await history(page);
    await rows.filter({ hasText: washing }).getByRole('button', { name: 'Rename' }).click();
    const dialog = page.getByRole('dialog');
    expect(await opened.axe()).toEqual([]);
    await dialog.getByRole('textbox', { name: 'New title' }).fill('Laundry prices');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => titles(rows)).toContain('Laundry prices');
    const sidebar = page.locator('nav, [data-pane="sidebar"]').first();
    await sidebar.getByRole('button', { name: 'Laundry prices' }).waitFor();
    await page.reload();
    await sidebar.getByRole('button', { name: 'Laundry prices' }).click();
    // The question itself is not renamed.
    await page.getByRole('article', { name: washing, exact: true }).waitFor();
  });

  test('keep a ticked citation over a reload, and lose it again', async () => {
    const { page } = opened;
    const answer = await reopen(page, 'Laundry prices', washing);
    const tick = answer.getByRole('button', { name: /^Tick .* as checked$/u }).first();
    const cited = answer.locator('[data-citation]').first();
    expect(await tick.getAttribute('aria-pressed')).toBe('false');
    await cited.focus();
    await page.keyboard.press('Space');
    await expect.poll(() => tick.getAttribute('aria-pressed')).toBe('true');
    expect(await cited.innerText()).toContain('Checked');

    await page.reload();
    await reopen(page, 'Laundry prices', washing);
    await expect.poll(() => tick.getAttribute('aria-pressed')).toBe('true');
    await tick.click();
    await expect.poll(() => tick.getAttribute('aria-pressed')).toBe('false');
    await page.reload();
    await reopen(page, 'Laundry prices', washing);
    await expect.poll(() => tick.getAttribute('aria-pressed')).toBe('false');
    await tick.click();
    await expect.poll(() => tick.getAttribute('aria-pressed')).toBe('true');
  });

  test('go out as Markdown and as a Word file, with places and ticks', async () => {
    const { page } = opened;
    const answer = await reopen(page, 'Laundry prices', washing);
    const markdown = await exported(page, answer, 'Markdown');
    expect(markdown.suggestedFilename()).toMatch(/\.md$/u);
    // Nothing of the text is markup: punctuation goes out escaped.
    const text = readFileSync(await markdown.path(), 'utf8').replaceAll('\\', '');
    expect(text).toContain('Laundry prices');
    expect(text).toContain('One load of washing costs 3 euros.');
    expect(text).toContain('Laundry.txt');
    expect(text).toContain('checked by a reader');

    const word = await exported(page, answer, 'Word (DOCX)');
    expect(word.suggestedFilename()).toMatch(/\.docx$/u);
    const parts = unzipSync(readFileSync(await word.path()));
    const body = new TextDecoder().decode(parts['word/document.xml']);
    expect(body).toContain('One load of washing costs 3 euros.');
  });

  test('mark what they quote in the text that was read, where the file is out of reach', async () => {
    const { page } = opened;
    const file = join(folder, 'Garage.pdf');
    const answer = await reopen(page, garage, garage);
    const viewer = page.locator('[data-pane="viewer"]');
    renameSync(file, `${file}.away`);
    try {
      await answer.locator('[data-citation]').first().click();
      await viewer.locator('[data-notice="missing"]').waitFor();
      await viewer.locator('mark[data-mark="quoted"]').first().waitFor();
      expect(await viewer.locator('[data-notice]').innerText()).not.toContain('nothing is marked');
    } finally {
      renameSync(`${file}.away`, file);
    }
    await viewer.getByRole('button', { name: 'Close document' }).click();
  });

  test('lose what they quote of a document that is erased', async () => {
    const { page } = opened;
    const [client, document] = [harness.carrel.client, join(folder, 'Garage.pdf')];
    const impact = await client.call('removalImpact', { targets: [document] });
    expect(impact).toMatchObject({ ok: true, value: { documents: 1, answers: 1 } });
    await reopen(page, garage, garage);
    await client.call('scheduleRemoval', { targets: [document], seconds: 0 });
    await expect
      .poll(
        async () => {
          await page.reload();
          const answer = await reopen(page, garage, garage);
          return await answer.getAttribute('data-state');
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe('redacted');
    const answer = page.getByRole('article', { name: garage, exact: true });
    await answer.getByText('This answer quoted a document that was erased').waitFor();
    expect(await answer.locator('[data-sentence]').count()).toBe(0);
    expect(await page.locator('body').innerText()).not.toContain('ersten Juni');
    const rows = await history(page);
    await page.getByRole('searchbox').fill('ersten Juni');
    await expect.poll(() => rows.count()).toBe(0);
    await page.getByRole('searchbox').fill('');
  });

  test('are deleted, after asking', async () => {
    const { page } = opened;
    const rows = await history(page);
    const row = rows.filter({ hasText: garden });
    await row.getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Its questions, answers and ticks are erased.').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await row.count()).toBe(1);
    await row.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => row.count()).toBe(0);
    await page.reload();
    expect(await titles(await history(page))).not.toContain(garden);
    expect(await page.getByRole('button', { name: garden, exact: true }).count()).toBe(0);
  });
});

async function history(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'All questions' }).click();
  await page.getByRole('heading', { name: 'Questions', exact: true }).waitFor();
  const rows = page.locator('main li', { has: page.getByRole('button', { name: 'Rename' }) });
  await rows.first().waitFor();
  return rows;
}

async function titles(rows: Locator): Promise<string[]> {
  return await rows.locator('bdi').allInnerTexts();
}

/** Opens a conversation from the list of all. */
async function reopen(page: Page, title: string, question: string): Promise<Locator> {
  const rows = await history(page);
  await rows.filter({ hasText: title }).getByText(title).click();
  const answer = page.getByRole('article', { name: question, exact: true });
  await answer.waitFor();
  return answer;
}

async function exported(page: Page, answer: Locator, format: string): Promise<Download> {
  await answer.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: format }).click(),
  ]);
  return download;
}
