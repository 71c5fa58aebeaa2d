import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuseUnwritable, writeNewFile } from '../../src/cli/new-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-new-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const table = Buffer.from('a table');

test('writes a file that only its owner may read', async () => {
  const path = join(folder, 'table.csv');
  await writeNewFile(path, async (append) => {
    await append(table.subarray(0, 2));
    await append(table.subarray(2));
  });
  expect(readFileSync(path)).toEqual(table);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('overwrites nothing, and says so', async () => {
  const path = join(folder, 'table.csv');
  writeFileSync(path, 'mine');
  expect(() => {
    refuseUnwritable(path);
  }).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  expect(() => {
    refuseUnwritable(join(folder, 'not-there', 'table.csv'));
  }).toThrow(expect.objectContaining({ code: 'path-missing' }));
  const writing = writeNewFile(path, (append) => append(table));
  await expect(writing).rejects.toMatchObject({ code: 'invalid-input' });
  expect(readFileSync(path, 'utf8')).toBe('mine');
});

test('leaves no part of a file that was cut short, and names what is not there', async () => {
  const path = join(folder, 'table.csv');
  const cut = writeNewFile(path, async (append) => {
    await append(table);
    throw new Error('stopped');
  });
  await expect(cut).rejects.toThrow('stopped');
  expect(existsSync(path)).toBe(false);
  const nowhere = writeNewFile(join(folder, 'none', 'table.csv'), (append) => append(table));
  await expect(nowhere).rejects.toMatchObject({ code: 'path-missing' });
});
