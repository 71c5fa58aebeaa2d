import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { CarrelFailure } from '../../../src/contract/errors.ts';
import { maxPartBytes } from '../../../src/contract/library.ts';
import { KeptCopies, type CopyPart } from '../../../src/engine/kept-copies.ts';
import { keptName } from '../../../src/engine/kept-names.ts';

let folder = '';
let copies: KeptCopies;
const upload = '3f2b1c9e-5d7a-4f6b-8c1d-2e3f4a5b6c7d';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-kept-'));
  copies = new KeptCopies({ folder, earlier: () => [] });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function part(changes: Partial<CopyPart> = {}): CopyPart {
  return {
    upload,
    name: 'plan.txt',
    collection: 'default',
    offset: 0,
    bytes: Buffer.from('text'),
    last: true,
    modified: 1_700_000_000_000,
    ...changes,
  };
}

/** Files below the folder, as paths from it. */
function files(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

describe('a kept copy', () => {
  it('is put together from parts, keeps its folders and its time', async () => {
    const name = 'Año/plan.txt';
    const first = await copies.take(part({ name, bytes: Buffer.from('one '), last: false }));
    expect(first).toEqual({ path: null, add: join(folder, upload), namesakes: [] });
    expect(files().filter((file) => !file.startsWith('.incoming'))).toEqual([]);
    const { path } = await copies.take(part({ name, offset: 4, bytes: Buffer.from('two') }));
    expect(path).toBe(join(folder, upload, 'Año', 'plan.txt'));
    expect(readFileSync(path ?? '', 'utf8')).toBe('one two');
    expect(statSync(path ?? '').mtimeMs).toBe(1_700_000_000_000);
    expect(statSync(path ?? '').mode & 0o077).toBe(0);
    expect(files()).toEqual([join(upload, 'Año', 'plan.txt')]);
  });

  it('may be empty, and may be begun anew', async () => {
    expect((await copies.take(part({ bytes: Buffer.alloc(0) }))).path).not.toBeNull();
    await copies.take(part({ bytes: Buffer.from('a wrong beginning'), last: false }));
    const { path } = await copies.take(part({ bytes: Buffer.from('right') }));
    expect(readFileSync(path ?? '', 'utf8')).toBe('right');
  });

  it('refuses parts out of order', async () => {
    await expect(copies.take(part({ offset: 4 }))).rejects.toMatchObject({ code: 'invalid-input' });
    await copies.take(part({ last: false }));
    for (const offset of [3, 5, 400]) {
      await expect(copies.take(part({ offset }))).rejects.toMatchObject({ code: 'invalid-input' });
    }
    expect((await copies.take(part({ offset: 4 }))).path).not.toBeNull();
  });

  it('keeps parts that come at the same time apart', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `file ${index}.txt`);
    await Promise.all(names.map((name) => copies.take(part({ name, bytes: Buffer.from(name) }))));
    for (const name of names) {
      expect(readFileSync(join(folder, upload, name), 'utf8')).toBe(name);
    }
  });

  it('is bounded by message, drop and disk', async () => {
    await expect(
      copies.take(part({ bytes: Buffer.alloc(maxPartBytes + 1) })),
    ).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(copies.take(part({ offset: 600 * 1024 * 1024 }))).rejects.toMatchObject({
      code: 'file-too-large',
    });
    const small = new KeptCopies({ folder, earlier: () => [], maxDropBytes: 6 });
    await small.take(part());
    await expect(small.take(part({ name: 'b.txt' }))).rejects.toMatchObject({
      code: 'file-too-large',
    });
    const full = new KeptCopies({
      folder,
      earlier: () => [],
      reserveBytes: Number.MAX_SAFE_INTEGER,
    });
    await expect(full.take(part({ name: 'c.txt' }))).rejects.toMatchObject({ code: 'disk-full' });
    expect(files()).toEqual([join(upload, 'plan.txt')]);
  });

  it('refuses a file where a folder is, and a folder where a file is', async () => {
    await copies.take(part({ name: 'a' }));
    await expect(copies.take(part({ name: 'a/b.txt' }))).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await copies.take(part({ name: 'c/d.txt' }));
    await expect(copies.take(part({ name: 'c' }))).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

test.each([
  '..',
  '../plan.txt',
  'a/../../plan.txt',
  'a/./plan.txt',
  '/etc/passwd',
  'a//b.txt',
  'a/',
  '..\\plan.txt',
  'C:\\plan.txt',
  'plan\0.txt',
  'plan\n.txt',
  'plan\u202etxt.exe',
  'CON',
  'nul.txt',
  'a/com1.pdf',
  'plan.',
  'plan ',
  `${'x'.repeat(300)}.txt`,
  'ü'.repeat(130),
  Array.from({ length: 40 }, () => 'a').join('/'),
  '.hidden',
  '.incoming/x',
  'Thumbs.db',
  '\ud800.txt',
])('%j is no name for a copy', async (name) => {
  const refused = await copies.take(part({ name })).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(CarrelFailure);
  expect(['invalid-input', 'format-unsupported']).toContain(Reflect.get(Object(refused), 'code'));
  expect(files()).toEqual([]);
});

test.each([
  'plan.txt',
  'a/b/c.pdf',
  'Größe — 契約 👩‍👩‍👧.pdf',
  'console.txt',
  '...x.pdf'.slice(3),
  'a.b.c',
])('%j is one', (name) => {
  expect(keptName(name).join('/')).toBe(name.normalize('NFC'));
});
