import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  copyHashed,
  freeBytes,
  hashFile,
  hashThrough,
  readBlocks,
  readFull,
} from '../../src/process/files.ts';

const content = randomBytes(2_500_000);
const sha256 = createHash('sha256').update(content).digest('hex');
let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-files-'));
  path = join(folder, 'original');
  writeFileSync(path, content);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file is hashed block by block', async () => {
  const blocks: number[] = [];
  expect(await hashFile(path, { onBytes: (bytes) => blocks.push(bytes) })).toBe(sha256);
  expect(blocks).toEqual([1_048_576, 1_048_576, 402_848]);
  await expect(hashFile(path, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/iu);
});

test('a file is hashed while it is copied, and never over another', async () => {
  const copy = join(folder, 'copy');
  const sizes: number[] = [];
  const copied = await copyHashed(path, copy, {
    finish: async (file) => void sizes.push((await file.stat()).size),
  });
  expect(copied).toEqual({ sha256, bytes: content.length });
  expect(sizes).toEqual([content.length]);
  expect(readFileSync(copy).equals(content)).toBe(true);
  if (process.platform !== 'win32') expect(statSync(copy).mode & 0o777).toBe(0o600);
  await expect(copyHashed(path, copy)).rejects.toMatchObject({ code: 'EEXIST' });
});

test('what cannot be written on the way is told', async () => {
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
  await using file = await open(path, 'r');
  const hashing = hashThrough(readBlocks(file, content.length), () => Promise.reject(full));
  await expect(hashing).rejects.toBe(full);
});

test('an open file is read up to a length, or to its end', async () => {
  await using file = await open(path, 'r');
  const start = await hashThrough(readBlocks(file, 1_500_000));
  const expected = createHash('sha256').update(content.subarray(0, 1_500_000)).digest('hex');
  expect(start).toEqual({ sha256: expected, bytes: 1_500_000 });
  expect(await hashThrough(readBlocks(file, 9_000_000))).toEqual({ sha256, bytes: 2_500_000 });
  expect((await hashThrough(readBlocks(file, 0))).bytes).toBe(0);
});

test('a range is read whole, and short only at the end', async () => {
  await using file = await open(path, 'r');
  const buffer = new Uint8Array(100);
  expect(await readFull(file, buffer, 1000)).toBe(100);
  expect(content.subarray(1000, 1100).equals(buffer)).toBe(true);
  expect(await readFull(file, buffer, content.length - 7)).toBe(7);
});

test('the free space of a disk is told in bytes', async () => {
  expect(await freeBytes(folder)).toBeGreaterThan(1_000_000);
});
