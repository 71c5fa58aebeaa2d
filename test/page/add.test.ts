import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { processBelow } from '../e2e/carrel.ts';
import { hostileName, writeLarge, writeMixedFolder } from './add-documents.ts';
import { canBrowse, startHarness, type Harness, type OpenPage, type View } from './harness.ts';

const pictures = process.env['CARREL_TEST_PICTURES'];

describe.skipIf(!canBrowse)('adding documents', () => {
  let harness: Harness;
  let folder: string;
  let opened: OpenPage;
  beforeAll(async () => {
    [harness, folder] = await Promise.all([startHarness(), writeMixedFolder()]);
  });
  afterEach(async () => {
    const { foreign, errors } = opened;
    await opened.close();
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
    await harness.carrel.client.call('eraseEverything', {});
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  async function open(view?: View): Promise<Page> {
    opened = await harness.open(view);
    opened.page.setDefaultTimeout(60_000);
    await opened.page.locator('html[lang]').waitFor();
    await opened.page.getByRole('main').waitFor();
    await opened.page.getByText(/^(Offline|Not isolated)/u).waitFor();
    return opened.page;
  }

  async function documents(): Promise<string[]> {
    const page = await harness.carrel.client.call('browseDocuments', {});
    if (!page.ok) throw new Error(page.error.message);
    return page.value.documents.map(({ document }) => document).toSorted();
  }

  /** Opens the menu of commands and chooses one. */
  async function command(page: Page, words: string, name: string): Promise<void> {
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog');
    await palette.getByRole('combobox').fill(words);
    // Its name goes on with its keys, where it has some.
    await palette.getByRole('option', { name }).click();
  }

  test('a folder dropped on the window is copied, read, and accounted for', async () => {
    const page = await open();
    await opened.drop([folder]);
    const tray = page.getByRole('region', { name: 'Documents being added' });
    await tray.getByText('3 documents added').waitFor();
    await tray.getByText('2 could not be read.').waitFor();
    await tray.getByText('Werkstatt/Rundgang.mp4').waitFor();
    await tray.getByText('Carrel does not read sound or film.').waitFor();
    await tray.getByText('Werkstatt/leer.txt').waitFor();
    await tray.getByText('The file is empty.').waitFor();
    expect(await documents()).toEqual(
      [
        `Werkstatt/${hostileName}`,
        'Werkstatt/Notiz.txt',
        'Werkstatt/Pläne/2025/Drehbank.pdf',
        'Werkstatt/leer.txt',
      ].toSorted(),
    );
    expect(await opened.axe()).toEqual([]);
    if (pictures !== undefined) await opened.picture(pictures, 'add-outcome');
    await tray.getByRole('button', { name: 'Close' }).click();
    await tray.waitFor({ state: 'detached' });
  });

  test('a file dropped again is the one it was, or stands beside it until the older is removed', async () => {
    const page = await open();
    const own = await writeMixedFolder();
    const tray = page.getByRole('region', { name: 'Documents being added' });
    await opened.drop([own]);
    await tray.getByText('3 documents added').waitFor();
    const before = await documents();

    // The empty file, mended and dropped alone: its folder still names it.
    const mended = join(dirname(own), 'leer.txt');
    writeFileSync(mended, 'Der Ölkanister steht im Schrank.\n');
    await opened.drop([mended]);
    await tray.getByText('1 document added').waitFor();
    expect(await documents()).toEqual(before);

    writeFileSync(join(own, 'leer.txt'), 'Der Ölkanister steht im Schrank.\n');
    writeFileSync(join(own, 'Notiz.txt'), 'Der Schlüssel liegt jetzt im Büro.\n');
    await opened.drop([own]);
    await tray.getByText(/1 document of the same name was here already/u).waitFor();
    expect(await documents()).toHaveLength(before.length + 1);
    await tray.getByRole('button', { name: 'Remove the older one' }).click();
    await page.getByText('1 document removed.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    expect(await documents()).toEqual(before);
    rmSync(dirname(own), { recursive: true, force: true });
  });

  test('files chosen in the browser are added, in German and dark', async () => {
    const page = await open({ language: 'de-DE', scheme: 'dark' });
    const chooser = page.waitForEvent('filechooser');
    await command(page, 'hochladen', 'Dateien hinzufügen …');
    await (await chooser).setFiles([join(folder, 'Notiz.txt'), join(folder, hostileName)]);
    await page.getByText('2 Dokumente hinzugefügt').waitFor();
    expect(await documents()).toEqual([hostileName, 'Notiz.txt'].toSorted());
    expect(await opened.axe()).toEqual([]);
    if (pictures !== undefined) await opened.picture(pictures, 'add-german-dark');
  });

  test('a folder chosen in the browser keeps its structure', async () => {
    const page = await open();
    const chooser = page.waitForEvent('filechooser');
    await command(page, 'folder', 'Add a folder…');
    await (await chooser).setFiles(folder);
    await page.getByText('3 documents added').waitFor();
    expect(await documents()).toContain('Werkstatt/Pläne/2025/Drehbank.pdf');
    expect((await documents()).some((name) => name.includes('.git'))).toBe(false);
  });

  test('what is dropped on a collection goes into it', async () => {
    await harness.carrel.client.call('createCollection', { name: 'Contracts' });
    const page = await open();
    await page.getByRole('button', { name: /^Contracts/u }).click();
    await opened.drop([join(folder, 'Notiz.txt')]);
    await page.getByText('1 document added').waitFor();
    const found = await harness.carrel.client.call('browseDocuments', {
      filter: { collection: 'Contracts' },
    });
    expect(found).toMatchObject({ value: { total: 1 } });
  });

  test('a name that misleads is refused in clear words, and another file of the drop is not', async () => {
    const page = await open();
    const hostile = mkdtempSync(join(tmpdir(), 'carrel-hostile-'));
    const misleading = join(hostile, 'invoice\u202Efdp.txt');
    writeFileSync(misleading, 'The seal waits on the sandbank.\n');
    await opened.drop([misleading, join(folder, 'Notiz.txt')]);
    await page.getByText('1 document added').waitFor();
    await page.getByText('A file with this name cannot be kept.').waitFor();
    expect(await documents()).toEqual(['Notiz.txt']);
    await opened.drop([misleading]);
    await page.getByText('Nothing could be added').waitFor();
    rmSync(hostile, { recursive: true });
  });

  test('two files of one name are both kept', async () => {
    const page = await open();
    const other = join(dirname(folder), 'other');
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, 'Notiz.txt'), 'Another note of the same name.\n');
    await opened.drop([join(folder, 'Notiz.txt'), join(other, 'Notiz.txt')]);
    await page.getByText('2 documents added').waitFor();
    expect(await documents()).toEqual(['Notiz (1).txt', 'Notiz.txt']);
  });

  test('a folder added by its path is read where it lies, and again only what changed', async () => {
    const page = await open();
    await command(page, 'path', 'Add by path…');
    const dialog = page.getByRole('dialog', { name: 'Add by path' });
    await dialog.getByLabel('Path of the file or folder').fill('/nowhere/at all');
    await page.keyboard.press('Enter');
    await dialog.getByRole('alert').getByText('There is nothing at this path.').waitFor();
    expect(await opened.axe()).toEqual([]);
    if (pictures !== undefined) await opened.picture(pictures, 'add-path');
    await dialog.getByLabel('Path of the file or folder').fill(folder);
    await dialog.getByRole('checkbox').check();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('3 documents added').waitFor();
    const sources = await harness.carrel.client.call('listSources', {});
    expect(sources).toMatchObject({ value: { sources: [{ path: folder, watched: true }] } });
    await page.getByRole('button', { name: 'Close' }).click();

    await command(page, 'path', 'Add by path…');
    await dialog.getByLabel('Path of the file or folder').fill(join(folder, 'Notiz.txt'));
    await page.keyboard.press('Enter');
    await page.getByText('This document was here already, unchanged').waitFor();
  });

  test('copying can be stopped, and nothing of it stays', async () => {
    const page = await open();
    const large = mkdtempSync(join(tmpdir(), 'carrel-large-'));
    await opened.drop([writeLarge(large, 400)]);
    await page.getByText('Copying 0 of 1 files').waitFor();
    await page.getByText(/MB of 419\sMB\. Carrel keeps its own copies/u).waitFor();
    if (pictures !== undefined) await opened.picture(pictures, 'add-copying');
    await page.getByRole('button', { name: 'Stop; nothing is added' }).click();
    await page.getByText('Stopped', { exact: true }).waitFor();
    expect(await documents()).toEqual([]);
    const kept = join(harness.carrel.home, 'kept');
    const left = (): string[] =>
      readdirSync(kept, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name);
    await expect.poll(left, { timeout: 60_000 }).toEqual([]);
    expect(existsSync(large)).toBe(true);
    rmSync(large, { recursive: true });
  });

  test('what goes on can be put out of sight, and what waits be taken back', async () => {
    const page = await open();
    const many = mkdtempSync(join(tmpdir(), 'carrel-many-'));
    for (let number = 0; number < 300; number += 1) {
      const text = `The crane was inspected on day ${String(number)}. `.repeat(200);
      writeFileSync(join(many, `note ${String(number)}.txt`), text);
    }
    await opened.drop([many]);
    await page.getByRole('button', { name: 'Cancel what still waits' }).click();
    const hide = page.getByRole('button', { name: 'Hide; it goes on in the background' });
    const ended = page.getByText(/^(?:\d+ documents? added|Stopped)$/u);
    await hide.or(ended).first().waitFor();
    if (await hide.isVisible()) await hide.click();
    else await page.getByRole('button', { name: 'Close' }).click();
    await page
      .getByRole('region', { name: 'Documents being added' })
      .waitFor({ state: 'detached' });
    expect((await documents()).length).toBeLessThan(300);
    rmSync(many, { recursive: true });
  });

  test('paused reading says so and goes on', async () => {
    const page = await open();
    await harness.carrel.client.call('setWork', { paused: true });
    await opened.drop([join(folder, 'Notiz.txt')]);
    await page.getByText('1 document waits: reading is paused.').waitFor();
    await page.getByRole('button', { name: 'Go on reading' }).click();
    await page.getByText('1 document added').waitFor();
  });

  test('an engine killed meanwhile loses nothing of what was dropped', async () => {
    const page = await open();
    await opened.drop([folder]);
    await page.locator('[data-addition]').waitFor();
    process.kill(await processBelow(harness.carrel.pid, 'src/engine/main'), 'SIGKILL');
    await page.getByText('3 documents added').waitFor();
    await page.getByText('2 could not be read.').waitFor();
    expect((await documents()).length).toBe(4);
  });
});
