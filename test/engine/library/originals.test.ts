import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Originals } from '../../../src/engine/originals.ts';
import type { FileAsRead } from '../../../src/store/library/types.ts';

const TEXT = 'The text that was read.';
const TIME = 1_700_000_000;
let folder = '';
let file = '';
let originals: Originals;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-original-'));
  file = join(folder, 'plan.txt');
  write(TEXT);
  originals = new Originals();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(text: string, time = TIME): void {
  writeFileSync(file, text);
  utimesSync(file, time, time);
}

function asRead(changes: Partial<FileAsRead> = {}): FileAsRead {
  return {
    path: file,
    bytes: TEXT.length,
    modifiedMs: TIME * 1000,
    sha256: createHash('sha256').update(TEXT).digest('hex'),
    current: true,
    ...changes,
  };
}

const read = async (known = asRead()): Promise<string> =>
  (await originals.read(known, 0, 1000)).bytes.toString();

it('reads parts of a file that is as it was', async () => {
  expect(await originals.state(asRead())).toBe('same');
  expect(await read()).toBe(TEXT);
  const { bytes, total } = await originals.read(asRead(), 4, 4);
  expect([bytes.toString(), total]).toEqual(['text', TEXT.length]);
  expect((await originals.read(asRead(), 1000, 10)).bytes).toHaveLength(0);
});

it('takes the same bytes under another time, and refuses others of the same length', async () => {
  write(TEXT, TIME + 60);
  expect(await read()).toBe(TEXT);
  write(TEXT.replace('read', 'made'), TIME + 60);
  expect(await originals.state(asRead())).toBe('changed');
  await expect(read()).rejects.toMatchObject({ code: 'file-changed' });
  write(`${TEXT} And more.`);
  await expect(read()).rejects.toMatchObject({ code: 'file-changed' });
});

it('does not trust size and time of a file whose new text is not there yet', async () => {
  write(TEXT.replace('read', 'made'));
  await expect(read(asRead({ current: false }))).rejects.toMatchObject({ code: 'file-changed' });
  write(TEXT);
  expect(await read(asRead({ current: false }))).toBe(TEXT);
});

it('says that a file is gone, or is none', async () => {
  rmSync(file);
  expect(await originals.state(asRead())).toBe('missing');
  await expect(read()).rejects.toMatchObject({ code: 'path-missing' });
  mkdirSync(file);
  await expect(read()).rejects.toMatchObject({ code: 'file-changed' });
});

it.skipIf(process.platform === 'win32')('follows a link only to the very bytes', async () => {
  const real = join(folder, 'real.txt');
  renameSync(file, real);
  symlinkSync(real, file);
  expect(await read()).toBe(TEXT);
  // Another file, of the same size and time.
  const secret = join(folder, 'secret.txt');
  writeFileSync(secret, TEXT.replace('text', 'keys'));
  utimesSync(secret, TIME, TIME);
  rmSync(file);
  symlinkSync(secret, file);
  expect(statSync(file).size).toBe(TEXT.length);
  await expect(read()).rejects.toMatchObject({ code: 'file-changed' });
  expect(await originals.state(asRead())).toBe('changed');
});

it.skipIf(process.platform === 'win32')('is not held up by a pipe in the place', async () => {
  rmSync(file);
  execFileSync('mkfifo', [file]);
  await expect(read()).rejects.toMatchObject({ code: 'file-changed' });
});

it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'says that a file may not be read',
  async () => {
    chmodSync(file, 0);
    expect(await originals.state(asRead())).toBe('denied');
    await expect(read()).rejects.toMatchObject({ code: 'access-denied' });
  },
);
