import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { carrelJson, start, temporaryFolder, until } from './carrel.ts';

const listed = z.object({
  documents: z.array(z.object({ document: z.string(), status: z.string() })),
});

test('add --watch goes on reading until Ctrl-C, and the folder stays watched', async () => {
  const home = temporaryFolder('home');
  const documents = temporaryFolder('documents');
  mkdirSync(documents, { recursive: true });
  writeFileSync(join(documents, 'anchor.txt'), 'The anchor lies in the cellar.\n');
  const watching = start(['add', '--watch', documents], { home });
  await until('watching', () => watching.stderr().includes('Ctrl-C stops'));
  writeFileSync(join(documents, 'barrel.txt'), 'The barrel stands in the yard.\n');
  const names = async () =>
    (await carrelJson(listed, ['list'], { home })).documents.map(({ document }) => document).sort();
  await expect
    .poll(names, { timeout: 60_000, interval: 500 })
    .toEqual(['anchor.txt', 'barrel.txt']);
  watching.child.kill('SIGINT');
  expect((await watching.ended).code).toBe(0);
});
