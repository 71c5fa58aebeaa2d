import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  canBrowse,
  samples,
  startHarness,
  type Harness,
  type OpenPage,
  type View,
} from './harness.ts';
import { killAndHold } from './held-engine.ts';

const notice = join(samples, 'Safety-notice-hitch.txt');

describe.skipIf(!canBrowse)('the frame', () => {
  let harness: Harness;
  let opened: OpenPage;
  beforeAll(async () => {
    harness = await startHarness();
    await harness.carrel.add([notice]);
  });
  afterEach(async () => {
    expect(opened.foreign).toEqual([]);
    await opened.close();
  });
  afterAll(async () => {
    await harness.stop();
  });

  async function open(view?: View): Promise<Page> {
    opened = await harness.open(view);
    await opened.page.getByRole('main').waitFor();
    return opened.page;
  }

  async function openNotice(page: Page): Promise<void> {
    const field = page.getByRole('combobox');
    await field.fill('hitch');
    await page.getByRole('option').first().waitFor();
    await field.press('ArrowDown');
    await field.press('Enter');
    await page.locator('[data-pane="viewer"]').waitFor();
  }

  const widthOf = async (page: Page, pane: string): Promise<number> =>
    (await page.locator(`[data-pane="${pane}"]`).boundingBox())?.width ?? 0;

  test('asks its own origin and nobody else, and breaks no rule of its policy', async () => {
    const page = await open();
    await page.getByRole('button', { name: /In all documents/u }).click();
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    // The menu gives the focus back to its button when it has gone, whatever has it by then.
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page
      .getByRole('button', { name: /In all documents/u })
      .and(page.locator(':focus'))
      .waitFor();
    await openNotice(page);
    expect(opened.requests.length).toBeGreaterThan(3);
    expect(opened.errors).toEqual([]);
  });

  test('has three panes where they fit, else the rail beside the viewer', async () => {
    const wide = await open({ width: 1920, height: 1080 });
    await openNotice(wide);
    expect(await widthOf(wide, 'sidebar')).toBe(240);
    expect(await widthOf(wide, 'viewer')).toBeGreaterThan(800);
    await opened.close();
    const narrow = await open();
    expect(await widthOf(narrow, 'sidebar')).toBe(240);
    await openNotice(narrow);
    await expect.poll(() => widthOf(narrow, 'sidebar')).toBe(48);
    for (let step = 0; step < 3; step += 1) await narrow.keyboard.press('Escape');
    await narrow.locator('[data-pane="viewer"]').waitFor({ state: 'detached' });
    await expect.poll(() => widthOf(narrow, 'sidebar')).toBe(240);
    await opened.close();
    // As 1280 x 800 is at a zoom of 200%.
    const magnified = await open({ width: 640, height: 400 });
    await openNotice(magnified);
    await expect.poll(() => widthOf(magnified, 'sidebar')).toBe(48);
    const close = magnified.getByRole('button', { name: 'Close document' });
    const end = await close.boundingBox();
    expect((end?.x ?? 640) + (end?.width ?? 0)).toBeLessThanOrEqual(640);
    // Nothing of it makes the window itself scroll.
    const height = await magnified.evaluate<number>('document.scrollingElement.scrollHeight');
    expect(height).toBe(400);
    await magnified.getByRole('button', { name: 'Library' }).click();
    await magnified.getByRole('checkbox', { name: /Safety-notice/u }).check();
    const line = await magnified.getByRole('toolbar').boundingBox();
    const clear = magnified.getByRole('toolbar').getByRole('button').last();
    const [left, right] = [line, await clear.boundingBox()].map(
      (box) => (box?.x ?? 640) + (box?.width ?? 0),
    );
    expect(right).toBeLessThanOrEqual(left ?? 0);
  });

  test('keeps the folded sidebar over a reload, and moves between panes with F6', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Fold the sidebar' }).click();
    await expect.poll(() => widthOf(page, 'sidebar')).toBe(48);
    await page.reload();
    await page.getByRole('button', { name: 'Unfold the sidebar' }).waitFor();
    expect(await widthOf(page, 'sidebar')).toBe(48);
    await page.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Shift+F6');
    expect(await page.locator('[data-pane="sidebar"] :focus').count()).toBe(1);
    await page.keyboard.press('F6');
    expect(await page.locator('[data-pane="middle"] :focus').count()).toBe(1);
  });

  test('says in one line how things stand, and more on a click', async () => {
    const page = await open({ language: 'de-DE', scheme: 'dark' });
    const status = page.getByRole('button', { name: /1 Dokument/u });
    await status.click();
    await page.getByText('Suche: Multilingual E5 small').waitFor();
    expect(await opened.axe()).toEqual([]);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });

  test('survives a restart of its engine with a banner', async () => {
    const page = await open();
    // The page follows the engine and has seen it run.
    await page.getByRole('button', { name: /Offline|Not isolated/u }).waitFor();
    const { held, banner } = await killAndHold(page, harness.carrel.pid);
    process.kill(held, 'SIGCONT');
    await banner.waitFor({ state: 'detached', timeout: 60_000 });
    const field = page.getByRole('combobox');
    await field.fill('Which trailers does the notice concern?');
    await field.press('Control+Enter');
    await page.locator('article[data-state="complete"]').waitFor({ timeout: 60_000 });
  });

  test('says that there are too many windows, and opens once one is closed', async () => {
    // The test's own connection is the eighth.
    const windows = await Promise.all(
      Array.from({ length: 7 }, () => openWindow(harness.carrel.address)),
    );
    opened = await harness.open();
    const { page } = opened;
    await page.getByText('Carrel is open in too many windows').waitFor();
    expect(await opened.axe()).toEqual([]);
    for (const socket of windows) socket.terminate();
    // The server hears of their end a moment later.
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByText('too many windows').or(page.getByRole('combobox')).first().waitFor();
          return await page.getByRole('combobox').count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
  });

  test('says what to do where the address is wrong', async () => {
    const { origin } = new URL(harness.carrel.address);
    const wrong = await open({ address: `${origin}/#token=wrong` });
    await wrong.getByText('This address is no longer valid').waitFor();
    expect(await opened.axe()).toEqual([]);
    await opened.close();
    const without = await open({ address: `${origin}/` });
    await without.getByText('This address is incomplete').waitFor();
  });
});

/** A window of the page, without the page; the place of one that was just closed is soon free. */
async function openWindow(address: string): Promise<WebSocket> {
  const { origin, host, hash } = new URL(address);
  for (;;) {
    const socket = new WebSocket(`ws://${host}/contract`, { origin });
    await once(socket, 'open');
    socket.send(JSON.stringify({ token: hash.replace('#token=', '') }));
    socket.send(JSON.stringify({ type: 'call', id: 1, route: 'status', input: {} }));
    const served = once(socket, 'message').then(() => true);
    const refused = once(socket, 'close').then(() => false);
    if (await Promise.race([served, refused])) return socket;
    await delay(100);
  }
}
