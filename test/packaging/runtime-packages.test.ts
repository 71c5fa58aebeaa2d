import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  importedPackages,
  readLockFile,
  runtimePackages,
} from '../../scripts/packaging/runtime-packages.ts';

const repository = resolve(import.meta.dirname, '../..');
const lock = readLockFile(resolve(repository, 'package-lock.json'));
const roots = importedPackages(resolve(repository, 'src'));

describe('packages of an installed engine', () => {
  test.each([
    ['linux', 'x64', 'node_modules/@lancedb/lancedb-linux-x64-gnu'],
    ['linux', 'arm64', 'node_modules/@lancedb/lancedb-linux-arm64-gnu'],
    ['win32', 'x64', 'node_modules/@lancedb/lancedb-win32-x64-msvc'],
    ['darwin', 'arm64', 'node_modules/@lancedb/lancedb-darwin-arm64'],
    ['linux', 'x64', 'node_modules/@node-llama-cpp/linux-x64'],
    ['win32', 'x64', 'node_modules/@node-llama-cpp/win-x64'],
    ['darwin', 'arm64', 'node_modules/@node-llama-cpp/mac-arm64-metal'],
  ])('hold the native parts of %s %s: %s', (platform, arch, folder) => {
    expect(runtimePackages(lock, roots, { platform, arch })).toContain(folder);
  });

  test('hold no test, build or page package', () => {
    const folders = runtimePackages(lock, roots, { platform: 'linux', arch: 'x64' });
    for (const name of ['electron', 'vitest', 'vite', 'react', 'typescript', 'playwright-core']) {
      expect(folders).not.toContain(`node_modules/${name}`);
    }
    expect(folders.filter((folder) => /musl|darwin|win32/u.test(folder))).toEqual([]);
  });

  test('follow nested packages before those above', () => {
    const packages = {
      'node_modules/a': { dependencies: { b: '1' } },
      'node_modules/a/node_modules/b': { dependencies: { c: '1' } },
      'node_modules/b': {},
      'node_modules/c': {},
    };
    expect(runtimePackages({ packages }, ['a'], { platform: 'linux', arch: 'x64' })).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/c',
    ]);
  });
});
