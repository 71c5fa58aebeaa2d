import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import { flushFolder } from '../process/flush.ts';
import { systemCodeOf } from '../process/system-error.ts';
import { nearestExisting, refuseDiskAway, rememberDisk } from './home-disks.ts';
import { networkFileSystem } from './home-file-system.ts';
import { homeMissing } from './home-presence.ts';
import { currentPlaces, type HomePlaces } from './home-places.ts';
import { pointerFile, readPointer } from './home-pointer.ts';

/**
 * The data folder's absolute path: `option` (`--home`), else CARREL_HOME, else where it was moved
 * to, else `carrel` in the system's folder for local (not roaming, not synced) application data.
 * Nothing is touched.
 */
export function chooseHome(option: string | undefined, places = currentPlaces()): string {
  const { environment, platform, userHome } = places;
  const named = option ?? environment['CARREL_HOME'];
  if (named !== undefined && named !== '') return resolve(named);
  const moved = readPointer(places);
  if (moved !== undefined) return moved;
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(userHome, 'AppData', 'Local'), 'Carrel');
  }
  if (platform === 'darwin') return join(userHome, 'Library', 'Application Support', 'Carrel');
  const data = environment['XDG_DATA_HOME'];
  // The XDG base directory specification tells to ignore relative paths.
  const base = data !== undefined && isAbsolute(data) ? data : join(userHome, '.local', 'share');
  return join(base, 'carrel');
}

/**
 * Folder names that sync programs give their roots, in lower case. iCloud Drive is
 * `Library/Mobile Documents`; macOS puts all others below `Library/CloudStorage`; OneDrive for
 * firms and shared Google drives add a name after a separator.
 */
const syncedNames =
  /^(onedrive|dropbox|google ?drive|my drive|nextcloud|owncloud|icloud ?drive|mobile documents|cloudstorage|pcloud ?drive|seafile)( ?[-–(].*)?$/;

/** The first folder of a path that a sync program keeps, or undefined. */
export function syncedFolder(path: string): string | undefined {
  return path.split(/[/\\]/).find((name) => syncedNames.test(name.toLowerCase()));
}

/**
 * Makes the data folder ready and returns its real path: created where missing, for its owner only.
 * Throws `home-unusable` (synced, on a network, another person's, its disk away, no folder) or `home-read-only`.
 */
export function prepareHome(option: string | undefined, places = currentPlaces()): string {
  const chosen = chooseHome(option, places);
  refuseAbsent(chosen, places);
  refuseDiskAway(chosen, places);
  refuseSynced(chosen);
  // Before anything is created: a folder on a file server must not get one.
  refuseNetwork(nearestExisting(chosen));
  try {
    createFolders(chosen);
  } catch (error) {
    throw describe(error, chosen);
  }
  const home = realpathSync.native(chosen);
  // Again, for links that lead into such a folder.
  refuseSynced(home);
  refuseNetwork(home);
  assertOwnFolder(home, places.platform);
  try {
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw describe(error, home);
  }
  rememberDisk(chosen, places);
  return home;
}

/** Creates a folder inside the data folder, for its owner only, and returns its path. */
export function ownFolder(home: string, name: string): string {
  const path = join(home, name);
  // It was there a moment ago: a new one in its place would hide that.
  if (!existsSync(home)) throw new CarrelFailure(homeMissing.code, homeMissing.message);
  try {
    createFolders(path);
  } catch (error) {
    throw describe(error, path);
  }
  // A link planted here would lead writes elsewhere.
  if (lstatSync(path).isSymbolicLink()) throw unusable(path, 'is a link and not a folder');
  return path;
}

/** Present in every data folder that has been used. */
const marks = ['catalogue.sqlite', 'run'];

function assertOwnFolder(home: string, platform: string): void {
  const found = statSync(home);
  if (!found.isDirectory()) throw unusable(home, 'is not a folder');
  if (platform === 'win32' || process.getuid === undefined) return;
  if (found.uid !== process.getuid()) throw unusable(home, 'belongs to another person');
  if ((found.mode & 0o077) === 0) return;
  // Closing a folder that is full of something else would take it away from those who use it.
  const names = readdirSync(home);
  if (names.length > 0 && !marks.some((mark) => names.includes(mark))) {
    throw unusable(home, 'holds something else and can be entered by other people');
  }
  try {
    chmodSync(home, 0o700);
  } catch (error) {
    throw describe(error, home);
  }
}

/** A moved data folder that is not there must not be begun anew: its disk may not be plugged in. */
function refuseAbsent(chosen: string, places: HomePlaces): void {
  if (chosen !== readPointer(places) || existsSync(chosen)) return;
  throw new CarrelFailure(
    'home-unusable',
    `The data folder was moved to ${chosen}, which is not there. Connect its disk; if it is gone for good, delete ${pointerFile(places)}.`,
    { home: chosen },
  );
}

function refuseSynced(path: string): void {
  const name = syncedFolder(path);
  if (name !== undefined) {
    throw unusable(path, `lies in a folder that is copied to other machines ("${name}")`);
  }
}

function refuseNetwork(path: string): void {
  const type = networkFileSystem(path);
  if (type !== undefined) throw unusable(path, `lies on a network drive (${type})`);
}

/**
 * Creates a folder and those above it, for their owner only. Not `mkdir`'s own `recursive`: below
 * /proc, where creating fails with ENOENT, that never returns (Node 26.10).
 */
function createFolders(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return;
  if (dirname(path) !== path) createFolders(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process of Carrel may just have created it.
    if (systemCodeOf(error) !== 'EEXIST') throw error;
  }
  try {
    flushFolder(dirname(path));
  } catch {
    // A folder that may be written and not read, say: its file system keeps it when it sees fit.
  }
}

function unusable(home: string, why: string): CarrelFailure {
  return new CarrelFailure(
    'home-unusable',
    `The data folder ${home} ${why}. Choose a folder on this machine's own disk with --home.`,
    { home },
  );
}

function describe(error: unknown, home: string): CarrelFailure {
  const code = systemCodeOf(error) ?? '';
  if (['EROFS', 'EACCES', 'EPERM'].includes(code)) {
    return new CarrelFailure(
      'home-read-only',
      `The data folder ${home} cannot be written. Make it writable or choose another with --home.`,
      { home },
    );
  }
  if (code === 'ENOSPC') {
    return new CarrelFailure('disk-full', `There is no room on the disk of ${home}.`, { home });
  }
  return unusable(home, `cannot be used (${code === '' ? 'unknown error' : code})`);
}
