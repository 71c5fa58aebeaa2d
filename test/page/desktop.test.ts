import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHostProcess, type HostProcess } from '../../electron/host-process.ts';
import { pageResponder } from '../../electron/page-protocol.ts';
import { channels, Relay } from '../../electron/relay.ts';
import { answerAsk } from '../../electron/system.ts';
import { SpokenTexts } from '../../electron/texts.ts';
import { unwrap } from '../../src/contract/result.ts';
import { readPageFiles } from '../../src/serve/page-files.ts';
import { createClient } from '../../src/contract/client.ts';
import { doorRoutes } from '../../src/contract/door-routes.ts';
import { ask } from './asking.ts';
import { canBrowse, drop, samples, startBrowser } from './harness.ts';

const repository = resolve(import.meta.dirname, '../..');
/** Where no variable says where the data folder is, it is named, and so cannot be moved. */
const movable = process.platform === 'linux';
/** What Electron's preload script puts on the page, on a browser's bindings. */
const bridge = `{
  const listeners = [];
  window.fromRelay = (message) => listeners.forEach((listener) => listener(message));
  window.carrel = {
    send: (message) => void window.toRelay(message),
    onMessage: (listener) => listeners.push(listener),
    onClose: () => {},
    onCommand: (listener) => {
      window.choose = listener;
      void window.listens();
    },
    speak: (language) => void window.speak(language),
    close: () => {},
    pathOf: (file) => ${JSON.stringify(samples)} + '/' + file.name,
  };
}`;

/** The desktop application but for Electron itself: page, relay, host and engine are the real ones. */
describe.skipIf(!canBrowse)('the page on the desktop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-page-desktop-'));
  const spoken = new SpokenTexts(join(repository, 'resources/locales'), ['en'], () => undefined);
  const texts = spoken.now;
  const progress: number[] = [];
  const opened: string[] = [];
  const dialogs: string[] = [];
  /** In the next dialog; null: it is closed. */
  let chosen: string | null = null;
  let browser: Browser;
  let host: HostProcess;
  let page: Page;
  let relay: Relay;

  beforeAll(async () => {
    browser = await startBrowser();
    const context = await browser.newContext({ locale: 'en-GB' });
    page = await context.newPage();
    relay = new Relay((message) => {
      host.send(message);
    });
    const respond = pageResponder(readPageFiles(join(repository, 'dist/renderer')));
    await page.route('**/*', async (route) => {
      const { pathname } = new URL(route.request().url());
      const response = respond({ url: `app://carrel${pathname}`, method: 'GET' });
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    });
    await page.exposeFunction('toRelay', (message: unknown) => {
      relay.heard(1, message);
    });
    await page.exposeFunction('listens', () => {
      relay.listens(1);
    });
    await page.exposeFunction('speak', (language: unknown) => {
      spoken.speak(language);
    });
    await page.addInitScript({ content: bridge });
    relay.opened({
      id: 1,
      isDestroyed: () => page.isClosed(),
      send: (channel, message) => {
        const listener = channel === channels.command ? 'choose' : 'fromRelay';
        if (channel === channels.close) return;
        void page.evaluate(`window.${listener}(${JSON.stringify(message)})`).catch(() => undefined);
      },
    });
    host = startHostProcess({
      node: process.execPath,
      entry: join(repository, 'src/desktop/main.ts'),
      args: movable ? [] : ['--home', folder],
      environment: {
        ...process.env,
        CARREL_HOME: undefined,
        CARREL_GPU: 'off',
        XDG_DATA_HOME: join(folder, 'data'),
        XDG_CONFIG_HOME: join(folder, 'config'),
      },
      onEnd: () => {
        relay.hostGone();
      },
      onMessage: (message) => {
        if (message.type === 'ready') relay.hostReady();
        else if (message.type === 'ask') {
          const answered = answerAsk(message.ask, {
            texts: () => spoken.now,
            showOpenDialog: async ({ title }) => {
              dialogs.push(title);
              return { canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] };
            },
            openPath: async (path) => {
              opened.push(path);
              return '';
            },
            showMessageBox: async () => ({ response: 1 }),
            showItemInFolder: (path) => opened.push(path),
            resolveProxy: async () => 'DIRECT',
            setProgress: (fraction) => progress.push(fraction),
            isFocused: () => true,
            notify: () => undefined,
          });
          void answered.then((found) => {
            host.send({ type: 'answer', id: message.id, found });
            return found;
          });
        } else if (message.type !== 'failed') relay.fromHost(message);
      },
    });
    // Before there is anybody who could do it.
    relay.chosen('add-files');
    await page.goto('http://carrel.localhost/index.html');
    await page.getByRole('main').waitFor({ timeout: 60_000 });
  });
  afterAll(async () => {
    await browser.close();
    await host.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('starts without an address or a token', async () => {
    await page.getByRole('button', { name: /Offline|Not isolated/u }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Choose files…' }).waitFor({ timeout: 60_000 });
    await expect.poll(() => dialogs, { timeout: 60_000 }).toEqual([texts.chooseFiles]);
    chosen = samples;
    // A path is not typed where the system shows a dialog.
    expect(await page.getByRole('button', { name: 'By path…' }).count()).toBe(0);
  });

  test('shows on the task bar how far reading is, and that it has ended', async () => {
    const other: ((message: unknown) => void)[] = [];
    relay.opened({
      id: 2,
      isDestroyed: () => false,
      send: (channel, message) => {
        if (channel === channels.message) for (const each of other) each(message);
      },
    });
    const client = createClient(doorRoutes, {
      send: (message) => {
        relay.heard(2, message);
      },
      onMessage: (listener) => other.push(listener),
      onClose: () => undefined,
      close: () => undefined,
    });
    unwrap(await client.stream('addDocuments', { paths: [samples] }, () => undefined));
    await page.getByRole('button', { name: /13 documents/u }).waitFor({ timeout: 60_000 });
    await expect.poll(() => progress.at(-1), { timeout: 60_000 }).toBe(-1);
    expect(progress.some((fraction) => fraction >= 0)).toBe(true);
  });

  test('adds what is dropped or chosen by its path, without a copy', async () => {
    await drop(page, [join(samples, 'Lieferanten.txt')], 'body');
    // It is the one that was added by its path before.
    await page.getByText('This document was here already, unchanged').waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('add a folder');
    await page.keyboard.press('Enter');
    await page.getByText('All 13 documents were here already').waitFor({ timeout: 60_000 });
  });

  test('does what is chosen in the native menu, and by its keys', async () => {
    relay.chosen('settings');
    await page.getByRole('navigation', { name: 'Settings' }).waitFor({ timeout: 60_000 });
    const asksFor = async (act: () => unknown, title: string): Promise<void> => {
      const before = dialogs.length;
      await act();
      await expect.poll(() => dialogs.slice(before), { timeout: 60_000 }).toEqual([title]);
    };
    await asksFor(() => {
      relay.chosen('add-files');
    }, texts.chooseFiles);
    await asksFor(() => {
      relay.chosen('add-folder');
    }, texts.chooseFolder);
    await asksFor(() => page.keyboard.press('Control+o'), texts.chooseFiles);
    await asksFor(() => page.keyboard.press('Control+Shift+O'), texts.chooseFolder);
    await page.keyboard.press('Control+l');
    await page.getByRole('combobox').waitFor({ timeout: 60_000 });
    await page.keyboard.press('Control+,');
    await page.getByRole('navigation', { name: 'Settings' }).waitFor({ timeout: 60_000 });
  });

  test('has menu and dialogs speak the language that is chosen', async () => {
    relay.chosen('settings');
    const pages = page.getByRole('navigation', { name: 'Settings' });
    await pages.getByRole('button', { name: 'General' }).click();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('de');
    await page.getByRole('heading', { name: 'Allgemein', level: 1 }).waitFor();
    await expect.poll(() => spoken.language, { timeout: 60_000 }).toBe('de');
    await page.getByRole('combobox', { name: 'Sprache' }).selectOption('system');
    await page.getByRole('heading', { name: 'General', level: 1 }).waitFor();
    await expect.poll(() => spoken.language, { timeout: 60_000 }).toBe('en');
  });

  test('opens a document in its own program, and shows it in its folder', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByText('Library').click();
    const row = page.locator('[data-document]', { hasText: 'Guide-accueil.md' });
    for (const action of ['Open in its own program', 'Show in folder']) {
      await row.click({ button: 'right' });
      await page.getByRole('menuitem', { name: action }).click();
      await page.getByRole('menu').waitFor({ state: 'detached' });
    }
    const path = join(samples, 'Guide-accueil.md');
    await expect.poll(() => opened, { timeout: 60_000 }).toEqual([path, path]);
  });

  test.runIf(movable)('moves its data folder, and goes on from the new one', async () => {
    const to = join(folder, 'elsewhere');
    chosen = to;
    relay.chosen('settings');
    await page
      .getByRole('navigation', { name: 'Settings' })
      .getByRole('button', { name: 'Data folder' })
      .click();
    await page.getByText(join(folder, 'data')).waitFor();
    await page.getByRole('button', { name: 'Move…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Move the data folder' });
    await dialog.getByRole('button', { name: 'Choose…' }).click();
    await expect.poll(() => dialog.getByLabel('New folder').inputValue()).toBe(to);
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await dialog.waitFor({ state: 'detached', timeout: 60_000 });
    await page.getByText(to).waitFor();
    // What was asked of the engine meanwhile has waited for it.
    await page.getByRole('button', { name: /Offline|Not isolated/u }).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(existsSync(join(folder, 'data', 'carrel'))).toBe(false);
    await page.keyboard.press('Control+l');
    const answer = await ask(page, 'Wer liefert die Aluminiumrohre?');
    await answer.locator('[data-sentence]').first().waitFor();
  });
});
