import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { maxFileBytes } from '../../src/contract/files.ts';
import { readWhole } from '../../src/ingest/read-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-read-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('a file comes whole, with its sum', async () => {
  const bytes = Uint8Array.from({ length: 3_000_001 }, (_, index) => index % 251);
  writeFileSync(join(folder, 'a'), bytes);
  const file = await readWhole(join(folder, 'a'));
  expect(Buffer.compare(file.bytes, bytes)).toBe(0);
  expect(file.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('what is gone, a folder, or too large, is named so', async () => {
  await expect(readWhole(join(folder, 'gone'))).rejects.toMatchObject({ code: 'path-missing' });
  await expect(readWhole(folder)).rejects.toMatchObject({ code: 'access-denied' });
  writeFileSync(join(folder, 'large'), '');
  // Without blocks on the disk.
  truncateSync(join(folder, 'large'), maxFileBytes + 1);
  await expect(readWhole(join(folder, 'large'))).rejects.toMatchObject({ code: 'file-too-large' });
});
