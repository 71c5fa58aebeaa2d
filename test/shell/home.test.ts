import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  linuxNetworkType,
  mountType,
  networkFileSystem,
} from '../../src/shell/home-file-system.ts';
import { chooseHome, ownFolder, prepareHome, syncedFolder } from '../../src/shell/home.ts';

const onPosix = process.platform !== 'win32';
let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'carrel-home-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('where the data folder is', () => {
  const places = (platform: string, environment: Record<string, string> = {}) => ({
    platform,
    environment,
    userHome: '/home/ada',
  });

  test('the option goes before the variable, and that before the system', () => {
    const environment = { CARREL_HOME: '/srv/carrel', XDG_DATA_HOME: '/data' };
    expect(chooseHome('/other', places('linux', environment))).toBe('/other');
    expect(chooseHome(undefined, places('linux', environment))).toBe('/srv/carrel');
    expect(chooseHome(undefined, places('linux', { XDG_DATA_HOME: '/data' }))).toBe('/data/carrel');
  });

  test.runIf(onPosix)('each system has its own place for local data', () => {
    expect(chooseHome(undefined, places('linux'))).toBe('/home/ada/.local/share/carrel');
    expect(chooseHome(undefined, places('linux', { XDG_DATA_HOME: 'relative' }))).toBe(
      '/home/ada/.local/share/carrel',
    );
    expect(chooseHome(undefined, places('darwin'))).toBe(
      '/home/ada/Library/Application Support/Carrel',
    );
    expect(chooseHome(undefined, places('win32', { LOCALAPPDATA: '/L' }))).toBe('/L/Carrel');
  });
});

describe('preparing it', () => {
  test.runIf(onPosix)('creates it for its owner only', () => {
    const home = prepareHome(join(folder, 'new', 'home'));
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(statSync(ownFolder(home, 'run')).mode & 0o777).toBe(0o700);
  });

  test.runIf(onPosix)('closes an empty folder to others, and one of its own', () => {
    for (const mark of [undefined, 'catalogue.sqlite']) {
      const home = join(folder, mark ?? 'empty');
      mkdirSync(home, { mode: 0o755 });
      if (mark !== undefined) writeFileSync(join(home, mark), '');
      prepareHome(home);
      expect(statSync(home).mode & 0o777).toBe(0o700);
    }
  });

  test.runIf(onPosix)('refuses an open folder that holds something else', () => {
    const home = join(folder, 'pictures');
    mkdirSync(home, { mode: 0o755 });
    writeFileSync(join(home, 'cat.jpg'), '');
    expect(() => prepareHome(home)).toThrow(expect.objectContaining({ code: 'home-unusable' }));
    expect(statSync(home).mode & 0o777).toBe(0o755);
  });

  test('refuses a file in its place', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => prepareHome(file)).toThrow(expect.objectContaining({ code: 'home-unusable' }));
    expect(() => prepareHome(join(file, 'below'))).toThrow(
      expect.objectContaining({ code: 'home-unusable' }),
    );
  });

  test('refuses a synced folder before anything is created there, and a link to one', () => {
    const synced = join(folder, 'OneDrive - Meridian', 'carrel');
    expect(() => prepareHome(synced)).toThrow(expect.objectContaining({ code: 'home-unusable' }));
    expect(existsSync(synced)).toBe(false);
    mkdirSync(join(folder, 'Dropbox', 'data'), { recursive: true });
    symlinkSync(join(folder, 'Dropbox', 'data'), join(folder, 'link'));
    expect(() => prepareHome(join(folder, 'link'))).toThrow(
      expect.objectContaining({ code: 'home-unusable' }),
    );
  });

  test.runIf(onPosix)('refuses a link in the place of a folder inside it', () => {
    const home = prepareHome(join(folder, 'home'));
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(home, 'tmp'));
    expect(() => ownFolder(home, 'tmp')).toThrow(
      expect.objectContaining({ code: 'home-unusable' }),
    );
  });

  // Root may write everywhere, whatever the mode says.
  test.runIf(onPosix && process.getuid?.() !== 0)('says when it cannot be written', () => {
    const home = join(folder, 'read-only');
    mkdirSync(home, { mode: 0o500 });
    expect(() => prepareHome(home)).toThrow(expect.objectContaining({ code: 'home-read-only' }));
    expect(() => prepareHome(join(home, 'below'))).toThrow(
      expect.objectContaining({ code: 'home-read-only' }),
    );
    chmodSync(home, 0o700);
  });

  test.runIf(process.platform === 'linux')('says when its file system cannot be written', () => {
    expect(() => prepareHome('/proc/carrel')).toThrow(
      expect.objectContaining({ code: 'home-unusable' }),
    );
  });
});

test.each([
  ['/home/ada/Dropbox/carrel', 'Dropbox'],
  ['/home/ada/Dropbox (Personal)/carrel', 'Dropbox (Personal)'],
  ['C:\\Users\\ada\\OneDrive - Meridian\\carrel', 'OneDrive - Meridian'],
  ['/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/x', 'Mobile Documents'],
  ['/Users/ada/Library/CloudStorage/GoogleDrive-ada/x', 'CloudStorage'],
  ['G:\\My Drive\\carrel', 'My Drive'],
  ['/home/ada/Nextcloud/carrel', 'Nextcloud'],
  ['/home/ada/.local/share/carrel', undefined],
  ['/home/ada/onedriven/carrel', undefined],
])('sync folder of %s: %s', (path, name) => {
  expect(syncedFolder(path)).toBe(name);
});

describe('network file systems', () => {
  const unasked = () => {
    throw new Error('The mount table was not to be read.');
  };

  test('are told by their number', () => {
    expect(linuxNetworkType(0x6969, unasked)).toBe('nfs');
    expect(linuxNetworkType(0xff534d42, unasked)).toBe('cifs');
    expect(linuxNetworkType(0xff534d42 | 0, unasked)).toBe('cifs');
    expect(linuxNetworkType(0x01021997, unasked)).toBe('9p');
    expect(linuxNetworkType(0xef53, unasked)).toBeUndefined();
    expect(linuxNetworkType(0x9123683e, unasked)).toBeUndefined();
  });

  test('in user space are told by the mount table', () => {
    expect(linuxNetworkType(0x65735546, () => 'fuse.sshfs')).toBe('fuse.sshfs');
    expect(linuxNetworkType(0x65735546, () => 'fuse.gocryptfs')).toBeUndefined();
    expect(linuxNetworkType(0x65735546, () => undefined)).toBe('fuse');
  });

  test('the mount table is read to the innermost mount', () => {
    const table = [
      '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
      '30 22 0:40 / /mnt/team\\040files rw - fuse.sshfs host:/ rw',
      '31 30 0:41 / /mnt/team\\040files/inner rw - fuse.gocryptfs x rw',
      '',
    ].join('\n');
    expect(mountType(table, '/home/ada')).toBe('ext4');
    expect(mountType(table, '/mnt/team files/a')).toBe('fuse.sshfs');
    expect(mountType(table, '/mnt/team files/inner')).toBe('fuse.gocryptfs');
    expect(mountType(table, '/mnt/team files elsewhere')).toBe('ext4');
  });

  test('shares by name on Windows', () => {
    expect(networkFileSystem('\\\\server\\share\\carrel', 'win32')).toBe('smb');
    expect(networkFileSystem('\\\\?\\C:\\carrel', 'win32')).toBeUndefined();
    expect(networkFileSystem('C:\\carrel', 'win32')).toBeUndefined();
  });

  test.runIf(process.platform === 'linux')('the disk of this test is a local one', () => {
    expect(networkFileSystem(folder)).toBeUndefined();
  });
});
