import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { carrel } from '../e2e/carrel.ts';
import { canBrowse, startHarness, type Harness } from './harness.ts';

const catalogue = 'catalogue.sqlite';
const garbage = 'this is no database'.repeat(1000);

describe.skipIf(!canBrowse)('stored data that damage keeps from being opened', () => {
  const own = mkdtempSync(join(tmpdir(), 'carrel-damaged-'));
  const backup = join(own, 'carrel.backup');
  let harness: Harness;

  beforeAll(async () => {
    // Found by words alone, which is quicker.
    const options = { home: join(own, 'home'), env: { CARREL_MODELS: join(own, 'none') } };
    const documents = join(own, 'documents');
    mkdirSync(documents);
    writeFileSync(join(documents, 'crane.txt'), 'The crane in the yard is yellow.\n');
    await carrel(['add', documents], options);
    await carrel(['backup', backup], options);
    harness = await startHarness({}, (home) => {
      mkdirSync(home, { mode: 0o700 });
      writeFileSync(join(home, catalogue), garbage);
    });
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(own, { recursive: true, force: true });
  });

  test('is said, with what can be done: a backup is restored, and the page goes on', async () => {
    const opened = await harness.open();
    const { page } = opened;
    const title = page.getByRole('heading', { name: 'What Carrel has stored is damaged' });
    await title.waitFor();
    expect(await opened.axe()).toEqual([]);
    await page.getByRole('button', { name: 'Repair' }).click();
    // Nothing of it is a catalogue.
    await page.getByText('Nothing could be read of what was stored').waitFor();
    expect(readFileSync(join(harness.carrel.home, catalogue), 'utf8')).toBe(garbage);
    await page.getByRole('button', { name: 'Restore a backup…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill(backup);
    await dialog.getByRole('button', { name: 'Replace everything' }).click();
    await page.getByRole('button', { name: /^Status: / }).waitFor();
    await page.getByText('1 document').first().waitFor();
    expect(await title.isVisible()).toBe(false);
    await opened.close();
  });
});
