import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';
import { petitions } from './settings-documents.ts';

describe.skipIf(!canBrowse)('the command palette', () => {
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

  test('opens by keyboard and goes to a page of settings', async () => {
    const { page } = opened;
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Commands' }).waitFor();
    await page.keyboard.type('gpu');
    await page.getByRole('option', { name: 'Performance' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Performance', level: 1 }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('gives the focus back where it was', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Shortcuts' }).focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator(':focus', { hasText: 'Shortcuts' }).waitFor();
  });

  test('finds a collection and a document by name, whatever the accents', async () => {
    const { page } = opened;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('pétit');
    await page.getByRole('option', { name: 'Petitions' }).waitFor();
    await page.getByRole('combobox').fill('well on the green');
    await page.getByRole('option', { name: 'well on the green.txt' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('complementary', { name: 'Document' }).waitFor();
    await page.getByText('The well on the green has run dry').first().waitFor();
  });

  test('finds what a key does, and goes back as it would', async () => {
    const { page } = opened;
    await page.keyboard.press('Control+k');
    const field = page.getByRole('dialog').getByRole('combobox');
    await field.fill('next pane');
    await page.getByRole('option', { name: 'Shortcuts' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Shortcuts' }).waitFor();
    await page.keyboard.press('Control+k');
    await field.fill('go back');
    await page.getByRole('option', { name: 'Go back' }).getByText('Alt+←').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Shortcuts' }).waitFor({ state: 'detached' });
  });

  test('says that nothing has such a name, and steps back from a list within it', async () => {
    const { page } = opened;
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zzqx');
    await page.getByText('Nothing of this name').waitFor();
    await page.getByRole('combobox').fill('sprache');
    await page.getByRole('option', { name: 'Choose a language' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'Deutsch' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('option', { name: 'New question' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('is accessible, adds no style element and breaks no rule of the page', async () => {
    const { page } = opened;
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: 'New question' }).waitFor();
    expect(await opened.axe()).toEqual([]);
    expect(await page.locator('style').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(opened.errors).toEqual([]);
    expect(opened.foreign).toEqual([]);
  });
});
