import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';
import { petitions } from './settings-documents.ts';

describe.skipIf(!canBrowse)('the settings', () => {
  let harness: Harness;
  let opened: OpenPage;
  beforeAll(async () => {
    harness = await startHarness();
    await harness.carrel.add([petitions(harness.carrel.home)], 'Petitions');
    opened = await harness.open();
    await opened.page.getByRole('main').waitFor();
  });
  afterAll(async () => {
    await opened.close();
    await harness.stop();
  });

  /** What the engine keeps. */
  async function kept() {
    const read = await harness.carrel.client.call('readSettings', {});
    return read.ok && read.value;
  }

  async function goTo(name: string): Promise<void> {
    const { page } = opened;
    await page.getByRole('button', { name: /^(Settings|Einstellungen)$/u }).click();
    await page
      .getByRole('navigation', { name: /^(Settings|Einstellungen)$/u })
      .getByRole('button', { name })
      .click();
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  }

  test('show the models by role, with what they are and whether they fit', async () => {
    const { page } = opened;
    await goTo('Models');
    const embedder = page.locator('[data-model="multilingual-e5-small"]');
    await embedder.getByText('In use').waitFor();
    expect(await embedder.textContent()).toMatch(/Microsoft, United States · MIT · \d+\sMB/u);
    await embedder.getByRole('button', { name: 'Remove Multilingual E5 small' }).click();
    await page.getByText('Your documents are searched with its vectors.').waitFor();
    await page.keyboard.press('Escape');
  });

  test('list their pages by icons alone where there is little room', async () => {
    const { page } = opened;
    const name = page
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('button', { name: 'Privacy' })
      .locator('span');
    const width = async () => (await name.boundingBox())?.width ?? 0;
    expect(await width()).toBeGreaterThan(20);
    await page.setViewportSize({ width: 640, height: 800 });
    await expect.poll(width).toBeLessThanOrEqual(1);
    await page.setViewportSize({ width: 1280, height: 800 });
    await expect.poll(width).toBeGreaterThan(20);
  });

  test('fetch nothing without consent that names size and address', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Install Ministral 3 8B Instruct (2512)' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Download 5\.2\sGB$/u }).waitFor();
    expect(await dialog.textContent()).toContain('https://');
    expect(await dialog.textContent()).toContain('Apache-2.0');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(opened.foreign).toEqual([]);
  });

  test('say why a file cannot be imported', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Import a file…' }).click();
    await page.getByLabel('Path of the file').fill('/nowhere/at-all.gguf');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.keyboard.press('Escape');
  });

  test('verify the installed models', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Verify the installed models' }).click();
    const answerer = page.locator('[data-model="smollm2-135m-instruct"]');
    await answerer.getByText('Checked: sound').waitFor();
  });

  test('switch to German and dark, keep that over a reload, and switch back', async () => {
    const { page } = opened;
    await goTo('General');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('heading', { name: 'Allgemein', level: 1 }).waitFor();
    await page.getByRole('radio', { name: 'Dunkel' }).check();
    await page.locator('html[data-theme="dark"][lang="de"]').waitFor();
    await page.reload();
    await page.locator('html[data-theme="dark"][lang="de"]').waitFor();
    expect(await opened.axe()).toEqual([]);
    await goTo('Allgemein');
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('system');
    await page.getByRole('radio', { name: 'As the system' }).check();
    await page.locator('html[data-theme="light"][lang="en"]').waitFor();
  });

  test('name the language that the page takes from the system', async () => {
    const italian = await harness.open({ language: 'it-IT' });
    try {
      const { page } = italian;
      await page.getByRole('button', { name: 'Impostazioni' }).click();
      await page.getByRole('button', { name: 'Generali' }).click();
      await page.getByRole('option', { name: 'Quella del sistema (Italiano)' }).waitFor({
        state: 'attached',
      });
    } finally {
      await italian.close();
    }
  });

  test('say what is passed over in folders, and take patterns by keyboard', async () => {
    const { page } = opened;
    await goTo('Folders');
    const patterns = page.getByRole('textbox', { name: 'Names that are passed over' });
    expect(await patterns.inputValue()).toContain('node_modules/');
    expect(await page.getByRole('radio', { name: 'Pass over' }).first().isChecked()).toBe(true);
    await patterns.fill('*.bak\n{a,b}');
    await page.getByText('“{a,b}” is no pattern that can be used.').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    expect(await opened.axe()).toEqual([]);
    await patterns.fill('*.bak\nold/');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(kept).toMatchObject({ ignorePatterns: ['*.bak', 'old/'] });
    await page.getByRole('radio', { name: 'Pass over' }).first().focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('combobox', { name: 'Pass over files larger than' }).selectOption('50');
    await expect.poll(kept).toMatchObject({ ignoreHidden: false, ignoreLargerThan: 50 });
  });

  test('are changed by keyboard alone', async () => {
    const { page } = opened;
    await goTo('Answers');
    await page.getByRole('radio', { name: 'Automatic' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('The best sentences, word for word').waitFor();
    await expect.poll(kept).toMatchObject({ answerMode: 'quote' });
  });

  test('prove the isolation and say what was tried', { timeout: 60_000 }, async () => {
    const { page } = opened;
    await goTo('Privacy');
    await page.getByRole('button', { name: 'Test the isolation' }).click();
    const verdict = page.getByText(/attempts? (was|were) refused|got out/u).first();
    await verdict.waitFor({ timeout: 50_000 });
    await page.getByRole('rowheader', { name: 'Connect to the network' }).waitFor();
    expect(await opened.axe()).toEqual([]);
  });

  test('keep what may no longer be read for as long as is chosen', async () => {
    const { page } = opened;
    const keep = page.getByRole('combobox', { name: 'Erase after' });
    expect(await keep.inputValue()).toBe('30');
    await keep.selectOption({ label: '7 days' });
    await expect.poll(kept).toMatchObject({ eraseDeniedAfterDays: 7 });
    await keep.selectOption({ label: 'Never' });
    await expect.poll(kept).toMatchObject({ eraseDeniedAfterDays: null });
  });

  test('say what is stored and how large it is', async () => {
    const { page } = opened;
    await page.getByRole('rowheader', { name: 'Texts, words, questions and settings' }).waitFor();
    await page.getByRole('rowheader', { name: 'In all' }).waitFor();
  });

  test('check what is stored, name what is damaged and mend it', async () => {
    const { page } = opened;
    await goTo('Data');
    const section = page.getByRole('region', { name: 'Check what is stored' });
    await section.getByRole('button', { name: 'Check', exact: true }).click();
    await section.getByText('2 documents: everything is as it was written.').waitFor();
    const folder = join(harness.carrel.home, 'vectors');
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (/data.*\.lance$/u.test(name)) truncateSync(join(folder, name), 100);
    }
    await section.getByRole('button', { name: 'Check', exact: true }).click();
    await section.getByText('What is stored of 2 documents is damaged:').waitFor();
    expect(await section.getByRole('listitem').count()).toBe(2);
    expect(await opened.axe()).toEqual([]);
    await section.getByRole('button', { name: 'Repair' }).click();
    await section.getByText('Repaired; 0 documents are read again.').waitFor();
    const whole = async () => {
      const report = await harness.carrel.client.call('verifyStore', {});
      return report.ok && report.value.ok;
    };
    await expect.poll(whole).toBe(true);
  });

  test('write a backup and put it in place of what is stored', { timeout: 90_000 }, async () => {
    const { page } = opened;
    const folder = mkdtempSync(join(tmpdir(), 'carrel-page-backup-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    await page.getByRole('button', { name: 'Back up…' }).click();
    await page.getByLabel('Folder for the backup').fill(folder);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'The backup is written' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
    const [name] = readdirSync(folder);
    await harness.carrel.client.call('eraseEverything', {});
    await page.getByRole('button', { name: 'Restore…' }).click();
    await page.getByLabel('File of the backup').fill(join(folder, 'none'));
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.getByLabel('File of the backup').fill(join(folder, name ?? ''));
    await page.getByRole('button', { name: 'Replace everything' }).click();
    await page.getByText('2 documents are here again.').waitFor();
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await page.getByText('2 documents').first().waitFor();
    expect(opened.errors).toEqual([]);
    await goTo('Privacy');
  });

  test('erase everything once the word was typed, and start afresh', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Erase everything…' }).click();
    const dialog = page.getByRole('dialog');
    const erase = dialog.getByRole('button', { name: 'Erase everything' });
    await dialog.getByText('2 documents: their texts, words and vectors').waitFor();
    expect(await erase.isDisabled()).toBe(true);
    await dialog.getByLabel('To confirm, type “erase”:').fill('erase');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Everything is erased' }).waitFor();
    const status = await harness.carrel.client.call('status', {});
    expect(status.ok && status.value.documents).toBe(0);
    await page.getByRole('button', { name: 'Start afresh' }).click();
    await page.getByText('0 documents').waitFor();
    expect(opened.errors).toEqual([]);
  });
});
