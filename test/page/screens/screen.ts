import type { Locator, Page } from 'playwright-core';
import type { Texts } from '../texts-of.ts';

/** Documents, collections and questions that the screens are shown with. */
export interface Cast {
  /** A question that is answered from `cited`, and one that no document answers. */
  readonly answered: string;
  readonly elsewhere: string;
  /** All of it was read, but not all of the library; the other holds nothing. */
  readonly collection: string;
  readonly emptyCollection: string;
  /** Names of documents: a PDF, one with text on the library's first screen, another, an unread one. */
  readonly cited: string;
  readonly plain: string;
  readonly beside: string;
  readonly failed: string;
  /** Stands in some documents; in `plain` first of all; in `cited`, so many times. */
  readonly word: string;
  readonly plainWord: string;
  readonly found: { readonly word: string; readonly times: number };
  /** Begins a file's name. */
  readonly named: string;
  /** Goes to every document. */
  readonly survey: string;
}

/** A screen of the page, or a state of one. */
export interface Screen {
  readonly name: string;
  /** Brings a freshly loaded page to it. */
  readonly show: (page: Page, t: Texts) => Promise<void>;
  /** Takes back what that has changed. */
  readonly leave?: (page: Page, t: Texts) => Promise<void>;
}

/** The sidebar. */
export const main = (page: Page, t: Texts): Locator =>
  page.getByRole('navigation', { name: t('app:sidebar.label'), exact: true });

/** A document in the library's table. */
export const row = (page: Page, name: string): Locator =>
  page.locator('[data-document]').filter({ hasText: name }).first();

/** The first mark in the viewer. */
export const mark = (page: Page): Locator =>
  page.locator('[data-pane="viewer"] [data-mark]').first();

/** Finds words in the field. */
export async function found(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox').fill(words);
  await page.getByRole('option').first().waitFor();
}

/** The library's table, with documents in it. */
export async function filled(page: Page, t: Texts): Promise<void> {
  await library(page, t);
  await page.locator('[data-status]').first().waitFor();
}

/** Chooses what is to be done with a document. */
export async function rowMenu(page: Page, t: Texts, name: string, action: string): Promise<void> {
  await filled(page, t);
  await row(page, name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: t(`library:action.${action}`) }).click();
}

/** Goes to the library. */
export async function library(page: Page, t: Texts): Promise<void> {
  await main(page, t)
    .getByRole('button', { name: t('app:sidebar.library') })
    .click();
}
