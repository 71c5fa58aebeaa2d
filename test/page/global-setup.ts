import { ensurePage } from '../../scripts/page.ts';

/** Builds the page once, before the first of these tests, where it is missing or old. */
export async function setup(): Promise<void> {
  await ensurePage();
}
