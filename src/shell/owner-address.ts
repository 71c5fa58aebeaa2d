import { createHash, randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { CarrelFailure } from '../contract/errors.ts';
import { systemCodeOf } from '../process/system-error.ts';
import { ownFolder } from './home.ts';

/** Bytes of a socket path that fit everywhere: `sun_path` holds 108 on Linux and 104 on macOS. */
const maxSocketPath = 100;

/**
 * Where the owner of a data folder listens: a socket in its `run/`, or, where that path is too
 * long, in a folder of this user's in the system's temporary folder; a named pipe on Windows.
 * Creates the folder it lies in, for the user only.
 */
export function ownerAddress(home: string, platform = process.platform): string {
  const run = ownFolder(home, 'run');
  if (platform === 'win32') return `\\\\.\\pipe\\carrel-${pipeName(run)}`;
  const inside = join(run, 'engine.sock');
  if (Buffer.byteLength(inside) <= maxSocketPath) return inside;
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16);
  return join(privateTemporary(), `${hash}.sock`);
}

/**
 * Pipe names are open to everyone, so a name that can be worked out could be taken by somebody
 * else beforehand; a random one is kept in the data folder.
 */
function pipeName(run: string): string {
  const file = join(run, 'pipe');
  try {
    writeFileSync(file, randomUUID(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').replaceAll(/[^0-9a-f-]/g, '');
}

function privateTemporary(): string {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `carrel-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // In a folder that all may write to, somebody else may have been first.
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
    throw new CarrelFailure(
      'home-unusable',
      `The folder ${folder} is not this user's own; remove it and try again.`,
      { home: folder },
    );
  }
  return folder;
}
