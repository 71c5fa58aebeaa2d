// `npm run screenshots`: pictures of every screen at 1280 x 800, light and dark, into docs/screens,
// on the sample documents. With names after it (`-- answer library`) only those.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repository, samples, startHarness, type Harness } from '../test/page/harness.ts';
import { ensurePage } from './page.ts';
import { ensureTinyModels } from './setup.ts';

const folder = join(repository, 'docs', 'screens');

interface Screen {
  readonly name: string;
  /** Brings a fresh page to the screen. */
  readonly show: (page: Page) => Promise<void>;
}

async function ask(page: Page, question: string): Promise<void> {
  const field = page.getByRole('combobox');
  await field.fill(question);
  await field.press('Control+Enter');
  await page
    .getByRole('article', { name: question, exact: true })
    .and(page.locator('[aria-busy="false"]'))
    .waitFor({ timeout: 60_000 });
}

function settingsPage(name: string): Screen {
  return {
    name: `settings-${name.toLowerCase().split(' ')[0] ?? name}`,
    show: async (page) => {
      const [main, settings] = ['Main', 'Settings'].map((label) =>
        page.getByRole('navigation', { name: label, exact: true }),
      );
      await main?.getByRole('button', { name: 'Settings' }).click();
      await settings?.getByRole('button', { name }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
    },
  };
}

/** Shown before any document is there. */
const first: Screen = {
  name: 'first-run',
  show: async (page) => {
    await page.getByRole('main').waitFor();
  },
};

const screens: readonly Screen[] = [
  { name: 'start', show: async (page) => await page.getByRole('combobox').waitFor() },
  {
    name: 'search',
    show: async (page) => {
      const field = page.getByRole('combobox');
      await field.fill('leave');
      await page.getByRole('option').first().waitFor();
      await field.press('ArrowDown');
    },
  },
  {
    name: 'answer',
    show: async (page) => {
      await ask(page, 'How many days of annual leave do employees get?');
      await page.locator('[data-citation]').first().click();
      await page.locator('[data-pane="viewer"] [data-mark]').first().waitFor();
      // The same words as the mark: the picture shows both.
      await page.mouse.move(0, 0);
    },
  },
  {
    name: 'absent',
    show: async (page) => {
      await ask(page, 'Who won the football world championship in 1974?');
    },
  },
  {
    name: 'questions',
    show: async (page) => {
      await page.getByRole('button', { name: 'All questions' }).click();
      await page.getByRole('heading', { name: 'Questions', exact: true }).waitFor();
    },
  },
  {
    name: 'tables',
    show: async (page) => {
      const main = page.getByRole('navigation', { name: 'Main', exact: true });
      await main.getByRole('button', { name: 'Tables' }).click();
      await page.getByRole('heading', { name: 'New table' }).waitFor();
    },
  },
  {
    name: 'table',
    show: async (page) => {
      const main = page.getByRole('navigation', { name: 'Main', exact: true });
      await main.getByRole('button', { name: 'Tables' }).click();
      await page
        .getByRole('textbox', { name: 'Question to every document' })
        .fill('List all contracts that end in 2027 with their notice period, rent and deposit');
      await page.getByRole('button', { name: 'Fill the table' }).click();
      await page.locator('[data-survey-state="complete"]').waitFor({ timeout: 60_000 });
    },
  },
  {
    name: 'library',
    show: async (page) => {
      const main = page.getByRole('navigation', { name: 'Main', exact: true });
      await main.getByRole('button', { name: 'Library' }).click();
      await page.getByText('Employee-handbook.pdf').first().waitFor();
    },
  },
  ...[
    'Models',
    'Privacy',
    'General',
    'Answers',
    'Performance',
    'Data folder',
    'Shortcuts',
    'About',
  ].map(settingsPage),
];

async function picture(harness: Harness, screen: Screen): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    const opened = await harness.open({ scheme });
    await screen.show(opened.page);
    // What follows from it (thumbnails, sizes, lists) has come when the network and work rest.
    await opened.page.waitForTimeout(800);
    console.log(await opened.picture(folder, `${screen.name}-${scheme}`));
    await opened.close();
  }
}

const wanted = new Set(process.argv.slice(2));
const chosen = ({ name }: Screen): boolean => wanted.size === 0 || wanted.has(name);

await Promise.all([ensurePage(), ensureTinyModels()]);
if (wanted.size === 0) rmSync(folder, { recursive: true, force: true });
const harness = await startHarness();
const failed: string[] = [];
try {
  const tryPicture = async (screen: Screen): Promise<void> => {
    if (!chosen(screen)) return;
    try {
      await picture(harness, screen);
    } catch (error) {
      failed.push(screen.name);
      console.error(`${screen.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  await tryPicture(first);
  await harness.carrel.add([samples]);
  for (const screen of screens) await tryPicture(screen);
} finally {
  await harness.stop();
}
if (failed.length > 0) process.exitCode = 1;
