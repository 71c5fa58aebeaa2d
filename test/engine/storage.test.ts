import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type * as Files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { measureStorage } from '../../src/engine/storage.ts';

// A download's folder is made and removed by another process.
vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>();
  const readdir = async (folder: string) => {
    const names = await files.readdir(folder);
    if (path.basename(folder) === 'models')
      rmSync(path.join(folder, '.pip-1'), { recursive: true });
    return names;
  };
  return { ...files, readdir };
});

test('counts every file once, whatever goes away meanwhile, and follows no link', async () => {
  const home = mkdtempSync(path.join(tmpdir(), 'carrel-storage-'));
  try {
    mkdirSync(path.join(home, 'models', '.pip-1', 'inner'), { recursive: true });
    mkdirSync(path.join(home, 'models', 'tiny'));
    writeFileSync(path.join(home, 'models', '.pip-1', 'half.bin'), 'x'.repeat(1000));
    writeFileSync(path.join(home, 'models', 'tiny', 'model.gguf'), 'x'.repeat(100));
    writeFileSync(path.join(home, 'catalogue.sqlite'), 'x'.repeat(20));
    writeFileSync(path.join(home, 'catalogue.sqlite-wal'), 'x'.repeat(3));
    symlinkSync(path.join(home, 'models'), path.join(home, 'elsewhere'));
    const { parts } = await measureStorage(home);
    const taken = parts.filter(({ bytes }) => bytes > 0).map(({ what, bytes }) => [what, bytes]);
    expect(taken).toEqual([
      ['catalogue', 23],
      ['models', 100],
    ]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});
