import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { prepareHome } from '../../src/shell/home.ts';
import { temporaryFolder } from '../e2e/carrel.ts';
import { mountAt } from '../e2e/mounted.ts';

const folder = temporaryFolder('disks');
const places = { platform: 'linux', environment: {}, userHome: join(folder, 'ada') };
const memory = join(places.userHome, '.config', 'carrel', 'home-disks.json');
const unmount = (place: string) => expect(spawnSync('umount', [place]).status).toBe(0);

beforeAll(() => {
  mkdirSync(places.userHome);
  mkdirSync(join(folder, 'tmp'));
  // What lies below it is not remembered; the folder of this test is to be.
  vi.stubEnv('TMPDIR', join(folder, 'tmp'));
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe('a data folder whose disk is not connected', () => {
  test.each([
    ['darwin', '/Volumes/Carrel of a test/data'],
    ['linux', '/media/ada/carrel-of-a-test/data'],
    ['linux', '/run/media/ada/carrel-of-a-test'],
  ])('is not begun where disks appear on %s: %s', (platform, home) => {
    expect(() => prepareHome(home, { ...places, platform })).toThrow('a disk that is not there');
    expect(existsSync(home)).toBe(false);
  });

  test('is not begun in the folder on which the disk was mounted', (context) => {
    const vault = join(folder, 'vault');
    const home = join(vault, 'data');
    if (!mountAt(vault, 'size=1m')) return context.skip('this account may not mount a file system');
    expect(prepareHome(home, places)).toBe(home);
    unmount(vault);
    expect(() => prepareHome(home, places)).toThrow(`delete ${memory}`);
    expect(existsSync(home)).toBe(false);
    // The disk is there again, and was emptied by hand: that is a new beginning.
    mountAt(vault, 'size=1m');
    expect(prepareHome(home, places)).toBe(home);
    unmount(vault);
    rmSync(memory);
    expect(prepareHome(home, places)).toBe(home);
  });

  test('is not begun where the disk cannot even be asked after', () => {
    const dead = join(folder, 'dead');
    const home = join(dead, 'data');
    // Stands for a vault whose program has died: asking for it fails, but not with "no such file".
    symlinkSync(dead, dead);
    mkdirSync(dirname(memory), { recursive: true });
    writeFileSync(memory, JSON.stringify([{ home, mount: dead }]));
    expect(() => prepareHome(home, places)).toThrow('a disk that is not there');
    rmSync(memory);
  });

  test('is not begun on the mount point itself', (context) => {
    const home = join(folder, 'disk');
    if (!mountAt(home, 'size=1m')) return context.skip('this account may not mount a file system');
    prepareHome(home, places);
    unmount(home);
    expect(() => prepareHome(home, places)).toThrow('a disk that is not there');
  });
});

test('the disk of the settings, temporary folders and a damaged memory cause no refusal', () => {
  rmSync(memory, { force: true });
  const home = prepareHome(join(folder, 'own'), places);
  expect(existsSync(memory)).toBe(false);
  prepareHome(join(folder, 'tmp', 'home'), places);
  expect(existsSync(memory)).toBe(false);
  mkdirSync(join(memory, '..'), { recursive: true });
  writeFileSync(memory, '[{"home": 3');
  rmSync(home, { recursive: true });
  expect(prepareHome(home, places)).toBe(home);
});
