import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './asking.ts';
import { canBrowse, type Harness, type OpenPage, samples, startHarness } from './harness.ts';
import { coverage, type Rectangle } from './marks-fixtures/coverage.ts';
import { type Expected, readExpected } from './marks-fixtures/expected.ts';

const folder = join(import.meta.dirname, 'marks-fixtures');
const handbook = 'Employee-handbook.pdf';
const expected = readExpected();
/** Area shared by area of both together, of the marks and of the words' own boxes. */
const LEAST = 0.9;
const patient = { timeout: 60_000, interval: 100 };

describe.skipIf(!canBrowse)('marks', () => {
  let harness: Harness;
  let opened: OpenPage;
  beforeAll(async () => {
    harness = await startHarness();
    await harness.carrel.add(
      expected.map(({ file }) => join(file === handbook ? samples : folder, file)),
    );
    await harness.carrel.idle(expected.length);
    opened = await harness.open();
    opened.page.setDefaultTimeout(patient.timeout);
  });
  afterAll(async () => {
    await harness.stop();
  });

  test.each(expected)('stand over the words of $file', async (document) => {
    const { page } = opened;
    await openCitation(page, document);
    const first = document.words[0]?.page ?? expect.fail('no words');
    const marks = marksOn(page, first);
    await settled(page, first);

    expect(await inView(page, marks.first())).toBe(true);
    for (const number of new Set(document.words.map((word) => word.page))) {
      expect(await overlapOn(page, document, number)).toBeGreaterThanOrEqual(LEAST);
    }

    // Turned and zoomed by the reader, they stay over the words.
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Rotate right' }).click();
    await page.getByRole('button', { name: /^Zoom:/u }).click();
    await page.getByRole('menuitem', { name: '125%' }).click();
    await settled(page, first);
    expect(await overlapOn(page, turned(document), first)).toBeGreaterThanOrEqual(LEAST);
    expect(opened.errors).toEqual([]);
  });

  test('cover the text that can be selected below them', async () => {
    const { page } = opened;
    const document = expected.find(({ file }) => file === 'turned-270-cropped.pdf');
    await openCitation(page, document ?? expect.fail('no fixture'));
    await settled(page, 1);
    // No other program: the text layer that the browser itself has laid out.
    const marks = await rectangles(marksOn(page, 1));
    for (const start of ['Ladders longer than four metres', 'and brought back before']) {
      const line = page.locator('[data-page="1"] span', { hasText: start });
      const text = await rectangles(line);
      expect(text).toHaveLength(1);
      expect(coverage(marks, text).ofSecond).toBeGreaterThan(LEAST);
    }
  });
});

async function openCitation(page: Page, { question, file }: Expected): Promise<void> {
  const answer = await ask(page, question);
  await answer.locator('[data-citation]', { hasText: file }).first().click();
  await page.locator('[data-viewer="open"]', { hasText: file }).waitFor();
}

function marksOn(page: Page, number: number): Locator {
  return page.locator(`[data-page="${number}"][data-drawn="true"] [data-mark="quoted"]`);
}

/** In CSS pixels of the window. */
async function rectangles(elements: Locator): Promise<Rectangle[]> {
  const boxes = await Promise.all((await elements.all()).map((each) => each.boundingBox()));
  return boxes
    .filter((box) => box !== null)
    .map(({ x, y, width, height }) => ({ left: x, top: y, right: x + width, bottom: y + height }));
}

/** Waits until the page is drawn and nothing of it moves any more. */
async function settled(page: Page, number: number): Promise<void> {
  const marks = marksOn(page, number);
  await marks.first().waitFor();
  let last = '';
  await expect
    .poll(async () => {
      const before = last;
      last = JSON.stringify(await rectangles(marks));
      return last === before;
    }, patient)
    .toBe(true);
}

async function inView(page: Page, mark: Locator): Promise<boolean> {
  const [inner, outer] = await Promise.all([
    mark.boundingBox(),
    page.locator('[data-scroller]').first().boundingBox(),
  ]);
  return (
    inner !== null &&
    outer !== null &&
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Of the marks and the expected words of one page, in the pixels of the screen. */
async function overlapOn(page: Page, { pages, words }: Expected, number: number): Promise<number> {
  const size = pages[number - 1] ?? expect.fail('no such page');
  const paper = await page.locator(`[data-page="${number}"]`).boundingBox();
  if (paper === null) return expect.fail('the page is not shown');
  const scale = paper.width / size.width;
  expect(paper.height / size.height).toBeCloseTo(scale, 1);
  const marks = await rectangles(marksOn(page, number));
  const lines = linesOf(words.filter((word) => word.page === number)).map((line) => ({
    left: paper.x + line.left * scale,
    top: paper.y + line.top * scale,
    right: paper.x + line.right * scale,
    bottom: paper.y + line.bottom * scale,
  }));
  return coverage(marks, lines).ofBoth;
}

/** The words joined where they follow each other on a line, as marks are. */
function linesOf(words: readonly Rectangle[]): Rectangle[] {
  const lines: Rectangle[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && sameLine(last, word)) {
      lines[lines.length - 1] = {
        left: Math.min(last.left, word.left),
        top: Math.min(last.top, word.top),
        right: Math.max(last.right, word.right),
        bottom: Math.max(last.bottom, word.bottom),
      };
    } else lines.push(word);
  }
  return lines;
}

/** On one line of upright text, or of text turned by the reader. */
function sameLine(one: Rectangle, other: Rectangle): boolean {
  return (
    Math.abs(one.top - other.top) + Math.abs(one.bottom - other.bottom) < 1 ||
    Math.abs(one.left - other.left) + Math.abs(one.right - other.right) < 1
  );
}

/** What is expected once the reader has turned the pages by 90 degrees. */
function turned({ pages, words, ...rest }: Expected): Expected {
  return {
    ...rest,
    pages: pages.map(({ width, height }) => ({ width: height, height: width })),
    words: words.map(({ page, left, top, right, bottom }) => {
      const height = pages[page - 1]?.height ?? 0;
      return { page, left: height - bottom, top: left, right: height - top, bottom: right };
    }),
  };
}
