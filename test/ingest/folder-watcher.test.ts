import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CarrelFailure } from '../../src/contract/errors.ts';
import { FolderWatcher } from '../../src/ingest/folder-watcher.ts';
import { yieldToEventLoop } from '../../src/store/yield-to-event-loop.ts';

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
  await yieldToEventLoop();
  expect(looks).toBe(1);
  vi.advanceTimersByTime(60_000);
  first.resolve();
  // Whatever waited has had its turn after a few of these: no look takes time.
  for (let turn = 0; turn < 10; turn += 1) await yieldToEventLoop();
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
    for (let turn = 0; turn < 10; turn += 1) await yieldToEventLoop();
    return looks;
  };
  expect(await later()).toBeGreaterThan(0);
  looks = 0;
  await watcher.withoutWatching(async () => {
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

test('what keeps a folder from being looked at is logged, but not that it is away', async () => {
  const failures = [
    new CarrelFailure('disk-full', 'The disk is full.'),
    new CarrelFailure('path-missing', 'The folder is not there.'),
    new CarrelFailure('cancelled', 'Stopped.'),
    new Error('unknown'),
  ];
  const waiting = [...failures];
  const log = vi.fn();
  const away = vi.fn(() => Promise.resolve());
  const watcher = new FolderWatcher({
    folders: () => [{ path: folder, collection: 'default' }],
    rescan: () => Promise.reject(waiting.shift() ?? new CarrelFailure('cancelled', 'Stopped.')),
    away,
    log,
    againMs: 1000,
    firstMs: 1000,
  });
  watcher.update();
  while (waiting.length > 0) {
    vi.advanceTimersByTime(1000);
    for (let turn = 0; turn < 10; turn += 1) await yieldToEventLoop();
  }
  await watcher.dispose();
  expect(away).toHaveBeenCalledTimes(1);
  const what = 'looking through a folder';
  expect(log.mock.calls).toEqual([
    [what, failures[0]],
    [what, failures[3]],
  ]);
});
