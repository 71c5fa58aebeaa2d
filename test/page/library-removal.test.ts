import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { filesHolding } from '../store/fixture.ts';
import { ask } from './asking.ts';
import { canBrowse, samples, startHarness, type Harness, type OpenPage } from './harness.ts';

const patience = { timeout: 60_000 };
const questions = ['Where does the quagga graze?', 'Who feeds the quagga in winter?'];
const other = 'When is the garden watered?';
/** A word of the document that is erased, and of nothing else. */
const SECRET = 'Zwetschgenhalde';

describe.skipIf(!canBrowse)('what is read and what is removed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-page-removal-'));
  const documents = join(folder, 'Farm');
  let harness: Harness;
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(documents);
    writeFileSync(
      join(documents, 'Quagga.txt'),
      `The quagga grazes on the meadow called ${SECRET}.\n\n` +
        `In winter the miller feeds the quagga with hay from ${SECRET}.\n`,
    );
    writeFileSync(join(documents, 'Garden.txt'), 'The garden is watered every Monday at dawn.\n');
    harness = await startHarness();
    await harness.carrel.add([documents, join(samples, 'Employee-handbook.pdf')]);
    await harness.carrel.idle(3);
    opened = await harness.open();
    ({ page } = opened);
    page.setDefaultTimeout(60_000);
  });
  afterEach(() => {
    const { foreign, errors } = opened;
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const row = (name: string): Locator => page.locator('[data-document]').filter({ hasText: name });
  const library = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Library' }).click();
    await page.getByRole('grid').waitFor();
  };
  const choose = async (name: string, action: string): Promise<void> => {
    await row(name).click({ button: 'right' });
    await page.getByRole('menuitem', { name: action }).click();
  };
  /** The answer kept to a question, in the page as it is loaded anew. */
  const reopened = async (question: string): Promise<Locator> => {
    await page.reload();
    await page.getByRole('button', { name: question }).first().click();
    const answer = page.getByRole('article', { name: question, exact: true });
    await answer.waitFor();
    return answer;
  };
  const found = async (): Promise<number> => {
    const asked = await harness.carrel.client.call('findWords', { words: SECRET });
    return asked.ok ? asked.value.documents.length : -1;
  };

  test('what Carrel read stands beside the original, page by page', async () => {
    await page.getByRole('main').waitFor();
    await library();
    await choose('Employee-handbook.pdf', 'What Carrel read');
    const viewer = page.locator('[data-pane="viewer"]');
    const heading = viewer.getByRole('heading', { name: 'What Carrel read' });
    await heading.waitFor();
    const original = viewer.locator('canvas').first();
    const text = viewer.getByRole('region', { name: /^What Carrel read of/u });
    await expect
      .poll(async () => (await text.textContent()) ?? '', patience)
      .toContain('trailers for cargo bicycles');
    // Side by side where there is room, else one below the other.
    const apart = async (): Promise<{ x: number; y: number }> => {
      const [a, b] = await Promise.all([original.boundingBox(), text.boundingBox()]);
      return { x: (b?.x ?? 0) - (a?.x ?? 0), y: (b?.y ?? 0) - (a?.y ?? 0) };
    };
    await expect.poll(async () => (await apart()).y, patience).toBeGreaterThan(200);
    await page.setViewportSize({ width: 1920, height: 1080 });
    await expect.poll(async () => (await apart()).x, patience).toBeGreaterThan(200);
    // They are turned together.
    await viewer.getByRole('button', { name: 'Next page' }).click();
    const below = async (): Promise<number> => {
      const [pane, second] = await Promise.all([
        text.boundingBox(),
        text.locator('[data-page="2"]').boundingBox(),
      ]);
      return pane === null || second === null ? Number.NaN : Math.abs(second.y - pane.y);
    };
    await expect.poll(below, patience).toBeLessThan(100);
    expect(await opened.axe()).toEqual([]);
    await viewer.getByRole('button', { name: 'Close document' }).click();
  });

  test('a removal says in how many answers the document is quoted, and is undone', async () => {
    for (const question of [...questions, other]) {
      await page.getByRole('button', { name: 'Ask', exact: true }).first().click();
      await ask(page, question);
    }
    await library();
    await choose('Quagga.txt', 'Remove');
    const dialog = page.getByRole('dialog', { name: 'Remove “Quagga.txt”?' });
    await dialog.getByText('It is quoted in 2 answers, which will be blacked out.').waitFor();
    expect(await opened.axe()).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await row('Quagga.txt').count()).toBe(1);
    await choose('Quagga.txt', 'Remove');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await row('Quagga.txt').waitFor({ state: 'detached' });
    expect(await found()).toBe(0);
    await page.getByText('2 answers quote it and will be blacked out.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await row('Quagga.txt').waitFor();
    expect(await found()).toBe(1);
    for (const question of questions)
      await (await reopened(question)).getByText(SECRET).first().waitFor();
  });

  test('after ten seconds it is erased, and blacked out in the old answers', async () => {
    expect(filesHolding(harness.carrel.home, SECRET)).not.toEqual([]);
    await library();
    await choose('Quagga.txt', 'Remove');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    const removed = Date.now();
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.waitFor();
    expect(await opened.axe()).toEqual([]);
    await undo.waitFor({ state: 'detached' });
    // Not sooner than what was said.
    expect(Date.now() - removed).toBeGreaterThan(9000);
    for (const question of questions) {
      await expect
        .poll(async () => (await reopened(question)).textContent(), { ...patience, interval: 1000 })
        .toContain('This answer quoted a document that was erased, and its text is gone.');
      expect(await page.getByRole('main').textContent()).not.toContain(SECRET);
    }
    expect(await opened.axe()).toEqual([]);
    await (await reopened(other)).getByText('every Monday').first().waitFor();
    await expect.poll(() => filesHolding(harness.carrel.home, SECRET), patience).toEqual([]);
  });
});
