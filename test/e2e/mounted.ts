import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterAll } from 'vitest';

const mounted: string[] = [];
afterAll(() => {
  for (const place of mounted.splice(0)) spawnSync('umount', ['-l', place]);
});

/**
 * Mounts a file system of its own at a folder, which is made where it is missing, until the end of the
 * test file; false where this account may not.
 */
export function mountAt(place: string, options: string): boolean {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]);
  if (status === 0) mounted.push(place);
  return status === 0;
}
