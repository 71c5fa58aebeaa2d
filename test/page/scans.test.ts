import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { uiLanguage } from '../../src/contract/settings.ts';
import { ask } from './asking.ts';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';
import { coverage, type Rectangle } from './marks-fixtures/coverage.ts';
import { writeScans } from './scan-documents.ts';
import { textsOf } from './texts-of.ts';

const price = 'Wie hoch ist der Kaufpreis des Ruderboots?';
const deposit = 'Wie hoch ist die Anzahlung für den Anhänger?';
const sail = 'Wie viel Euro hat die Segelmacherei für das Segel erhalten?';
const german = textsOf('de');

describe.skipIf(!canBrowse)('scans', () => {
  let harness: Harness;
  let folder: string;
  let opened: OpenPage;
  let page: Page;
  beforeAll(async () => {
    [harness, folder] = await Promise.all([startHarness(), writeScans()]);
    opened = await harness.open({ language: 'de-DE' });
    ({ page } = opened);
    page.setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  test('dropped, are recognised after the rest, and the library says how far that is', async () => {
    await page.getByRole('main').waitFor();
    await opened.drop([folder]);
    const tray = page.getByRole('region', { name: german('add:tray.label') });
    await tray.getByText(german('add:outcome.added_other', { count: 4 })).waitFor();
    await harness.carrel.idle(4);
    await page.getByRole('button', { name: german('add:tray.close') }).click();
    const listed = await harness.carrel.client.call('browseDocuments', {});
    if (!listed.ok) throw new Error(listed.error.message);
    const read = listed.value.documents.map(({ document, status, stages }) => ({
      document: document.replace(/^.*Bootshaus\//u, ''),
      status,
      scans: stages.ocr.done,
    }));
    expect(read.filter(({ scans }) => scans > 0).toSorted(byName)).toEqual([
      { document: 'Akten.zip!/Belege/Quittung.png', status: 'indexed', scans: 1 },
      { document: 'Kaufvertrag.pdf', status: 'indexed', scans: 1 },
    ]);
  });

  test('an answer shows the cut-out of the page above the words, which are marked on it', async () => {
    const answer = await ask(page, price);
    const citation = answer.locator('[data-citation]').first();
    expect(await citation.innerText()).not.toContain(german('ask:citation.doubted'));
    const card = await cardOf(page, citation);
    expect(await card.locator('blockquote').innerText()).toContain('4.870 Euro');
    await card.getByText(german('ask:citation.recognised')).waitFor();
    expect(await inkUnderMarks(card)).toBeGreaterThan(0.85);
    expect(await opened.axe()).toEqual([]);
  });

  test('an amount that was recognised wrongly is dotted and not said to be checked', async () => {
    const answer = await ask(page, deposit);
    const sentence = answer.locator('[data-sentence]', { hasText: 'Anzahlung' }).first();
    // The digits were damaged: whatever was read for them is not what the contract says.
    const dotted = await sentence.locator('bdi > span').allInnerTexts();
    expect(dotted.join(' ')).toMatch(/\d/u);
    const citation = sentence.locator('[data-citation]').first();
    expect(await citation.innerText()).toContain(german('ask:citation.doubted'));
    const card = await cardOf(page, citation);
    await card.getByText(german('ask:citation.doubtful')).waitFor();
    expect(await card.locator('blockquote bdi > span').allInnerTexts()).toEqual(dotted);
    expect(await opened.axe()).toEqual([]);
  });

  test('a page is found in, selected, copied and read aloud like text', async () => {
    const answer = await ask(page, price);
    await answer.locator('[data-citation]').first().click();
    const paper = page.locator('[data-page="2"][data-drawn="true"]');
    const mark = paper.locator('[data-mark="quoted"]');
    await mark.first().waitFor();
    const words = paper.locator('span', { hasText: /^(?:Der|Kaufpreis|Euro\.)\s*$/u });
    await expect.poll(() => words.count()).toBeGreaterThanOrEqual(3);
    await settled(mark);
    const under = paper.locator('span', { hasText: /^(?:Kaufpreis|4\.870)\s*$/u });
    const covered = coverage(await rectangles(mark), await rectangles(under));
    expect(covered.ofSecond).toBeGreaterThan(0.9);

    // What a screen reader gets of the page.
    const aloud = await paper.ariaSnapshot();
    expect(aloud.replaceAll(/\s+/gu, ' ')).toContain('Die Übergabe findet am 17. Mai 2024');

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const [first] = await rectangles(paper.locator('span', { hasText: /^Übergabe\s*$/u }));
    const [last] = await rectangles(paper.locator('span', { hasText: /^2024\s*$/u }));
    if (first === undefined || last === undefined) throw new Error('the words are not laid over');
    await page.mouse.move(first.left + 1, (first.top + first.bottom) / 2);
    await page.mouse.down();
    await page.mouse.move(last.right - 1, (last.top + last.bottom) / 2, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.press('Control+c');
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied.replaceAll(/\s+/gu, ' ').trim()).toMatch(/^Übergabe findet am 17\. Mai 202?4?/u);

    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: german('viewer:find.label') }).fill('Bootssteg');
    const found = paper.locator('[data-mark="found"]');
    await settled(found);
    const [here] = await rectangles(paper.locator('span', { hasText: /^Bootssteg\s*$/u }));
    if (here === undefined) throw new Error('the word found is not laid over');
    expect(coverage(await rectangles(found), [here]).ofBoth).toBeGreaterThan(0.9);
    expect(await opened.axe()).toEqual([]);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Escape');
  });

  test('one that lay sideways in an archive is shown upright, in every language', async () => {
    for (const language of uiLanguage.options) {
      const t = textsOf(language);
      const other = await harness.open({ language, width: 900 });
      other.page.setDefaultTimeout(60_000);
      const answer = await ask(other.page, sail);
      const citation = answer.locator('[data-citation]', { hasText: 'Quittung.png' }).first();
      const card = await cardOf(other.page, citation);
      await card.getByText(t('ask:citation.recognised')).waitFor();
      const box = await card.locator('[data-cut-out]').boundingBox();
      // A line of text lies; on its side it would stand.
      expect((box?.width ?? 0) / (box?.height ?? 1)).toBeGreaterThan(4);
      expect(await inkUnderMarks(card)).toBeGreaterThan(0.85);
      expect(other.errors).toEqual([]);
      await other.close();
    }
  });

  test('and so it is in the viewer: marked, found, copied, and small', async () => {
    const answer = await ask(page, sail);
    await answer.locator('[data-citation]', { hasText: 'Quittung.png' }).first().click();
    const paper = page.locator('[data-page="1"][data-drawn="true"]');
    const mark = paper.locator('[data-mark="quoted"]');
    await settled(mark);
    await expect.poll(() => proportion(paper)).toBeGreaterThan(1.2);
    const amount = paper.locator('span', { hasText: /^(?:Segelmacherei|620)\s*$/u });
    await expect.poll(() => amount.count()).toBe(2);
    expect(coverage(await rectangles(mark), await rectangles(amount)).ofSecond).toBeGreaterThan(
      0.9,
    );

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const [from, to] = await rectangles(
      paper.locator('span', { hasText: /^(?:Halle|Kanal)\s*$/u }),
    );
    if (from === undefined || to === undefined) throw new Error('the words are not laid over');
    await page.mouse.move(from.left + 1, (from.top + from.bottom) / 2);
    await page.mouse.down();
    await page.mouse.move(to.right - 1, (to.top + to.bottom) / 2, { steps: 5 });
    await page.mouse.up();
    await page.keyboard.press('Control+c');
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied.trim()).toMatch(/^Halle am Kana?l?$/u);

    await page.keyboard.press('Control+f');
    await page.getByRole('textbox', { name: german('viewer:find.label') }).fill('Kanal');
    const found = paper.locator('[data-mark="found"]');
    await settled(found);
    const here = await rectangles(paper.locator('span', { hasText: /^Kanal\s*$/u }));
    expect(coverage(await rectangles(found), here).ofBoth).toBeGreaterThan(0.9);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: german('viewer:panel.toggle') }).click();
    const small = page.getByRole('tabpanel', { name: german('viewer:panel.pages') });
    const picture = small.locator('canvas').first();
    await picture.waitFor();
    await expect.poll(() => proportion(picture)).toBeGreaterThan(1.2);
    expect(await opened.axe()).toEqual([]);
  });

  test('nothing was asked of another machine', () => {
    expect({ foreign: opened.foreign, errors: opened.errors }).toEqual({ foreign: [], errors: [] });
  });
});

function byName(a: { document: string }, b: { document: string }): number {
  return a.document.localeCompare(b.document);
}

/** The card of a citation, its cut-out drawn. */
async function cardOf(page: Page, citation: Locator): Promise<Locator> {
  await citation.hover();
  const card = page.locator('[data-scan="true"]');
  await card.locator('[data-cut-out="drawn"] canvas').waitFor();
  return card;
}

/** Waits until something is there and does not move any more. */
async function settled(elements: Locator): Promise<void> {
  await elements.first().waitFor();
  let last = '';
  await expect
    .poll(async () => {
      const before = last;
      last = JSON.stringify(await rectangles(elements));
      return last === before;
    })
    .toBe(true);
}

/** Width by height. */
async function proportion(element: Locator): Promise<number> {
  const box = await element.boundingBox();
  return box === null ? 0 : box.width / box.height;
}

async function rectangles(elements: Locator): Promise<Rectangle[]> {
  const boxes = await Promise.all((await elements.all()).map((each) => each.boundingBox()));
  return boxes
    .filter((box) => box !== null)
    .map(({ x, y, width, height }) => ({ left: x, top: y, right: x + width, bottom: y + height }));
}

interface Dark {
  readonly width: number;
  readonly height: number;
  /** Their places, row by row. */
  readonly dark: readonly number[];
}

const darkPixels = `(() => {
  const canvas = document.querySelector('[data-scan="true"] canvas');
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const dark = [];
  for (let at = 0; at < width * height; at += 1) if (data[at * 4] < 128) dark.push(at);
  return { width, height, dark };
})()`;

/** The part of a cut-out's dark pixels that lie under its marks. */
async function inkUnderMarks(card: Locator): Promise<number> {
  const canvas = card.locator('[data-cut-out="drawn"] canvas');
  const [outer] = await rectangles(canvas);
  const marks = await rectangles(card.locator('[data-cut-out] [data-mark]'));
  const { width, height, dark } = await card.page().evaluate<Dark>(darkPixels);
  if (outer === undefined || dark.length === 0) return 0;
  const under = dark.filter((at) => {
    const x = outer.left + (((at % width) + 0.5) / width) * (outer.right - outer.left);
    const y = outer.top + ((Math.floor(at / width) + 0.5) / height) * (outer.bottom - outer.top);
    return marks.some(
      ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
    );
  });
  return under.length / dark.length;
}
