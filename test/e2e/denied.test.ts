import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { carrel, carrelJson, start, temporaryFolder, until } from './carrel.ts';
import { listShape } from './shapes.ts';

/** An account without rights of its own; what root may read cannot be closed to it. */
const NOBODY = 65534;

test('access that is taken away takes a file and a folder out of the answers, until it returns', async () => {
  const place = temporaryFolder('denied');
  const documents = join(place, 'documents');
  mkdirSync(join(documents, 'closed'), { recursive: true });
  writeFileSync(join(documents, 'anchor.txt'), 'The anchor lies in the cellar.\n');
  writeFileSync(join(documents, 'barrel.txt'), 'The barrel stands in the yard.\n');
  writeFileSync(join(documents, 'closed', 'candle.txt'), 'The candle burns in the attic.\n');
  chmodSync(place, 0o777);
  const options = {
    home: join(place, 'home'),
    env: { HOME: place },
    ...(process.getuid?.() === 0 ? { uid: NOBODY } : {}),
  };
  const watching = start(['add', '--watch', documents], options);
  await until('watching', () => watching.stderr().includes('Ctrl-C stops'));
  const states = async () =>
    Object.fromEntries(
      (await carrelJson(listShape, ['list'], options)).documents.map(
        ({ document, status, reason }) => [document, reason?.code ?? status],
      ),
    );
  const search = async () =>
    (await carrel(['search', 'lies cellar', '--mode', 'text'], options)).stdout;
  const within = { timeout: 60_000, interval: 1000 };

  chmodSync(join(documents, 'anchor.txt'), 0);
  chmodSync(join(documents, 'closed'), 0);
  await expect.poll(states, within).toEqual({
    'anchor.txt': 'access-withdrawn',
    'barrel.txt': 'indexed',
    closed: 'access-denied',
    'closed/candle.txt': 'access-withdrawn',
  });
  expect(await search()).not.toContain('anchor');
  expect((await carrel(['list'], options)).stdout).toContain('may no longer read');

  chmodSync(join(documents, 'anchor.txt'), 0o644);
  chmodSync(join(documents, 'closed'), 0o755);
  await expect.poll(states, within).toEqual({
    'anchor.txt': 'indexed',
    'barrel.txt': 'indexed',
    'closed/candle.txt': 'indexed',
  });
  expect(await search()).toContain('The anchor lies in the cellar.');
  watching.child.kill('SIGINT');
  expect((await watching.ended).code).toBe(0);
});
