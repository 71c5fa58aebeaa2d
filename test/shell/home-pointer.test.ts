import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pointerFile, readPointer, writePointer } from '../../src/shell/home-pointer.ts';
import { chooseHome, prepareHome } from '../../src/shell/home.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'carrel-pointer-')));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const places = { platform: 'linux', environment: {}, userHome: folder };

describe('a moved data folder', () => {
  test.each([
    ['linux', {}, '/home/a/.config/carrel/home'],
    ['linux', { XDG_CONFIG_HOME: '/etc/a' }, '/etc/a/carrel/home'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/a/.config/carrel/home'],
    ['darwin', {}, '/home/a/Library/Preferences/eu.carrel.home'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Carrel/home'],
  ])('is named on %s with %j at %s', (platform, environment, file) => {
    expect(pointerFile({ platform, environment, userHome: '/home/a' })).toBe(file);
  });

  test('is found by every door, but a folder that is named comes first', () => {
    const moved = join(folder, 'moved');
    writePointer(moved, places);
    expect(readPointer(places)).toBe(moved);
    expect(chooseHome(undefined, places)).toBe(moved);
    expect(chooseHome(join(folder, 'named'), places)).toBe(join(folder, 'named'));
  });

  test('is not begun anew where its disk is away', () => {
    const moved = join(folder, 'away');
    writePointer(moved, places);
    expect(() => prepareHome(undefined, places)).toThrow('Connect its disk');
    expect(existsSync(moved)).toBe(false);
    mkdirSync(moved, { mode: 0o700 });
    expect(prepareHome(undefined, places)).toBe(moved);
    writePointer(undefined, places);
    expect(readPointer(places)).toBeUndefined();
  });
});
