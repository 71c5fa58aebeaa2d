import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeDocuments } from './ask-documents.ts';
import { ask } from './asking.ts';
import { canBrowse, samples, startHarness, type Harness } from './harness.ts';
import { tamper } from './tampered-engine.ts';

/** Asked of one page in turns: answered, answered in part, not answered, in five languages. */
const questions = [
  'Quelle est la caution du garage ?',
  'What does one load of washing cost?',
  'Who won the football world championship in 1974?',
  'Wann wird die Garage übergeben?',
  'When were the washing machines bought?',
  'Quand le jardin est-il arrosé ?',
  'How many working days of annual leave does a full-time employee have?',
  '¿Cuánto cuesta lavar una carga?',
  'Quanto costa la cauzione del garage?',
  'What is the parrot in the lodge called?',
];
const ROUNDS = 5;
const WRITTEN = 2;

interface Watched {
  readonly drawn: number;
  readonly bare: string[];
}

describe.skipIf(!canBrowse)('unproven sentences', () => {
  let harness: Harness;
  let folder: string;
  beforeAll(async () => {
    [harness, folder] = await Promise.all([startHarness(), writeDocuments()]);
    await harness.carrel.add([folder, join(samples, 'Employee-handbook.pdf')]);
    await harness.carrel.idle(5);
  });
  afterAll(async () => {
    await harness.stop();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  test('are never drawn, even for a moment, in 50 answers of an engine that sends them', async () => {
    const { page, foreign, errors } = await harness.open({
      prepare: async (fresh) => {
        await fresh.addInitScript({
          path: join(import.meta.dirname, 'fixtures', 'watch-sentences.mjs'),
        });
        await tamper(fresh);
      },
    });
    let standing = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const question of questions) {
        const answer = await ask(page, `${question}${' '.repeat(round)}`);
        standing += await answer.locator('[data-sentence]').count();
      }
    }
    // Written ones, where quotes stand first and sentences come one by one.
    for (const question of questions.slice(0, WRITTEN)) {
      const quoted = await ask(page, question);
      const write = quoted.getByRole('button', { name: 'Write an answer' });
      if ((await write.count()) === 0) continue;
      await write.click();
      const written = page.locator('article[data-state]').nth(1);
      await written.and(page.locator('[aria-busy="false"]')).waitFor({ timeout: 60_000 });
      standing += await written.locator('[data-sentence]').count();
    }
    const { drawn, bare } = await page.evaluate<Watched>('sentences');
    expect(standing).toBeGreaterThan((ROUNDS * questions.length) / 2);
    expect(drawn).toBeGreaterThanOrEqual(standing);
    expect({ bare, foreign, errors }).toEqual({ bare: [], foreign: [], errors: [] });
  });
});
