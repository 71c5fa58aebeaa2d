import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hostileName, writeDocuments } from './ask-documents.ts';
import { ask } from './asking.ts';
import { canBrowse, startHarness, type Harness, type OpenPage, type View } from './harness.ts';
import { tamper } from './tampered-engine.ts';

const french = 'Quelle est la caution du garage ?';
const english = 'What does one load of washing cost?';
const elsewhere = 'Who won the football world championship in 1974?';

const patience = { timeout: 60_000 };

describe.skipIf(!canBrowse)('asking', () => {
  let harness: Harness;
  let folder: string;
  let opened: OpenPage;
  beforeAll(async () => {
    [harness, folder] = await Promise.all([startHarness(), writeDocuments()]);
    await harness.carrel.add([folder]);
  });
  afterEach(async () => {
    const { foreign, errors } = opened;
    await opened.close();
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  async function open(view?: View): Promise<Page> {
    opened = await harness.open(view);
    return opened.page;
  }

  test('in French, answered from a German file, whose place opens', async () => {
    const page = await open({ language: 'fr-FR' });
    const answer = await ask(page, french);
    expect(await answer.getAttribute('data-state')).toBe('complete');
    expect(await answer.locator('[data-sentence]').first().innerText()).toContain('450 Euro');
    const citation = answer.getByRole('button', { name: 'Garage.pdf, p. 2' }).first();
    await citation.hover();
    await page.locator('blockquote', { hasText: 'Die Kaution für die Garage' }).waitFor();
    await citation.click();
    const viewer = page.locator('[data-pane="viewer"]');
    await viewer.getByText('Garage.pdf').first().waitFor();
    await viewer.locator('[data-page="2"] [data-mark]').first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
  });

  test('the card of a written sentence covers neither it nor what stands below', async () => {
    // The tiny model writes what it likes; what is cited and where it is drawn is the same.
    const page = await open({
      prepare: (fresh) =>
        fresh.routeWebSocket(/\/contract$/u, (socket) => {
          const engine = socket.connectToServer();
          engine.onMessage((raw) => {
            const written = raw
              .toString()
              .replace('"mode":"quote","fallback"', '"mode":"write","fallback"');
            socket.send(written);
          });
        }),
    });
    const answer = await ask(page, english);
    await answer.getByRole('button', { name: 'Show quotes only' }).waitFor();
    const sentence = answer.locator('[data-sentence]').last();
    await sentence.locator('[data-citation]').last().hover();
    const card = await page
      .locator('[data-side]', { has: page.locator('blockquote') })
      .boundingBox();
    const below = await sentence.boundingBox();
    expect(card?.height).toBeGreaterThan(0);
    expect((card?.y ?? 0) + (card?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  });

  test('what no document holds is said to be absent, with what comes nearest', async () => {
    const page = await open();
    const answer = await ask(page, elsewhere);
    await answer.getByText('Not in your documents.').waitFor();
    expect(await answer.locator('[data-sentence]').count()).toBe(0);
    await answer.getByText('Looked at all 4 documents, read in full.').waitFor();
    await answer
      .getByRole('region', { name: 'What comes nearest' })
      .getByRole('button')
      .first()
      .click();
    await page.locator('[data-pane="viewer"] [data-page]').first().waitFor();
  });

  test('what is asked of the library itself is told from its catalogue, and names open', async () => {
    const page = await open();
    const answer = await ask(page, 'What is in here?');
    await answer.getByText('From the catalogue of your library').waitFor();
    await answer.getByText('4 documents; type:').waitFor();
    expect(await answer.locator('[data-coverage]').count()).toBe(0);
    await answer.getByRole('list', { name: 'Documents' }).getByText('Garage.pdf').click();
    await page.locator('[data-pane="viewer"] [data-page]').first().waitFor();
  });

  test('quotes stand while the model writes, and stay when it is stopped', async () => {
    const page = await open();
    const quoted = await ask(page, english);
    await quoted.getByRole('button', { name: 'Write an answer' }).click();
    const written = page.locator('article[data-state]').nth(1);
    await written.locator('[data-sentence]').first().waitFor();
    expect(await written.getAttribute('data-state')).toBe('answering');
    await written.getByRole('button', { name: 'Stop' }).click();
    await written.getByText('Stopped.').waitFor();
    expect(await written.locator('[data-sentence]').count()).toBeGreaterThan(0);
    // The engine is free for the next one.
    await ask(page, french);
  });

  test('a written sentence is said to be checked before it stands', async () => {
    const held: (() => void)[] = [];
    let holding = true;
    const page = await open({
      prepare: (fresh) =>
        fresh.routeWebSocket(/\/contract$/u, (socket) => {
          const engine = socket.connectToServer();
          engine.onMessage((raw) => {
            const pass = (): void => {
              socket.send(raw);
            };
            // What follows the first word of a check waits until the page was seen to say it.
            if (holding && (held.length > 0 || raw.includes('"kind":"checking"'))) {
              if (held.length === 0) pass();
              held.push(pass);
            } else pass();
          });
        }),
    });
    const quoted = await ask(page, english);
    await quoted.getByRole('button', { name: 'Write an answer' }).click();
    const written = page.locator('article[data-state]').nth(1);
    await written.getByText('Checking sentence 1…').waitFor(patience);
    expect(await written.getAttribute('data-state')).toBe('answering');
    holding = false;
    for (const pass of held.slice(1)) pass();
    await written.and(page.locator('[aria-busy="false"]')).waitFor(patience);
    expect(await written.getByText(/Checking sentence/u).count()).toBe(0);
  });

  test('by keyboard alone: words open their place, citations are stepped through, and back', async () => {
    const page = await open();
    const { keyboard } = page;
    const viewer = page.locator('[data-pane="viewer"]');
    await page.getByRole('combobox').and(page.locator(':focus')).waitFor();
    await keyboard.type('"first load');
    await page.getByText('No place has exactly these words.').waitFor();
    await keyboard.press('Escape');
    await keyboard.press('Escape');
    await keyboard.type('"washing mach');
    const hits = page.getByRole('option');
    await hits.first().waitFor();
    expect(await hits.count()).toBe(1);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await viewer.getByText('Laundry.txt').first().waitFor();
    // The list, the words, the viewer.
    for (let step = 0; step < 3; step += 1) await keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });

    await keyboard.type(`${english} When were the washing machines bought?`);
    await keyboard.press('Control+Enter');
    const answer = page.locator('article[data-state="complete"]');
    await answer.waitFor();
    const citations = answer.locator('[data-citation]');
    expect(await citations.count()).toBeGreaterThan(1);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    const marked = viewer.locator('[data-mark]');
    await expect.poll(() => marked.allInnerTexts()).toEqual([expect.stringContaining('3 euros')]);
    await keyboard.press('ArrowDown');
    expect(await citations.nth(1).and(page.locator(':focus')).count()).toBe(1);
    await expect.poll(() => marked.allInnerTexts()).toEqual([expect.stringContaining('2019')]);
    await keyboard.press('Alt+ArrowLeft');
    await expect.poll(() => marked.allInnerTexts()).toEqual([expect.stringContaining('3 euros')]);
    expect(await citations.nth(1).and(page.locator(':focus')).count()).toBe(1);
  });

  test('a further question is understood with the one before, in the same conversation', async () => {
    const page = await open();
    await ask(page, 'When were the washing machines bought?');
    const further = page.getByRole('textbox', { name: 'Ask a follow-up question' });
    await further.fill('And what does one load cost?');
    await further.press('Enter');
    const second = page.locator('article[data-state="complete"]').nth(1);
    await second.locator('[data-sentence]', { hasText: '3 euros' }).first().waitFor(patience);
    const recent = page.getByRole('navigation', { name: 'Main' });
    expect(await recent.getByRole('button', { name: 'And what does one load cost?' }).count()).toBe(
      0,
    );
    expect(await further.inputValue()).toBe('');
  });

  test('a document is gone through by its outline, and opens where it was left', async () => {
    const page = await open();
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('button', { name: 'Library' })
      .click();
    const row = page.locator('[data-document]', { hasText: 'Garage.pdf' });
    const viewer = page.locator('[data-pane="viewer"]');
    const number = viewer.getByRole('textbox', { name: /^Page/u });
    await row.dblclick();
    await row.and(page.locator('[aria-current="true"]')).waitFor();
    expect(await page.evaluate('getSelection().toString()')).toBe('');
    await viewer.getByRole('button', { name: 'Pages and outline' }).click();
    await viewer.getByRole('tab', { name: 'Outline' }).click();
    await viewer.getByRole('button', { name: 'Kaution und Übergabe' }).click();
    await expect.poll(() => number.inputValue(), patience).toBe('2');
    await viewer.getByRole('button', { name: 'Close document' }).click();
    await viewer.waitFor({ state: 'detached' });
    await row.dblclick();
    await expect.poll(() => number.inputValue(), patience).toBe('2');
  });

  test('a file that is named is asked alone, then all of them', async () => {
    const page = await open();
    const field = page.getByRole('combobox');
    await field.pressSequentially('@laun');
    await page.getByRole('option', { name: 'Laundry.txt' }).waitFor();
    await field.press('Enter');
    await page.getByRole('button', { name: 'Do not look only in Laundry.txt' }).waitFor();
    const answer = await ask(page, 'Wann wird die Garage übergeben?');
    await answer.getByText('Looked at 1 document, read in full.').waitFor();
    await answer.getByRole('button', { name: 'Ask all documents' }).click();
    const everywhere = page.locator('article[data-state="complete"]').nth(1);
    await everywhere.getByText('am ersten Juni übergeben').first().waitFor();
  });

  test('an answer is copied with its places, as text and as rich text', async () => {
    const page = await open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const answer = await ask(page, english);
    await answer.getByRole('button', { name: 'Copy' }).click();
    await answer.getByText('Copied', { exact: true }).waitFor();
    const types = `(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type) => await (await item.getType(type)).text();
      return [await read('text/plain'), await read('text/html')];
    })()`;
    const [plain, rich] = await page.evaluate<[string, string]>(types);
    expect(plain.split('\n')[0]).toMatch(
      /^One load of washing costs 3 euros\. \(Laundry\.txt.*\)$/u,
    );
    expect(rich).toContain('<p>One load of washing costs 3 euros. <em>(Laundry.txt');
  });

  test('no sentence is drawn, even for a moment, without a citation that passed', async () => {
    const page = await open({
      prepare: async (fresh) => {
        await fresh.addInitScript({
          path: join(import.meta.dirname, 'fixtures', 'watch-sentences.mjs'),
        });
        await tamper(fresh);
      },
    });
    for (const question of [french, english, elsewhere]) await ask(page, question);
    const { drawn, bare } = await page.evaluate<{ drawn: number; bare: string[] }>('sentences');
    expect(drawn).toBeGreaterThan(2);
    expect(bare).toEqual([]);
  });

  test('hostile names and texts neither run nor load anything, and stay words', async () => {
    const page = await open();
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => dialogs.push(dialog.message()));
    await page.getByRole('combobox').fill('parrot');
    await page.getByRole('option').first().waitFor();
    const answer = await ask(page, 'What is the parrot in the lodge called?');
    expect(await answer.innerText()).toContain(hostileName);
    await answer.locator('[data-citation]').first().hover();
    await page.locator('blockquote').waitFor();
    await answer.locator('[data-citation]').first().click();
    const viewer = page.locator('[data-pane="viewer"]');
    await viewer.getByText('<script>').first().waitFor();
    expect(await viewer.locator('a[href]').count()).toBe(0);
    expect(await page.evaluate('window.ran')).toBeUndefined();
    expect(await page.locator('img, script:not([src])').count()).toBe(0);
    expect(dialogs).toEqual([]);
    // Where a name reverses what follows, it does so within itself.
    expect(await answer.locator('[data-citation] bdi').first().innerText()).toContain('txt.exe');
  });

  test('axe finds nothing serious, in light and dark', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const page = await open({ scheme });
      const field = page.getByRole('combobox');
      expect(await opened.axe()).toEqual([]);
      await field.fill('washing');
      await page.getByRole('option').first().waitFor();
      await field.press('ArrowDown');
      expect(await opened.axe()).toEqual([]);
      const answer = await ask(page, english);
      await answer.locator('[data-citation]').first().hover();
      await page.locator('blockquote').waitFor();
      expect(await opened.axe()).toEqual([]);
      await ask(page, elsewhere);
      expect(await opened.axe()).toEqual([]);
      if (scheme === 'light') await opened.close();
    }
  });
});
