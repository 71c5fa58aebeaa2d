import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';

import { ask } from '../../../test/page/asking.ts';
import { samples, startHarness, type Harness } from '../../../test/page/harness.ts';
import { benchText, median } from '../models.ts';
import { benchPdf } from '../pdf.ts';
import { longestFrame, prepare } from './browser.ts';
import { writeFast } from './fast-model.ts';
import { figure, type Figure } from './figure.ts';

const PAGES = 300;
const WORDS_A_PAGE = 350;
/** A word that stands on one page only. */
const RARE = { word: 'zyxomma', page: 250 };
const OPENINGS = 5;
const question = 'How many days of annual leave do employees get?';

/** What must stay quick about answers: streaming, going to the place of a citation. */
export async function benchAnswersOnPage(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-bench-'));
  const harness = await startHarness();
  try {
    await harness.carrel.add([join(samples, 'Employee-handbook.pdf')]);
    await harness.carrel.idle(1);
    const figures = [await streaming(harness), await citations(harness)];
    const path = join(folder, 'large.pdf');
    const words = (page: number): string => (page === RARE.page ? ` ${RARE.word}` : '');
    const pdf = await benchPdf(PAGES, (page) => `${benchText(WORDS_A_PAGE, page)}${words(page)}`);
    writeFileSync(path, pdf);
    await readWords(harness, path);
    return [...figures, await coldPage(harness)];
  } finally {
    await harness.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function streaming(harness: Harness): Promise<Figure> {
  let reached = (): number => 0;
  const opened = await harness.open({
    prepare: async (page) => {
      await prepare(page);
      reached = await writeFast(page);
    },
  });
  await opened.page.evaluate('window.readyAt');
  const longest = await longestFrame(opened.page, async () => {
    await ask(opened.page, question);
  });
  await opened.close();
  const name = `longest frame while ${reached().toFixed(0)} tokens a second stream in`;
  return figure(name, longest, 'ms', 50);
}

/** The document was open before; the viewer is closed, and each time another citation is opened. */
async function citations(harness: Harness): Promise<Figure> {
  const opened = await harness.open({ prepare });
  const answer = await ask(opened.page, question);
  const count = await answer.locator('[data-citation]').count();
  const times: number[] = [];
  for (let time = 0; time <= OPENINGS; time += 1) {
    times.push(await opened.page.evaluate<number>(`window.citationToMark(${time % count})`));
    await closeViewer(opened.page);
  }
  await opened.close();
  return figure('citation to drawn mark, warm, median', median(times.slice(1)), 'ms', 300);
}

async function closeViewer(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('[data-pane="viewer"]').waitFor({ state: 'detached' });
}

/** Reads a file until its words can be found; vectors are left for later, and the machine at rest. */
async function readWords({ carrel }: Harness, path: string): Promise<void> {
  // It goes on until the end of it all, which breaks it off.
  carrel.add([path]).catch(() => undefined);
  const found = async (): Promise<boolean> => {
    const hits = await carrel.client.call('findWords', { words: RARE.word, limit: 1 });
    return hits.ok && hits.value.documents.length > 0;
  };
  while (!(await found())) await delay(200);
  await carrel.client.call('setWork', { paused: true });
}

async function coldPage(harness: Harness): Promise<Figure> {
  const times: number[] = [];
  for (let time = 0; time < OPENINGS; time += 1) {
    const opened = await harness.open({ prepare });
    await opened.page.evaluate('window.readyAt');
    await opened.page.getByRole('combobox').fill(RARE.word);
    await opened.page.getByRole('option').first().waitFor();
    await opened.page.keyboard.press('ArrowDown');
    times.push(await opened.page.evaluate<number>('window.hitToMark()'));
    await opened.close();
  }
  const name = `page ${RARE.page} of a ${PAGES}-page PDF opened cold and marked, median`;
  return figure(name, median(times), 'ms', 1000);
}
