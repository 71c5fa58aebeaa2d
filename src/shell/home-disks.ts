import {
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, parse, sep } from 'node:path';
import { z } from 'zod';
import { CarrelFailure } from '../contract/errors.ts';
import type { HomePlaces } from './home-places.ts';
import { pointerFile } from './home-pointer.ts';

/** Data folders on disks that can be taken away; a file beside the one that names a moved data folder. */
const known = z.array(z.strictObject({ home: z.string(), mount: z.string() }));
type Known = z.infer<typeof known>;

/** More than anybody has; the oldest are forgotten. */
const MAX_KNOWN = 32;

/** Below these, systems make a folder for a disk when it is connected and remove it afterwards. */
const mountPlaces = /^(?:\/Volumes\/[^/]+|\/(?:run\/)?media\/[^/]+\/[^/]+)(?=\/|$)/u;

/**
 * Where a data folder's disk is not connected, or its vault not opened, nothing may be begun in its
 * place. Throws `home-unusable`.
 */
export function refuseDiskAway(home: string, places: HomePlaces): void {
  const place = placeForDisk(home, places.platform);
  // A disk that is always mounted one step higher is no such place.
  if (place !== undefined && deviceOf(place) === undefined && !isMount(dirname(place))) {
    throw away(home, place);
  }
  const mount = readKnown(places).find((each) => each.home === home)?.mount;
  if (mount !== undefined && !isMount(mount)) throw away(home, mount, disksFile(places));
}

/**
 * Remembers the disk of a data folder that has been made ready, unless it is the one of the person's
 * settings, which cannot go without taking this memory with it, or the folder is a temporary one.
 */
export function rememberDisk(home: string, places: HomePlaces): void {
  try {
    const file = disksFile(places);
    const mount = mountOf(home);
    if (`${home}${sep}`.startsWith(`${realpathSync.native(tmpdir())}${sep}`)) return;
    if (mount === mountOf(nearestExisting(file))) return;
    const before = readKnown(places);
    if (before.some((each) => each.home === home && each.mount === mount)) return;
    const others = before.filter((each) => each.home !== home && isWorthKeeping(each));
    const content = JSON.stringify([...others.slice(1 - MAX_KNOWN), { home, mount }], null, 1);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, `${content}\n`, { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  } catch {
    // Settings that cannot be written are no reason to refuse the data folder.
  }
}

function disksFile(places: HomePlaces): string {
  return `${pointerFile(places)}-disks.json`;
}

function readKnown(places: HomePlaces): Known {
  try {
    return known.parse(JSON.parse(readFileSync(disksFile(places), 'utf8')));
  } catch {
    return [];
  }
}

/** The folder that a system would make for the disk of a path; on Windows its drive. */
function placeForDisk(path: string, platform: string): string | undefined {
  if (platform === 'win32') return parse(path).root;
  return mountPlaces.exec(path)?.[0];
}

/** A data folder that was deleted from a disk that is there is forgotten. */
function isWorthKeeping({ home, mount }: Known[number]): boolean {
  return deviceOf(home) !== undefined || !isMount(mount);
}

/** Whether a disk of its own begins at a folder, as one did when it was remembered. */
function isMount(folder: string): boolean {
  const device = deviceOf(folder);
  if (device === undefined) return false;
  return dirname(folder) === folder || device !== deviceOf(dirname(folder));
}

/** The folder at which the disk of an existing file or folder begins. */
function mountOf(path: string): string {
  const real = realpathSync.native(path);
  let folder = real;
  while (!isMount(folder)) folder = dirname(folder);
  return folder;
}

/** The number of the disk that a path lies on; undefined where there is nothing to be reached. */
function deviceOf(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.dev;
  } catch {
    // A vault whose program has died, a locked drive, a disk that fails: all as good as away.
    return undefined;
  }
}

/** The path itself, or the first folder above it that is there. */
export function nearestExisting(path: string): string {
  for (let folder = path; ; folder = dirname(folder)) {
    if (deviceOf(folder) !== undefined) return folder;
    if (dirname(folder) === folder) return folder;
  }
}

function away(home: string, place: string, memory?: string): CarrelFailure {
  const otherwise =
    memory === undefined
      ? 'name another data folder with --home'
      : `if it is gone for good, delete ${memory}`;
  return new CarrelFailure(
    'home-unusable',
    `The data folder ${home} lies on a disk that is not there (${place}). Connect or open it; ${otherwise}.`,
    { home },
  );
}
