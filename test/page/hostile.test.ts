import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask } from './asking.ts';
import { canBrowse, startHarness, type Harness, type OpenPage, type View } from './harness.ts';
import { hostileDocuments, loot, writeHostile } from './hostile-documents.ts';
import { hostileOutput, speakHostile } from './hostile-engine.ts';

/** What no text may ever become. */
const comeAlive = [
  'a[href]',
  'img',
  'iframe',
  'object',
  'embed',
  'base',
  'form[action]',
  'meta[http-equiv="refresh"]',
  'script:not([src])',
  '[onerror], [onload], [onclick]',
].join(', ');

describe.skipIf(!canBrowse)('hostile documents', () => {
  let harness: Harness;
  let folder: string;
  let opened: OpenPage;
  let strange: string[];
  beforeAll(async () => {
    [harness, folder] = await Promise.all([startHarness(), writeHostile()]);
    await harness.carrel.add([folder], '<i onclick=ran()>Zoo');
    await harness.carrel.idle(hostileDocuments.length);
  });
  beforeEach(() => {
    strange = [];
  });
  afterEach(async () => {
    const { page, foreign, errors, requests } = opened;
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(await page.locator(comeAlive).count()).toBe(0);
    await opened.close();
    // Nor does the page's own server get asked for what only a document names.
    const looted = requests.filter((url) => url.includes(loot));
    expect({ foreign, errors, looted, strange }).toEqual({
      foreign: [],
      errors: [],
      looted: [],
      strange: [],
    });
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  async function open(view?: View): Promise<Page> {
    opened = await harness.open(view);
    const { page } = opened;
    page.setDefaultTimeout(60_000);
    page.on('dialog', (dialog) => {
      strange.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('download', () => strange.push('download'));
    page.context().on('page', () => strange.push('window'));
    page.on('framenavigated', (frame) => {
      if (new URL(frame.url()).origin !== new URL(harness.carrel.address).origin) {
        strange.push(frame.url());
      }
    });
    return page;
  }

  test.each(hostileDocuments)('$name stays words', async ({ name, question, says, payload }) => {
    const page = await open();
    const field = page.getByRole('combobox');
    // Found while typing, by words and by name.
    await field.fill(`"${says.split(' ').slice(0, 3).join(' ')}"`);
    const hits = page.getByRole('option');
    await hits.first().waitFor();
    expect(await page.getByRole('listbox').innerText()).toContain(name);

    const answer = await ask(page, question);
    expect(await answer.locator('[data-sentence]').first().innerText()).toContain(says);
    const cited = answer.locator('[data-citation]').first();
    expect(await cited.locator('bdi').innerText()).toContain(name);
    await cited.hover();
    await page.locator('blockquote').waitFor();
    await cited.click();

    const viewer = page.locator('[data-viewer="open"]');
    await viewer.getByText(name).first().waitFor();
    await viewer.locator('[data-mark="quoted"]').first().waitFor();
    // Every page of it, selectable text and all.
    await viewer.locator('[data-scroller]', { hasText: payload }).waitFor();
    // Links of the original lie over the whole page.
    const at = await viewer.locator('[data-mark="quoted"]').first().boundingBox();
    if (at === null) expect.fail('the mark is not shown');
    await page.mouse.click(at.x + 8, at.y + at.height / 2);
  });

  test('history and sidebar show questions as they were typed', async () => {
    const page = await open();
    const question = `<img src=${loot} onerror=window.ran=true> $t(ask:field.ask) parrot \u202Elodge?`;
    await ask(page, question);
    await page.getByRole('button', { name: 'All questions' }).click();
    await page.getByRole('heading', { name: 'Questions', exact: true }).waitFor();
    await page.locator('main li', { hasText: question }).getByText(question).first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'All questions' }).click();
    await page.locator('main li', { hasText: question }).getByText(question).first().click();
    await page.getByRole('article', { name: question, exact: true }).waitFor();
  });

  test('what a model writes stays words, streamed and stored', async () => {
    const page = await open({ prepare: speakHostile });
    const { question } = hostileDocuments[0] ?? expect.fail('no document');
    const answer = await ask(page, question);
    expect(await answer.locator('[data-sentence]').first().innerText()).toContain(
      hostileOutput.slice(0, 80),
    );
    await answer.locator('[data-citation]').first().hover();
    await page.locator('blockquote', { hasText: 'window.ran=true' }).waitFor();
    // The words are not at the place: it opens unmarked and says so.
    await answer.locator('[data-citation]').first().click();
    await page.locator('[data-viewer="open"]').waitFor();
    expect(await page.locator('[data-mark="quoted"]').count()).toBe(0);

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await answer.getByRole('button', { name: 'Copy' }).click();
    await answer.getByText('Copied', { exact: true }).waitFor();
    const rich = await page.evaluate<string>(
      `(async () => { const [item] = await navigator.clipboard.read();
        return await (await item.getType('text/html')).text(); })()`,
    );
    expect(rich).not.toMatch(/<(?:img|script|a)\b/u);
  });
});
