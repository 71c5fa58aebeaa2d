import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';

const patience = { timeout: 60_000 };
const FILES = 24;

/** About 700 words, no two files alike, so that every one takes its time to be embedded. */
function story(seed: number): string {
  const nouns = ['harbour', 'kettle', 'ladder', 'orchard', 'lantern', 'bridge', 'cellar', 'window'];
  const verbs = ['leans on', 'belongs to', 'was painted after', 'stands beside', 'outlived'];
  const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';
  return Array.from({ length: 90 }, (_, line) => {
    const at = seed * 131 + line * 17;
    return `In year ${String(1500 + (at % 500))} the ${pick(nouns, at)} ${pick(verbs, at >> 1)} the ${pick(nouns, at >> 2)}.`;
  }).join('\n');
}

describe.skipIf(!canBrowse)('the work of the library', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-page-work-'));
  const stories = join(folder, 'Stories');
  const later = join(folder, 'Later');
  let harness: Harness;
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    for (const each of [stories, later]) mkdirSync(each);
    for (let file = 0; file < FILES; file += 1) {
      writeFileSync(join(stories, `story ${String(file)}.txt`), story(file));
    }
    for (const name of ['one', 'two', 'three']) {
      writeFileSync(join(later, `${name}.txt`), `Number ${name} waits at the quay.\n`);
    }
    harness = await startHarness();
    // On a fast machine too, it takes longer than an estimate needs to be made.
    await harness.carrel.client.call('changeSettings', { threads: 1 });
    opened = await harness.open();
    ({ page } = opened);
    page.setDefaultTimeout(60_000);
    await page.getByRole('main').waitFor();
    await page.getByRole('button', { name: 'Library' }).click();
  });
  afterEach(() => {
    const { foreign, errors } = opened;
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function status() {
    const asked = await harness.carrel.client.call('status', {});
    if (!asked.ok) throw new Error(asked.error.message);
    return asked.value;
  }
  const add = async (path: string): Promise<void> => {
    await page.getByRole('main').getByRole('button', { name: 'Add', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'By path…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add by path' });
    await dialog.getByLabel('Path of the file or folder').fill(path);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  };
  const strip = () => page.locator('[data-work]');

  test('tells how far it is and how long it takes, and stands still while it is paused', async () => {
    await add(stories);
    await strip()
      .getByText(/about \d+ (second|minute)s? left/u)
      .waitFor();
    await page.getByRole('progressbar', { name: 'How far reading is' }).waitFor();
    await strip().getByRole('button', { name: 'Pause' }).click();
    await strip()
      .getByText(/^Paused/u)
      .waitFor();
    await expect.poll(async () => (await status()).working, patience).toBe(false);
    const paused = await status();
    expect(paused.passages).toBeGreaterThan(paused.vectors);
    const words = await strip().textContent();
    await delay(1500);
    expect(await status()).toMatchObject({
      working: false,
      documents: paused.documents,
      passages: paused.passages,
      vectors: paused.vectors,
    });
    expect(await strip().textContent()).toBe(words);
    await strip().getByText(/left/u).waitFor({ state: 'detached' });
    expect(await opened.axe()).toEqual([]);
  });

  test('while paused, what waits is cancelled: what was never read, and nothing else', async () => {
    // Changed after it was read: it waits too, and stays.
    writeFileSync(join(stories, 'story 0.txt'), 'The ferry was sold to the lighthouse keeper.\n');
    await harness.carrel.add([stories, later]);
    await strip().getByRole('button', { name: 'Cancel what waits' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel what waits?' });
    await dialog.getByText('3 documents that have not been read leave the library.').waitFor();
    expect(await opened.axe()).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel them' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(async () => (await status()).documents, patience).toBe(FILES);
    expect(existsSync(join(later, 'one.txt'))).toBe(true);
    await strip().getByRole('button', { name: 'Cancel what waits' }).waitFor({ state: 'detached' });
    const waiting = await harness.carrel.client.call('browseDocuments', {
      filter: { status: ['queued'] },
    });
    expect(waiting).toMatchObject({ value: { documents: [{ document: 'story 0.txt' }] } });
  });

  test('goes on where it was, to the end', async () => {
    await strip().getByRole('button', { name: 'Go on' }).click();
    await strip().getByRole('button', { name: 'Pause' }).waitFor();
    await harness.carrel.idle(FILES, 240);
    await strip().waitFor({ state: 'detached' });
    await page.getByText(`${String(FILES)} documents`, { exact: true }).waitFor();
    const found = await harness.carrel.client.call('findWords', { words: 'lighthouse keeper' });
    expect(found).toMatchObject({ value: { documents: [{ document: 'story 0.txt' }] } });
    const { passages, vectors } = await status();
    expect(vectors).toBe(passages);
  });
});
