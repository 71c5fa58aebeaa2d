import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Puts what measures into a page, before its own scripts. */
export async function prepare(page: Page): Promise<void> {
  await page.addInitScript({ path: join(import.meta.dirname, 'page.mjs') });
}

/** Milliseconds of the longest frame of a page while something is done on it. */
export async function longestFrame(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate('window.startFrames()');
  await act();
  return await page.evaluate<number>('window.endFrames()');
}
