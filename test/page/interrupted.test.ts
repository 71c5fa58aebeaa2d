import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';
import { killAndHold } from './held-engine.ts';
import { writeMany } from './journey-documents.ts';

const FILES = 14;

describe.skipIf(!canBrowse)('an import that is cut short', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-interrupted-'));
  let harness: Harness;
  let opened: OpenPage;
  beforeAll(async () => {
    harness = await startHarness();
  });
  afterEach(async () => {
    expect(opened.foreign).toEqual([]);
    await opened.close();
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(): Promise<OpenPage['page']> {
    opened = await harness.open();
    opened.page.setDefaultTimeout(60_000);
    await opened.page.getByRole('button', { name: /Offline|Not isolated/u }).waitFor();
    return opened.page;
  }

  test('goes on by itself when the engine comes back, with a banner meanwhile', async () => {
    const page = await open();
    await opened.drop([writeMany(folder, 'Watch', FILES)]);
    await page.locator('[data-addition="reading"]').waitFor();
    const { held, banner } = await killAndHold(page, harness.carrel.pid);
    expect(await opened.axe()).toEqual([]);
    process.kill(held, 'SIGCONT');
    await banner.waitFor({ state: 'detached' });
    // There was work left, and it is being done.
    await page.getByRole('button', { name: /\d+ waiting/u }).waitFor();
    await page.getByText(`${String(FILES)} documents added`).waitFor();
    await found(page, 'at post 12 of Watch', 'Watch 12.txt');
    await allReady(FILES);
    expect(opened.errors).toEqual([]);
  });

  test('goes on when Carrel is started again after its end', async () => {
    const before = await open();
    await opened.drop([writeMany(folder, 'Patrol', FILES)]);
    await before.locator('[data-addition="reading"]').waitFor();
    await harness.carrel.restart('SIGKILL');
    await before.getByText('The connection to Carrel is lost.').waitFor();
    expect(await opened.axe()).toEqual([]);
    await opened.close();

    const page = await open();
    await page.getByRole('button', { name: /\d+ waiting/u }).waitFor();
    await allReady(2 * FILES);
    await page
      .getByRole('button', { name: new RegExp(`${String(2 * FILES)} documents, [^\\d]*$`, 'u') })
      .waitFor();
    await found(page, 'at post 14 of Patrol', 'Patrol 14.txt');
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('says so when the data folder vanishes, and goes on once it is back', async () => {
    const page = await open();
    const { home } = harness.carrel;
    renameSync(home, `${home}-away`);
    const alert = page.getByRole('alert').filter({ hasText: 'The data folder is not there' });
    await alert.waitFor();
    expect(existsSync(home)).toBe(false);
    expect(await opened.axe()).toEqual([]);
    renameSync(`${home}-away`, home);
    await alert.waitFor({ state: 'detached' });
    await found(page, 'at post 14 of Patrol', 'Patrol 14.txt');
    const report = await harness.carrel.client.call('verifyStore', {});
    expect(report).toMatchObject({ ok: true, value: { ok: true } });
  });

  test('goes on when the window is closed', async () => {
    const before = await open();
    await opened.drop([writeMany(folder, 'Round', FILES)]);
    await before.locator('[data-addition="reading"]').waitFor();
    await opened.close();
    await allReady(3 * FILES);
    await found(await open(), 'at post 13 of Round', 'Round 13.txt');
  });

  async function allReady(documents: number): Promise<void> {
    await expect
      .poll(() => harness.carrel.client.call('browseDocuments', {}), { timeout: 60_000 })
      .toMatchObject({ value: { total: documents, byStatus: { indexed: documents } } });
  }
});

/** Finds a phrase in a document by the field. */
async function found(page: OpenPage['page'], phrase: string, name: string): Promise<void> {
  await page.getByRole('combobox').fill(`"${phrase}"`);
  await page.getByRole('listbox').getByText(name).waitFor();
}
