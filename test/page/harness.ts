import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium as driver, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { browserOptions } from '../browser.ts';
import { serve, type Served } from './served.ts';

export { canBrowse } from '../browser.ts';
export { repository, samples, type Served } from './served.ts';

export interface View {
  /** In CSS pixels; 1280 x 800 where absent. */
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  /** BCP 47; `en-GB` where absent. */
  readonly language?: string;
  /** Motion is reduced unless a test is about motion. */
  readonly motion?: boolean;
  /** Another address than the served page with its token. */
  readonly address?: string;
  /** Before the page loads: scripts of the test, something between it and its engine. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** A page in a browser context of its own, and what it asked for. */
export interface OpenPage {
  readonly page: Page;
  /** Addresses of all requests so far, sockets included, in order. */
  readonly requests: readonly string[];
  /** Those that did not go to the page's own origin; none was let through. */
  readonly foreign: readonly string[];
  /** Errors of scripts and of the console. */
  readonly errors: readonly string[];
  /** Drags files and folders in from the system and drops them at the selector's middle. */
  drop(paths: readonly string[], selector?: string): Promise<void>;
  /** Writes `FOLDER/NAME.png` and returns its path. */
  picture(folder: string, name: string): Promise<string>;
  /** What axe finds serious or critical, one line each. */
  axe(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Harness {
  readonly carrel: Served;
  readonly browser: Browser;
  open(view?: View): Promise<OpenPage>;
  stop(): Promise<void>;
}

export async function startBrowser(): Promise<Browser> {
  return await driver.launch(await browserOptions());
}

/** A browser that keeps what browsers keep, in `profile`, and ends with its context. */
export async function startBrowserWith(profile: string): Promise<BrowserContext> {
  return await driver.launchPersistentContext(profile, {
    ...(await browserOptions()),
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
}

/**
 * Starts `carrel serve` on a fresh data folder and a browser beside it. `env` is for the served
 * process, `CARREL_MODELS` for other models than the tiny ones, say; `fill` writes into the data folder
 * before.
 */
export async function startHarness(
  env: Readonly<Record<string, string>> = {},
  fill?: (home: string) => void,
): Promise<Harness> {
  const [carrel, browser] = await Promise.all([serve(env, fill), startBrowser()]);
  return {
    carrel,
    browser,
    open: (view = {}) => openPage(browser, carrel.address, view),
    async stop() {
      await browser.close();
      await carrel.stop();
    },
  };
}

async function openPage(browser: Browser, served: string, view: View): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: view.width ?? 1280, height: view.height ?? 800 },
    colorScheme: view.scheme ?? 'light',
    locale: view.language ?? 'en-GB',
    reducedMotion: view.motion === true ? 'no-preference' : 'reduce',
  });
  const address = view.address ?? served;
  const { origin } = new URL(address);
  const requests: string[] = [];
  const foreign: string[] = [];
  const errors: string[] = [];
  const note = (url: string): void => {
    requests.push(url);
    if (!isOwn(url, origin)) foreign.push(url);
  };
  context.on('request', (request) => note(request.url()));
  await context.route(
    (url) => !isOwn(url.href, origin),
    (route) => route.abort(),
  );
  const page = await context.newPage();
  page.on('websocket', (socket) => note(socket.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await view.prepare?.(page);
  await page.goto(address);
  return {
    page,
    requests,
    foreign,
    errors,
    drop: (paths, selector = 'body') => drop(page, paths, selector),
    async picture(folder, name) {
      mkdirSync(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path });
      return path;
    },
    async axe() {
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    },
    close: () => context.close(),
  };
}

/** Data and blobs are of the page's own making; the socket is of its own server. */
function isOwn(url: string, origin: string): boolean {
  return (
    ['', 'blob:'].some((scheme) => url.startsWith(`${scheme}${origin}/`)) ||
    url.startsWith('data:') ||
    url.startsWith(`${origin.replace('http', 'ws')}/`)
  );
}

/** As the system's file manager does it: real files, and folders that the page can walk. */
export async function drop(page: Page, paths: readonly string[], selector: string): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`nothing to drop on: ${selector}`);
  const devtools = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await devtools.detach();
}
