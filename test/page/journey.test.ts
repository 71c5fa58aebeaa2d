import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { processBelow } from '../e2e/carrel.ts';
import { ask } from './asking.ts';
import { canBrowse, startHarness, type Harness, type OpenPage } from './harness.ts';
import { docx, writeHalfRead, writeHut, writeTorn, type Hut } from './journey-documents.ts';

const patience = { timeout: 60_000 };
const french = 'Où est rangée la clé du local à skis ?';
const unanswerable = 'Who won the football world championship in 1974?';
const soup = 'Until when does the kitchen serve barley soup?';

/** In the order of a first hour: each test goes on where the one before has left the page. */
describe.skipIf(!canBrowse)('a first hour', () => {
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

  const viewer = (): Locator => page.locator('[data-pane="viewer"]');
  const row = (name: string): Locator =>
    page.locator('[data-document]').filter({ hasText: name }).first();

  /** Paths of the documents of a name. */
  async function documents(name: string): Promise<string[]> {
    const found = await harness.carrel.client.call('browseDocuments', { filter: { find: name } });
    if (!found.ok) throw new Error(found.error.message);
    return found.value.documents.map(({ path }) => path);
  }

  /** Waits until nothing is left to read. */
  async function idle(): Promise<void> {
    const status = () => harness.carrel.client.call('status', {});
    await expect.poll(async () => await status()).toMatchObject({ value: { working: false } });
  }

  async function goTo(view: 'Ask' | 'Library'): Promise<void> {
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('button', { name: view })
      .click();
  }

  test('begins with a folder dropped on an empty window', async () => {
    await page.getByRole('heading', { name: 'Drop your documents here' }).waitFor();
    await opened.drop([hut.folder]);
    const tray = page.getByRole('region', { name: 'Documents being added' });
    await tray.getByText('4 documents added').waitFor();
    await tray.getByText('1 could not be read.').waitFor();
    await tray.getByText('Refuge/Devis/Toiture.pdf').waitFor();
    await tray.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: /5 documents/u }).waitFor();
  });

  test('answers a French question and opens the place, marked', async () => {
    const answer = await ask(page, french);
    expect(await answer.getAttribute('data-state')).toBe('complete');
    expect(await answer.locator('[data-sentence]').first().innerText()).toContain('coffre rouge');
    await answer.getByRole('button', { name: 'Règlement.pdf, p. 2' }).first().click();
    const mark = viewer().locator('[data-page="2"][data-drawn="true"] [data-mark="quoted"]');
    await mark.first().waitFor();
    expect(await isInSight(mark.first(), viewer().locator('[data-scroller]').first())).toBe(true);
    await viewer().getByText('The quoted words are marked on page 2.').waitFor();
  });

  test.each([
    ['Wann fährt der letzte Bus zum Bahnhof?', 'Fahrplan.docx', '19 Uhr 40'],
    [soup, 'Kitchen.html', 'nine in the evening'],
    ['How often is the battery of the weather station changed?', 'Weather.txt', 'every autumn'],
  ])('answers from every kind of file: %s', async (question, file, words) => {
    const answer = await ask(page, question);
    const citation = answer.getByRole('button', { name: file }).first();
    await citation.click();
    await viewer().getByRole('heading', { name: file }).waitFor();
    const marked = viewer().locator('[data-mark]');
    await expect
      .poll(async () => (await marked.allInnerTexts()).join(' '), patience)
      .toContain(words);
  });

  test('does not say that nothing holds it while a file is unread', async () => {
    const answer = await ask(page, unanswerable);
    await answer.getByText('Not found in what could be read so far.').waitFor();
    expect(await answer.locator('[data-sentence]').count()).toBe(0);
    await answer.getByText('Looked at 4 of 5 documents, 1 could not be read.').waitFor();
  });

  test('stops while an answer streams, and keeps what had been checked', async () => {
    const quoted = await ask(page, soup);
    await quoted.getByRole('button', { name: 'Write an answer' }).click();
    const written = page.getByRole('article', { name: soup }).last();
    await written.locator('[data-sentence]').first().waitFor();
    // The model is held, so that the answer cannot end before it is stopped.
    const model = await processBelow(harness.carrel.pid, 'src/inference/main');
    process.kill(model, 'SIGSTOP');
    expect(await written.getAttribute('data-state')).toBe('answering');
    const sentences = await written.locator('[data-sentence]').allInnerTexts();
    await written.getByRole('button', { name: 'Stop' }).click();
    await written.getByText('Stopped. What stands here had been checked.').waitFor();
    process.kill(model, 'SIGCONT');
    // The next question is answered, and the stopped one has not grown meanwhile.
    await ask(page, french);
    await viewer().getByRole('button', { name: 'Close document' }).click();
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('button', { name: soup })
      .first()
      .click();
    expect(await written.locator('[data-sentence]').allInnerTexts()).toEqual(sentences);
  });

  test('explains a file that could not be read; a whole one takes its place', async () => {
    await goTo('Library');
    await page.getByRole('button', { name: /1 document needs a look/u }).click();
    await row('Toiture.pdf').getByText('Not read').waitFor();
    await row('Toiture.pdf').dblclick();
    const details = page.getByRole('dialog', { name: 'Toiture.pdf' });
    await details.getByText(/damaged/u).waitFor();
    await details.getByText(/a copy that Carrel keeps/u).waitFor();
    await details.getByRole('button', { name: 'Try again' }).click();
    await details.waitFor({ state: 'detached' });
    // While it is tried again it may yet be read, and nothing takes its place.
    await idle();
    const broken = page.locator('[data-document][data-status="failed"]');
    await broken.waitFor();

    const mended = join(dirname(hut.folder), 'Toiture.pdf');
    writeFileSync(mended, hut.mended);
    await opened.drop([mended]);
    await page.getByText('1 document added').waitFor();
    await broken.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show all' }).first().click();
    await page.locator('[data-status="indexed"]').filter({ hasText: 'Toiture.pdf' }).waitFor();

    await goTo('Ask');
    const answer = await ask(page, 'Combien coûte la réparation de la toiture ?');
    await answer.locator('[data-sentence]', { hasText: '8200 euros' }).first().waitFor();
  });

  test('reads a file again that was mended where it lies', async () => {
    const folder = writeTorn(dirname(hut.folder));
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('by path');
    await page.keyboard.press('Enter');
    await page.getByLabel('Path of the file or folder').fill(folder);
    await page.keyboard.press('Enter');
    const tray = page.getByRole('region', { name: 'Documents being added' });
    await tray.getByText('Nothing could be added').waitFor();
    await tray.getByRole('button', { name: 'Show in the library' }).click();
    await row('Vaisselle.docx').dblclick();
    const details = page.getByRole('dialog', { name: 'Vaisselle.docx' });
    await details.getByText('Not read').waitFor();
    writeFileSync(
      join(folder, 'Vaisselle.docx'),
      await docx(['Le refuge possède quarante-deux assiettes en étain.']),
    );
    await details.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[data-status="indexed"]').filter({ hasText: 'Vaisselle.docx' }).waitFor();
    await goTo('Ask');
    const answer = await ask(page, 'Combien d’assiettes en étain le refuge possède-t-il ?');
    await answer.locator('[data-sentence]', { hasText: 'quarante-deux' }).first().waitFor();
  });

  test('asks one folder alone, and all of them again', async () => {
    const part = page.getByRole('button', { name: /^Where to look/u });
    await part.click();
    await page.getByRole('menuitem', { name: /Inventaire$/u }).click();
    const answer = await ask(page, soup);
    await answer.getByText('Looked at 1 document, read in full.').waitFor();
    expect(await answer.innerText()).not.toContain('nine in the evening');
    await part.click();
    await page.getByRole('menuitem', { name: 'all documents' }).click();
    const everywhere = await ask(page, soup);
    await everywhere
      .locator('[data-sentence]', { hasText: 'nine in the evening' })
      .first()
      .waitFor();
  });

  test('says what no document holds, and what comes nearest', async () => {
    const answer = await ask(page, unanswerable);
    await answer.getByText('Not in your documents.').waitFor();
    await answer.getByText('Looked at all 6 documents, read in full.').waitFor();
    expect(await answer.locator('[data-sentence], [data-citation]').count()).toBe(0);
    const nearest = answer.getByRole('region', { name: 'What comes nearest (not an answer)' });
    const passage = nearest.getByRole('button').first();
    const name = (await passage.locator('bdi').first().innerText()).split(',')[0] ?? '';
    await passage.click();
    await viewer().getByRole('heading', { name }).waitFor();
  });

  test('removes a document: says what it takes along, brings it back, and then erases it', async () => {
    const cited = await ask(page, french);
    expect(await cited.innerText()).toContain('coffre rouge');
    const kept = (): string[] =>
      readdirSync(join(harness.carrel.home, 'kept'), { recursive: true, encoding: 'utf8' }) //
        .filter((name) => name.normalize('NFC').endsWith('Règlement.pdf'));
    expect(kept()).toHaveLength(1);

    await goTo('Library');
    const remove = async (): Promise<void> => {
      await row('Règlement.pdf').click();
      await page.keyboard.press('Delete');
      const dialog = page.getByRole('dialog', { name: 'Remove “Règlement.pdf”?' });
      await dialog
        .getByText(/It is quoted in \d+ answers?, which will be blacked out\./u)
        .waitFor();
      await dialog.getByRole('button', { name: 'Remove' }).click();
      await row('Règlement.pdf').waitFor({ state: 'detached' });
    };
    await remove();
    await page.getByText(/\d+ answers? quotes? it and will be blacked out\./u).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await row('Règlement.pdf').waitFor();
    await remove();

    // Gone from sight at once, and from the disk when the time for Undo is over.
    await goTo('Ask');
    await expect.poll(kept, patience).toEqual([]);
    await page.getByText('This answer quoted a document that was erased').first().waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain('coffre rouge');
    const field = page.getByRole('combobox');
    await field.fill('"coffre rouge"');
    await page.getByText('No place has exactly these words.').waitFor();
    const answer = await ask(page, french);
    // What is left may come close, and is not taken for the answer.
    await expect.poll(() => answer.getAttribute('data-state')).toBe('complete');
    expect(await answer.innerText()).not.toContain('Found in your documents.');
    expect(await page.locator('body').innerText()).not.toContain('coffre rouge');
    // What was dropped is the reader's own, and stays.
    expect(existsSync(join(hut.folder, 'Règlement.pdf'))).toBe(true);
  });

  test('answers from a file that was read in part, and says so everywhere', async () => {
    await opened.drop([await writeHalfRead(dirname(hut.folder))]);
    const tray = page.getByRole('region', { name: 'Documents being added' });
    await tray.getByText('1 could be read only in part.').waitFor();
    await goTo('Library');
    // Beside an open document the table has no room for reasons.
    await viewer().getByRole('button', { name: 'Close document' }).click();
    await page.getByRole('button', { name: /1 document needs a look/u }).click();
    const read = row('Terrasse.pdf');
    await read.getByText('Read in part').waitFor();
    await read.getByText('1 of 2 pages were read').waitFor();
    expect(await opened.axe()).toEqual([]);
    await page.getByRole('button', { name: 'Show all' }).first().click();
    await goTo('Ask');
    const answer = await ask(page, 'Combien de tables compte la terrasse du refuge ?');
    await answer.locator('[data-sentence]', { hasText: 'dix-sept' }).first().waitFor();
    await answer.getByText('1 read only in part').waitFor();
    const absent = await ask(page, unanswerable);
    await absent.getByText('Not found in what could be read so far.').waitFor();
  });

  test('shows no longer what another door has removed meanwhile', async () => {
    const answer = await ask(page, soup);
    await answer.locator('[data-citation]').first().click();
    await viewer().locator('[data-mark]').first().waitFor();
    const [target] = await documents('Kitchen.html');
    await harness.carrel.client.call('removeDocuments', { target: target ?? '' });
    await viewer().getByRole('heading', { name: 'This document cannot be opened' }).waitFor();
    await answer.getByText('This answer quoted a document that was erased').waitFor();
    expect(await page.locator('body').innerText()).not.toContain('nine in the evening');
  });
});

async function isInSight(inner: Locator, outer: Locator): Promise<boolean> {
  const [a, b] = await Promise.all([inner.boundingBox(), outer.boundingBox()]);
  return (
    a !== null &&
    b !== null &&
    a.x >= b.x &&
    a.y >= b.y &&
    a.x + a.width <= b.x + b.width &&
    a.y + a.height <= b.y + b.height
  );
}
