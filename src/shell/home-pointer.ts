import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { HomePlaces } from './home-places.ts';

/**
 * The file that names the data folder once it has been moved, in the system's folder for settings,
 * so that every door finds it.
 */
export function pointerFile({ environment, platform, userHome }: HomePlaces): string {
  if (platform === 'win32') {
    return join(environment['APPDATA'] ?? join(userHome, 'AppData', 'Roaming'), 'Carrel', 'home');
  }
  if (platform === 'darwin') return join(userHome, 'Library', 'Preferences', 'eu.carrel.home');
  const named = environment['XDG_CONFIG_HOME'];
  const base = named !== undefined && isAbsolute(named) ? named : join(userHome, '.config');
  return join(base, 'carrel', 'home');
}

/** Where the data folder was moved to, or undefined. */
export function readPointer(places: HomePlaces): string | undefined {
  try {
    const home = readFileSync(pointerFile(places), 'utf8').trim();
    return isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}

/** Records where the data folder is from now on; undefined puts it back at its usual place. */
export function writePointer(home: string | undefined, places: HomePlaces): void {
  const file = pointerFile(places);
  if (home === undefined) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, `${home}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
