import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultIgnoring, isIgnorePattern, type Ignoring } from '../../src/contract/ignoring.ts';
import { scan } from '../../src/ingest/scan.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'carrel-ignore-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

async function found(chosen: Partial<Ignoring> = {}): Promise<string[]> {
  const names: string[] = [];
  const { signal } = new AbortController();
  const ignoring = { ...defaultIgnoring, ...chosen };
  for await (const each of scan([root], { collection: 'c', signal, ignoring })) {
    if (each.kind === 'file') names.push(each.file.document);
  }
  return names;
}

test('names, paths, folders and exceptions are passed over as in a .gitignore', async () => {
  write({
    '.carrelignore': '# drafts\n*.draft.txt\n/top.txt\nold/\nlogs/**/*.log\n!kept.draft.txt\n',
    'a.txt': '',
    'a.draft.txt': '',
    'kept.draft.txt': '',
    'top.txt': '',
    'sub/top.txt': '',
    'sub/b.draft.txt': '',
    'sub/old/c.txt': '',
    'old.txt': '',
    'logs/x/y.log': '',
    'logs/x/y.txt': '',
  });
  const names = ['a.txt', 'kept.draft.txt', 'logs/x/y.txt', 'old.txt', 'sub/top.txt'];
  expect(await found()).toEqual(names);
});

test('a folder has rules of its own, which count more than those above', async () => {
  write({
    '.carrelignore': '*.csv\n',
    'one.csv': '',
    'data/.carrelignore': '!*.csv\nraw.csv\n',
    'data/two.csv': '',
    'data/raw.csv': '',
  });
  expect(await found()).toEqual(['data/two.csv']);
});

test('a hostile rules file costs nothing and hides nothing', async () => {
  const name = `${'a'.repeat(100)}.txt`;
  write({ '.carrelignore': `${'*a'.repeat(60)}b\n{${'a,'.repeat(99)}}\n`, [name]: '' });
  const before = process.threadCpuUsage();
  expect(await found()).toEqual([name]);
  expect(process.threadCpuUsage(before).user).toBeLessThan(2_000_000);
});

test('what a person has chosen holds, and a rules file has the last word', async () => {
  write({
    '.hidden.txt': '',
    '.carrelignore': '!kept.bak\n',
    '~$lock.docx': '',
    'a.txt': '',
    'b.bak': '',
    'kept.bak': '',
    'node_modules/c.txt': '',
    'private/d.txt': '',
    'sub/private/e.txt': '',
    'large.txt': 'x'.repeat(1024 * 1024 + 1),
  });
  expect(await found()).toEqual([
    'a.txt',
    'b.bak',
    'kept.bak',
    'large.txt',
    'private/d.txt',
    'sub/private/e.txt',
  ]);
  const chosen = {
    ignoreHidden: false,
    ignoreTemporary: false,
    ignoreLargerThan: 1,
    ignorePatterns: ['*.bak', '/private/'],
  };
  expect(await found(chosen)).toEqual([
    '.hidden.txt',
    'a.txt',
    'kept.bak',
    'node_modules/c.txt',
    'sub/private/e.txt',
    '~$lock.docx',
  ]);
});

test.each(['', '!', '/', '# a', '{a,b}', '(a)', 'a\\b', '*'.repeat(9), 'a'.repeat(257), 'a\nb'])(
  'no pattern is %j',
  (text) => {
    expect(isIgnorePattern(text)).toBe(false);
  },
);
