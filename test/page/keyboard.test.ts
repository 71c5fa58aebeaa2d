import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';
import { writeHut, type Hut } from './journey-documents.ts';

const patience = { timeout: 60_000 };
const question = 'Où est rangée la clé du local à skis ? Où dorment les chiens ?';

/** In the order of a first hour, without a mouse; no test touches the page but by its keys. */
describe.skipIf(!canBrowse)('a first hour by keyboard alone', () => {
  let harness: Harness;
  let hut: Hut;
  let opened: OpenPage;
  let page: Page;
  beforeAll(async () => {
    [harness, hut] = await Promise.all([startHarness(), writeHut()]);
    opened = await harness.open();
    page = opened.page;
    page.setDefaultTimeout(patience.timeout);
  });
  afterEach(() => {
    const { foreign, errors } = opened;
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(dirname(hut.folder), { recursive: true, force: true });
  });

  /** Presses keys one after the other; the focus is seen and on something after each. */
  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      await page.keyboard.press(key);
      await expect.poll(() => focus(), { ...patience, message: `after ${key}` }).not.toBe('');
    }
  }

  /** The name and role of what has the focus; nothing where it is lost, or not to be seen. */
  async function focus(): Promise<string> {
    return await page.evaluate<string>(`(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return '';
      if (!element.matches(':focus-visible') && element.tabIndex >= 0) return '';
      const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
      return (name.trim() || element.getAttribute('placeholder') || element.tagName)
        .replaceAll(/\\s+/gu, ' ');
    })()`);
  }

  /** Goes on with Tab until what has the focus is called so. */
  async function tabTo(name: RegExp, key = 'Tab'): Promise<void> {
    const passed: string[] = [];
    for (let presses = 0; presses < 40; presses += 1) {
      await press(key);
      const now = await focus();
      if (name.test(now)) return;
      passed.push(now);
    }
    expect.fail(`no ${String(name)} by ${key} among ${passed.join(' | ')}`);
  }

  async function openCommands(): Promise<void> {
    await press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').and(page.locator(':focus')).waitFor();
  }

  async function expectFocus(name: RegExp): Promise<void> {
    await expect.poll(() => focus(), patience).toMatch(name);
  }

  /** Where the marks stand that are drawn, in pixels from the window's top. */
  async function marked(): Promise<number[]> {
    const marks = viewer().locator('[data-page][data-drawn="true"] [data-mark="quoted"]');
    const boxes = await Promise.all((await marks.all()).map((mark) => mark.boundingBox()));
    return boxes.flatMap((box) => (box === null ? [] : [box.y]));
  }
  const viewer = () => page.locator('[data-pane="viewer"]');

  test('adds a folder by its path', async () => {
    await page.getByRole('heading', { name: 'Drop your documents here' }).waitFor();
    await tabTo(/^By path…$/u);
    await press('Enter');
    await expectFocus(/^Path of the file or folder|^INPUT$/u);
    await page.keyboard.type(hut.folder);
    await press('Enter');
    await page.getByText('4 documents added').waitFor();
    // With the first document comes the field, ready to type in.
    await expectFocus(/^Search or ask$/u);
    await tabTo(/^Close$/u);
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: 'Documents being added' })
      .waitFor({ state: 'detached' });
  });

  test('asks, steps through the citations, ticks one and goes back', async () => {
    await press('Control+l');
    await expectFocus(/^Search or ask$/u);
    await page.keyboard.type(question);
    await press('Enter');
    await page.locator('article[data-state="complete"]').waitFor();
    await expectFocus(/^Search or ask$/u);
    const citations = page.locator('[data-citation]');
    await press('ArrowDown');
    await expectFocus(/^1 ?Règlement\.pdf, p\. 2/u);
    await press('Enter');
    await expect.poll(marked, patience).toHaveLength(1);
    const [first] = await marked();
    await press('ArrowDown');
    await expectFocus(/^2 ?Règlement\.pdf, p\. 2/u);
    await expect.poll(async () => (await marked())[0], patience).not.toBe(first);
    const [second] = await marked();
    await press('Space');
    await citations.nth(1).getByText('Checked').waitFor();
    await press('ArrowUp');
    await expectFocus(/^1 ?Règlement\.pdf/u);
    await expect.poll(async () => (await marked())[0], patience).toBe(first);
    await press('Alt+ArrowLeft');
    await expect.poll(async () => (await marked())[0], patience).toBe(second);
    await expectFocus(/^1 ?Règlement\.pdf/u);
  });

  test('reads in the viewer, finds a word in it and closes it', async () => {
    await press('F6');
    expect(await viewer().locator(':focus').count()).toBe(1);
    await press('Control+f');
    await page.keyboard.type('refuge');
    await viewer()
      .getByText(/^1 of \d+$/u)
      .waitFor();
    await press('Enter', 'Escape');
    await press('Home', 'PageDown');
    await press('Escape');
    await viewer().waitFor({ state: 'detached' });
    expect(await focus()).not.toBe('');
  });

  test('goes to the library, reads why a file failed, and removes it and takes that back', async () => {
    await press('Shift+F6');
    await tabTo(/^Library$/u);
    await press('Enter');
    await page.locator('[data-document]').first().waitFor();
    await press('F6');
    await tabTo(/^Documents$/u);
    const active = page.locator('[role="grid"]:focus');
    await active.waitFor();
    await press('Home', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    await press('Shift+F10');
    await page.getByRole('menu').waitFor();
    await tabTo(/^Details$/u, 'ArrowDown');
    await press('Enter');
    await page.getByRole('dialog', { name: 'Toiture.pdf' }).waitFor();
    await press('Escape');
    await active.waitFor();
    await press('Delete');
    await page.getByText('“Toiture.pdf” removed.').waitFor();
    expect(await focus()).not.toBe('');
    await tabTo(/^Undo$/u);
    await page.keyboard.press('Enter');
    await page.locator('[data-document]', { hasText: 'Toiture.pdf' }).waitFor();
    await expect.poll(() => focus(), patience).not.toBe('');
    await tabTo(/^Find by name$/u, 'Shift+Tab');
    await page.keyboard.type('kit');
    await expect.poll(() => page.locator('[data-document]').count(), patience).toBe(1);
    await tabTo(/^Documents$/u);
    await press('Enter');
    await viewer().getByText('barley soup').waitFor();
    await press('Escape');
  });

  test('changes settings, by the list of pages and by the commands', async () => {
    await tabTo(/^Settings$/u, 'Shift+Tab');
    await press('Enter');
    await tabTo(/^Answers$/u);
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Answers' }).waitFor();
    await tabTo(/^(?:Automatic|INPUT)/u);
    await press('ArrowDown');
    await expect
      .poll(() => harness.carrel.client.call('readSettings', {}), patience)
      .toMatchObject({ value: { answerMode: 'quote' } });

    await openCommands();
    await page.keyboard.type('dark');
    await page.getByRole('option', { name: 'Dark colours' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('html[data-theme="dark"]').waitFor();
    await expect.poll(() => focus(), patience).not.toBe('');
    await openCommands();
    await page.keyboard.type('où est rangée');
    await page.getByRole('option', { name: question }).waitFor();
    await page.keyboard.press('Enter');
    // The tick was kept.
    await page.locator('[data-citation]').nth(1).getByText('Checked').waitFor();
    await expect.poll(() => focus(), patience).not.toBe('');
  });
});
