import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeBackup } from '../../src/shell/backup.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-backup-'));
  mkdirSync(join(folder, 'home', 'logs'), { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The code with which a place is refused before the engine is asked for anything. */
async function refusal(to: string): Promise<unknown> {
  const asked = (): never => {
    throw new Error('the engine was asked');
  };
  const home = join(folder, 'home');
  const { signal } = new AbortController();
  return await writeBackup({ call: asked, stream: asked, close: asked }, to, {
    home,
    report: () => undefined,
    signal,
  }).catch((error: unknown) => error);
}

test('a backup within the data folder is refused, also behind a link', async () => {
  const refused = { code: 'invalid-input', details: { field: 'to' } };
  expect(await refusal(join(folder, 'home', 'logs', 'all.carrel-backup'))).toMatchObject(refused);
  symlinkSync(join(folder, 'home', 'logs'), join(folder, 'elsewhere'));
  expect(await refusal(join(folder, 'elsewhere', 'all.carrel-backup'))).toMatchObject(refused);
  expect(await refusal(join(folder, 'elsewhere'))).toMatchObject(refused);
  symlinkSync(join(folder, 'home'), join(folder, 'data'));
  expect(await refusal(join(folder, 'data'))).toMatchObject(refused);
});

test('a backup overwrites nothing', async () => {
  writeFileSync(join(folder, 'all.carrel-backup'), 'An older one.');
  expect(await refusal(join(folder, 'all.carrel-backup'))).toMatchObject({
    code: 'invalid-input',
    details: { field: 'to' },
  });
});

test('any other place is taken', async () => {
  expect(String(await refusal(join(folder, 'home-backup')))).toContain('the engine was asked');
});
