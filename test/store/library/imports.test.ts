import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import type { Store } from '../../../src/store/types/store.ts';
import { addDocument, temporaryHome } from '../fixture.ts';

let folder: ReturnType<typeof temporaryHome>;
let store: Store;
const home = (name: string): string => path.join(folder.home, name);

beforeEach(async () => {
  folder = temporaryHome();
  store = await openStore(home('before'));
});
afterEach(async () => {
  vi.useRealTimers();
  await store.close();
  folder[Symbol.dispose]();
});

async function reopen(name = 'before'): Promise<void> {
  await store.close();
  if (name !== 'before') {
    cpSync(home('before'), home(name), { recursive: true });
    rmSync(home('before'), { recursive: true });
  }
  store = await openStore(home(name));
}

it('remembers what is being looked through until that has ended', async () => {
  const [first, second] = store.library.beginImports(['/docs/a', '/docs/b.txt'], 'Hut', true);
  store.library.endImports([second ?? -1]);
  await reopen();
  expect(store.library.openImports()).toEqual([
    { id: first, path: '/docs/a', collection: 'Hut', watched: true },
  ]);
  store.library.endImports([first ?? -1]);
  expect(store.library.openImports()).toEqual([]);
});

it('follows a moved data folder, and is erased with everything', async () => {
  store.library.beginImports([path.join(store.library.keptFolder, 'drop')], 'default', false);
  await reopen('after');
  expect(store.library.openImports().map((each) => each.path)).toEqual([
    path.join(home('after'), 'kept', 'drop'),
  ]);
  await store.library.eraseEverything();
  expect(store.library.openImports()).toEqual([]);
});

it('keeps what is asked for while everything is erased', async () => {
  for (let count = 0; count < 50; count += 1) addDocument(store, `${count}.txt`, ['Old words.']);
  store.library.beginImports(['/docs/before'], 'default', false);
  const erasing = store.library.eraseEverything();
  store.library.beginImports(['/docs/meanwhile'], 'default', false);
  const copy = path.join(store.library.keptFolder, 'drop', 'new.txt');
  mkdirSync(path.dirname(copy), { recursive: true });
  writeFileSync(copy, 'New words.');
  await erasing;
  expect(store.library.openImports().map((each) => each.path)).toEqual(['/docs/meanwhile']);
  expect(existsSync(copy)).toBe(true);
  expect(store.listDocuments()).toEqual([]);
});

it('keeps the copies of a drop that was not looked through, however old they are', async () => {
  const { keptFolder } = store.library;
  const [awaited, given] = ['awaited', 'given-up'].map((drop) => path.join(keptFolder, drop));
  for (const drop of [awaited ?? '', given ?? '']) {
    mkdirSync(drop, { recursive: true });
    writeFileSync(path.join(drop, 'lease.txt'), 'Sixty days.');
  }
  store.library.beginImports([awaited ?? ''], 'default', false);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 48 * 60 * 60 * 1000 });
  await reopen();
  expect(existsSync(path.join(awaited ?? '', 'lease.txt'))).toBe(true);
  expect(existsSync(path.join(given ?? '', 'lease.txt'))).toBe(false);
});
