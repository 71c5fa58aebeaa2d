import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { electronBinary } from '../../scripts/electron-binary.ts';

const repository = resolve(import.meta.dirname, '../..');
const samples = join(repository, 'resources', 'samples');
const binary = electronBinary();

describe.skipIf(binary === undefined)('the desktop application', () => {
  const home = mkdtempSync(join(tmpdir(), 'carrel-desktop-'));
  let application: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    if (binary === undefined) return;
    application = await _electron.launch({
      executablePath: binary,
      args: [
        join(repository, 'dist/electron/main.js'),
        '--no-sandbox',
        '--allow-unsandboxed',
        '--lang=en-GB',
      ],
      env: { ...process.env, CARREL_HOME: home, CARREL_GPU: 'off', CARREL_NODE: process.execPath },
    });
    page = await application.firstWindow();
    await page.getByRole('main').waitFor({ timeout: 60_000 });
  });
  afterAll(async () => {
    await application.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('has no Node on its page, one bridge, and no way out', async () => {
    expect(await page.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined');
    expect(page.url()).toMatch(/^app:\/\/carrel\//u);
    const reached = await page.evaluate(async () => {
      try {
        await fetch('https://example.org/');
        return true;
      } catch {
        return false;
      }
    });
    expect(reached).toBe(false);
  });

  test('adds chosen files, answers, and marks the place', async () => {
    const file = join(samples, 'Safety-notice-hitch.txt');
    await application.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
    }, file);
    await page
      .getByRole('button', { name: /Add files/u })
      .first()
      .click();
    await page.getByRole('button', { name: /1 document/u }).waitFor({ timeout: 120_000 });
    const field = page.getByRole('combobox');
    await field.fill('Which trailers does the notice concern?');
    await field.press('Control+Enter');
    const answer = page.locator('article[data-state="complete"]');
    await answer.waitFor({ timeout: 120_000 });
    await answer.getByRole('button', { name: /^1/u }).first().click();
    await page.locator('[data-pane="viewer"] mark').first().waitFor();
  });

  test('closes in order and comes back with what it had', async () => {
    await application.close();
    application = await _electron.launch({
      executablePath: binary ?? '',
      args: [
        join(repository, 'dist/electron/main.js'),
        '--no-sandbox',
        '--allow-unsandboxed',
        '--lang=en-GB',
      ],
      env: { ...process.env, CARREL_HOME: home, CARREL_GPU: 'off', CARREL_NODE: process.execPath },
    });
    page = await application.firstWindow();
    await page.getByRole('button', { name: /1 document/u }).waitFor({ timeout: 60_000 });
  });
});
