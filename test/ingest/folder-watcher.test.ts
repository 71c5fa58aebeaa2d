import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FolderWatcher } from '../../src/ingest/folder-watcher.ts';
import { breath } from '../../src/store/breath.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-watcher-'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

test('a folder that changes while it is looked through is looked through once more, not once a change', async () => {
  const first = Promise.withResolvers<void>();
  let looks = 0;
  const watcher = new FolderWatcher({
    folders: () => [{ path: folder, collection: 'default' }],
    rescan: async () => {
      looks += 1;
      if (looks === 1) await first.promise;
      return { unsettled: false };
    },
    againMs: 1000,
    firstMs: 1000,
  });
  watcher.update();
  vi.advanceTimersByTime(1000);
  await breath();
  expect(looks).toBe(1);
  vi.advanceTimersByTime(60_000);
  first.resolve();
  // Whatever waited has had its turn after a few of these: no look takes time.
  for (let turn = 0; turn < 10; turn += 1) await breath();
  expect(looks).toBe(2);
  await watcher.dispose();
});

test('nothing is followed while everything is erased, nor what is no longer watched after it', async () => {
  let watched = true;
  let looks = 0;
  const watcher = new FolderWatcher({
    folders: () => (watched ? [{ path: folder, collection: 'default' }] : []),
    rescan: () => {
      looks += 1;
      return Promise.resolve({ unsettled: false });
    },
    againMs: 1000,
    firstMs: 1000,
  });
  watcher.update();
  const later = async (): Promise<number> => {
    vi.advanceTimersByTime(10_000);
    for (let turn = 0; turn < 10; turn += 1) await breath();
    return looks;
  };
  expect(await later()).toBeGreaterThan(0);
  looks = 0;
  await watcher.without(async () => {
    watcher.update();
    expect(await later()).toBe(0);
    watched = false;
  });
  expect(await later()).toBe(0);
  watched = true;
  watcher.update();
  expect(await later()).toBeGreaterThan(0);
  await watcher.dispose();
});
