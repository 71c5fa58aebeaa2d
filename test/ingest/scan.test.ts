import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { isIgnored } from '../../src/contract/files.ts';
import { scan, type Found } from '../../src/ingest/scan.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'carrel-scan-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(...files: string[]): void {
  for (const name of files) {
    mkdirSync(join(root, name, '..'), { recursive: true });
    writeFileSync(join(root, name), name);
  }
}

async function found(paths: string[] = [root], except?: string): Promise<Found[]> {
  const all: Found[] = [];
  const { signal } = new AbortController();
  for await (const each of scan(paths, { collection: 'c', signal, except })) all.push(each);
  return all;
}

function names(all: readonly Found[], kind: 'file' | 'unreadable' = 'file'): string[] {
  return all.flatMap((each) => (each.kind === kind && 'file' in each ? [each.file.document] : []));
}

test('files come in the order of names, below the added folder', async () => {
  write('b.txt', 'a/z.pdf', 'a/c/d.md');
  const all = await found();
  expect(names(all)).toEqual(['a/c/d.md', 'a/z.pdf', 'b.txt']);
  expect(all.find((each) => each.kind === 'file')).toMatchObject({
    file: { root, path: join(root, 'a/c/d.md'), type: 'md', bytes: 8, collection: 'c' },
  });
});

test('hidden files, locks and leftovers are passed over, unless they are named', async () => {
  write(
    '.hidden.txt',
    '.git/config',
    '~$letter.docx',
    'half.part',
    'x.tmp',
    'Thumbs.db',
    'kept.txt',
  );
  expect(names(await found())).toEqual(['kept.txt']);
  expect(names(await found([join(root, '.hidden.txt')]))).toEqual(['.hidden.txt']);
  expect(isIgnored('normal~1.doc')).toBe(false);
});

test('links are followed, but never round in circles', async () => {
  write('a/one.txt');
  symlinkSync(root, join(root, 'a', 'up'));
  symlinkSync('a', join(root, 'same'));
  symlinkSync('a/one.txt', join(root, 'link.txt'));
  expect(names(await found())).toEqual(['a/one.txt', 'link.txt']);
});

test('links that lead nowhere, or to themselves, are told of', async () => {
  write('sound.txt');
  symlinkSync('gone.txt', join(root, 'dangling.txt'));
  symlinkSync('circle.txt', join(root, 'circle.txt'));
  const all = await found();
  expect(names(all)).toEqual(['sound.txt']);
  expect(names(all, 'unreadable')).toEqual(['circle.txt', 'dangling.txt']);
});

test('names are composed the same way, wherever they come from', async () => {
  write('Re\u0301sume\u0301.txt');
  expect(names(await found())).toEqual(['R\u00E9sum\u00E9.txt']);
});

test('the data folder is never read as documents', async () => {
  write('documents/a.txt', 'home/logs/engine.log');
  expect(names(await found([root], join(root, 'home')))).toEqual(['documents/a.txt']);
});

test('a path given twice is walked once', async () => {
  write('a/one.txt', 'two.txt');
  expect(names(await found([root, join(root, 'a')]))).toEqual(['a/one.txt', 'two.txt']);
});

test('a wrong path is refused before anything is found', async () => {
  write('one.txt');
  await expect(found([root, join(root, 'nowhere')])).rejects.toMatchObject({
    code: 'path-missing',
  });
  await expect(found(['/dev/null'])).rejects.toMatchObject({ code: 'format-unsupported' });
  await expect(found([join(root, 'one.txt', 'below')])).rejects.toThrow(CarrelFailure);
});

test('a stop ends the walk', async () => {
  write('one.txt');
  const walk = scan([root], { collection: 'c', signal: AbortSignal.abort() });
  await expect(walk.next()).rejects.toThrow();
});

test('names as long as the disk takes, in paths that are longer still', async () => {
  const long = 'n'.repeat(250);
  write(join(long, long, long, `${long}.txt`));
  expect(names(await found())).toEqual([[long, long, long, `${long}.txt`].join('/')]);
});

test('a name that is no UTF-8 is told of, and does not end the scan', async (context) => {
  write('sound.txt');
  try {
    writeFileSync(
      Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9, 0x2e, 0x74])]),
      'x',
    );
  } catch {
    return context.skip('this file system takes no such names');
  }
  const all = await found();
  expect(names(all)).toEqual(['sound.txt']);
  const told = all.flatMap((each) => (each.kind === 'unreadable' ? [each] : []));
  expect(told.map(({ file }) => file.document)).toEqual(['caf\uFFFD.t']);
  expect(told[0]?.reason.message).toContain('Rename it');
});

test('two spellings of one name in a folder are two files', async (context) => {
  write('Re\u0301.txt', 'R\u00E9.txt');
  if (readdirSync(root).length === 1) return context.skip('this file system keeps one of them');
  const all = await found();
  expect(names(all)).toEqual(['R\u00E9.txt', 'R\u00E9.txt']);
  const paths = all.flatMap((each) => (each.kind === 'file' ? [each.file.path] : []));
  expect(new Set(paths).size).toBe(2);
});
