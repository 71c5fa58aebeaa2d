import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type * as Files from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { scan } from '../../src/ingest/scan.ts';

/** What the system says of a name; of others, the truth. */
const said = vi.hoisted(() => new Map<string, string>());
vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof Files>();
  const look = async (path: string) => {
    for (const [name, code] of said) {
      if (path.endsWith(name)) throw Object.assign(new Error(`${code}: lstat`), { code });
    }
    return await files.lstat(path);
  };
  return { ...files, lstat: look };
});

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'carrel-scan-'));
});
afterEach(() => {
  said.clear();
  rmSync(root, { recursive: true, force: true });
});

async function reasons(): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  const { signal } = new AbortController();
  for await (const each of scan([root], { collection: 'c', signal })) {
    if (each.kind === 'unreadable') all[each.file.document] = each.reason.code;
  }
  return all;
}

test('a share that fails for a moment is told from what is gone and what is closed', async () => {
  for (const name of ['slow', 'failing', 'stale', 'gone', 'closed', 'sound']) {
    writeFileSync(join(root, `${name}.txt`), name);
  }
  symlinkSync('nothing.txt', join(root, 'link.txt'));
  symlinkSync('circle.txt', join(root, 'circle.txt'));
  said.set('slow.txt', 'ETIMEDOUT').set('failing.txt', 'EIO').set('stale.txt', 'ESTALE');
  said.set('gone.txt', 'ENOENT').set('closed.txt', 'EACCES');
  expect(await reasons()).toEqual({
    'slow.txt': 'file-unreachable',
    'failing.txt': 'file-unreachable',
    'stale.txt': 'file-unreachable',
    'gone.txt': 'path-missing',
    'link.txt': 'path-missing',
    'circle.txt': 'path-missing',
    'closed.txt': 'access-denied',
  });
});
