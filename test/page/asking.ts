import type { Locator, Page } from 'playwright-core';

/** Milliseconds; generous, for machines under load. */
const PATIENCE = 60_000;

/** Asks by the field at the top and waits for the end of the answer. */
export async function ask(page: Page, question: string): Promise<Locator> {
  // A citation that comes to stand below the pointer would show its quote over the answer.
  await page.mouse.move(0, 0);
  const field = page.getByRole('combobox');
  await field.fill(question);
  await field.press('Control+Enter');
  const answer = page.getByRole('article', { name: question, exact: true });
  await answer.and(page.locator('[aria-busy="false"]')).waitFor({ timeout: PATIENCE });
  return answer;
}
